import type { Harm } from './gatherer.ts';
import type { Dependencies, Instance, StartPlan } from './sandbox.ts';

export interface HttpQuestion {
  readonly method: string;
  /** Path and query on the service, or an absolute URL of the same host. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What this request may do to the service; checked against what the user allowed. */
  readonly harm: Harm;
  /** Default 10 s. */
  readonly limitMs?: number;
}

export type HttpAnswer =
  | {
      readonly answered: true;
      readonly status: number;
      /** Lower-case names; repeated headers stay apart. */
      readonly headers: readonly (readonly [name: string, value: string])[];
      /** Text up to 64 KiB. */
      readonly body: string;
      readonly bodyBytes: number;
      readonly tookMs: number;
    }
  /** Refused, reset, or no answer within the limit. */
  | { readonly answered: false; readonly because: string; readonly tookMs: number };

/** The running service that a run looks at: one calm instance of the sandbox, or a `--url`. */
export interface ServiceDriver {
  readonly kind: 'sandbox' | 'url';
  /** Brings it up when it is ours (once); throws CannotLook with the reason when it cannot be. */
  open(
    plan: StartPlan | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly url: string; readonly ours?: OurService }>;
  /** After `open`. Follows no redirect. */
  ask(question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer>;
}

/** What is at hand only when the service runs in our sandbox. */
export interface OurService {
  readonly instance: Instance;
  readonly dependencies: Dependencies;
}
