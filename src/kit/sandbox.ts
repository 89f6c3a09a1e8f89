import type { HttpAnswer, HttpQuestion } from './http.ts';

/** How a value of the target's environment comes about; written in a plan, resolved by the sandbox. */
export type Recipe =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'port' }
  | { readonly kind: 'base-url' }
  | { readonly kind: 'secret'; readonly bytes: number }
  | {
      readonly kind: 'postgres';
      readonly part: 'url' | 'host' | 'port' | 'user' | 'password' | 'database';
      /** `owner` owns the database and may make roles; `service` may only log in until it is granted more. */
      readonly as: 'owner' | 'service';
    }
  | { readonly kind: 'redis'; readonly part: 'url' | 'host' | 'port' }
  | { readonly kind: 'mail'; readonly part: 'url' | 'host' | 'port' }
  | { readonly kind: 'outside-url' }
  /** The address of an error tracker that takes everything, in Sentry's form. */
  | { readonly kind: 'tracker-dsn' };

/** One thing the sandbox does with the target, as the target's own files name it. */
export interface PlannedStep {
  readonly name: 'install' | 'build' | 'migrate' | 'seed' | 'start';
  /** A shell line, run in `folder` of the copy. */
  readonly command: string;
  /** '' is the root of the copy. */
  readonly folder: string;
  /** Where this was read: "scripts.start in package.json". */
  readonly because: string;
  readonly limitMs: number;
}

/** What it takes to bring a private copy of the target to life. JSON, shown to the user before anything runs. */
export interface StartPlan {
  readonly steps: readonly PlannedStep[];
  readonly needs: readonly ('postgres' | 'redis' | 'mail')[];
  readonly environment: Readonly<Record<string, Recipe>>;
  /** A path that answers when the service is up; any HTTP answer below 500 counts without one. */
  readonly readyPath?: string;
  /** The port a target listens on when it cannot be told another. */
  readonly fixedPort?: number;
  readonly readyLimitMs: number;
}

export interface StepOutcome {
  readonly name: PlannedStep['name'];
  readonly command: string;
  /** Undefined when it was stopped at its time limit. */
  readonly exitCode?: number;
  readonly signal?: string;
  readonly tookMs: number;
  /** The last lines, redacted, at most 4,000 characters. */
  readonly tail: string;
}

/** A command of the project's own, as its developers or its CI run it. */
export interface WorkLine {
  readonly command: string;
  readonly folder: string;
  readonly limitMs: number;
  /** Files laid into the folder that the command finds as $SEAWORTHY_REPORTS, by name. */
  readonly lay?: Readonly<Record<string, string>>;
}

export interface WorkOutcome extends Omit<StepOutcome, 'name'> {
  /** What it printed, redacted; of very much, the end. */
  readonly output: string;
  /** Files of the repository that differ or are gone afterwards. They are put right before the next command. */
  readonly changed: readonly string[];
  /** How many files it wrote beside those of the repository, installed packages left out; they are taken away again. */
  readonly written: number;
  /** Text of the files it left in $SEAWORTHY_REPORTS, by name. */
  readonly reports: Readonly<Record<string, string>>;
}

export type StopSignal = 'SIGTERM' | 'SIGINT' | 'SIGKILL';

export interface Ended {
  readonly exitCode?: number;
  readonly signal?: string;
  readonly tookMs: number;
}

/** One running copy of the service. */
export interface Instance {
  readonly url: string;
  readonly pid: number;
  /** From spawn to the first answer. */
  readonly readyMs: number;
  /** Lines written so far, oldest first, at most the last 20,000. */
  logs(): readonly string[];
  ended(): Ended | undefined;
  /** Sends the signal and waits; after `graceMs` the whole group is killed and `signal` is SIGKILL. */
  stop(signal: StopSignal, graceMs: number): Promise<Ended>;
  /** One request to this instance; follows no redirect. */
  ask(question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer>;
  /** Resident memory and CPU time of the process and its children, where the system tells. */
  usage(): Promise<{ readonly memoryBytes: number; readonly cpuMs: number } | undefined>;
}

export interface LaunchOptions {
  /** Replaces or adds variables. */
  readonly set?: Readonly<Record<string, string>>;
  /** Variables taken away. */
  readonly unset?: readonly string[];
  /** Instead of the plan's `readyLimitMs`. */
  readonly readyLimitMs?: number;
  /** A PostgreSQL server of its own, migrated anew: for drills that stop the server. */
  readonly ownServer?: boolean;
  /** A database of its own, copied from the migrated one. Default: true. */
  readonly ownDatabase?: boolean;
}

export type Launched =
  | { readonly ready: true; readonly instance: Instance; readonly dependencies: Dependencies }
  | {
      readonly ready: false;
      /** False when the start command was never reached: install, build or migrate had failed. */
      readonly ran: boolean;
      readonly because: string;
      /** Absent when it did not answer within the limit and was killed. */
      readonly ended?: Ended;
      readonly logs: readonly string[];
    };

/** What the proxy in front of a dependency does with the bytes. */
export type Fault =
  | { readonly kind: 'none' }
  /** Refuses and closes connections. */
  | { readonly kind: 'cut' }
  /** Accepts, then swallows everything. */
  | { readonly kind: 'black-hole' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  /** Resets every connection after its first bytes. */
  | { readonly kind: 'reset' };

export interface FaultProxy {
  readonly port: number;
  set(fault: Fault): void;
  /** Connections accepted since the start, and open now; bytes that the target sent through them. */
  counts(): { readonly accepted: number; readonly open: number; readonly sentBytes: number };
}

export interface Dependencies {
  readonly postgres?: {
    readonly proxy: FaultProxy;
    /** As the owner of the scratch database, past the proxy. Rows as objects, at most 10,000. */
    query(sql: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
    /** Stops the server at once and starts it again after `downMs`. */
    restart(downMs: number): Promise<void>;
  };
  readonly redis?: { readonly proxy: FaultProxy };
  readonly mail?: { messages(): readonly { readonly to: readonly string[]; readonly text: string }[] };
  readonly outside: {
    calls(): readonly {
      readonly method: string;
      readonly url: string;
      /** What was sent to the error tracker. */
      readonly report?: string;
    }[];
  };
}

/** Owns everything it starts: processes, ports, folders, databases. All of it ends with the run, however that ends. */
export interface SandboxDriver {
  /** Copies, installs, builds and migrates once; later calls get the same outcomes. */
  prepare(plan: StartPlan, signal: AbortSignal): Promise<readonly StepOutcome[]>;
  /** A command of the target in the prepared copy, with the plan's environment. */
  run(
    plan: StartPlan,
    command: { readonly command: string; readonly folder: string; readonly limitMs: number },
    signal: AbortSignal,
  ): Promise<Omit<StepOutcome, 'name'>>;
  /** One at a time, each in the prepared copy of the plan as it was before the others. */
  work(plan: StartPlan, line: WorkLine, signal: AbortSignal): Promise<WorkOutcome>;
  launch(plan: StartPlan, options: LaunchOptions, signal: AbortSignal): Promise<Launched>;
}
