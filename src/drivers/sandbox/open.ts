import { spawn } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { RepoDriver } from '../../kit/drivers.ts';
import { CannotLook } from '../../kit/gatherer.ts';
import type {
  Launched,
  LaunchOptions,
  PlannedStep,
  SandboxDriver,
  StartPlan,
  StepOutcome,
} from '../../kit/sandbox.ts';
import { redact } from '../redact.ts';
import { bringUp } from './bring-up.ts';
import { baseEnvironment, resolve, withLocalPrograms } from './environment.ts';
import { endSandbox, marker, sandboxFolderName, sweepSandboxes } from './lease.ts';
import { directPlaces, startParts, stopParts, surround, withOwnServer, type Parts } from './parts.ts';
import { freePort } from './ports.ts';
import { takeTurns } from './turns.ts';
import { setUpBench, workOn, type Bench } from './work.ts';
import { copyTree, installCache, runStep } from './workspace.ts';

interface Prepared {
  readonly folder: string;
  readonly tree: string;
  readonly parts: Parts;
  readonly outcomes: readonly StepOutcome[];
}

/** A sandbox for the target in `root`. Nothing is made before the first call. */
export function sandboxDriver(root: string, repo: RepoDriver): SandboxDriver & { close(): Promise<void> } {
  const prepared = new Map<string, Promise<Prepared>>();
  const open = new Set<() => Promise<void>>();
  const benches = new Map<string, Promise<Bench>>();
  let workTurn: Promise<unknown> = Promise.resolve();
  const inTurn = takeTurns();
  /** Copies that hung until their time was over: nobody waits as long again for the same. */
  const hung = new Map<string, Launched>();
  let cameUp = false;
  let databases = 0;

  function prepareOnce(plan: StartPlan, signal: AbortSignal): Promise<Prepared> {
    const key = JSON.stringify(plan);
    const known = prepared.get(key);
    if (known) return known;
    const made = prepare(root, repo, plan, signal, open);
    prepared.set(key, made);
    return made;
  }

  async function launch(plan: StartPlan, options: LaunchOptions, signal: AbortSignal): Promise<Launched> {
    const launched = await launchOnce(plan, options, signal);
    // Between being found free and being taken, a port can go to somebody else.
    const lostPort = !launched.ready && /EADDRINUSE|address already in use/i.test(launched.logs.join('\n'));
    return lostPort && plan.fixedPort === undefined ? launchOnce(plan, options, signal) : launched;
  }

  async function launchOnce(plan: StartPlan, options: LaunchOptions, signal: AbortSignal): Promise<Launched> {
    const known = hung.get(keyOf(plan, {})) ?? hung.get(keyOf(plan, options));
    if (known) return known;
    const { folder, tree, parts: shared, outcomes } = await prepareOnce(plan, signal);
    const broken = outcomes.find((outcome) => outcome.exitCode !== 0);
    if (broken)
      return {
        ready: false,
        ran: false,
        because: `${broken.name} failed: ${broken.command}`,
        logs: broken.tail.split('\n'),
      };
    const start = plan.steps.find((step) => step.name === 'start');
    if (!start) throw new CannotLook('the plan names no start command', 'add start: to seaworthy.yaml');
    const port = plan.fixedPort ?? (await freePort());
    databases += 1;
    const parts =
      options.ownServer === true ? await migrateOwnServer(plan, { folder, tree, shared }, signal) : shared;
    const around = await surround(
      parts,
      port,
      options.ownDatabase === false ? undefined : `app_${databases}`,
    );
    open.add(around.close);
    const env = {
      ...baseEnvironment(join(folder, 'home')),
      ...resolve(plan.environment, around.places),
      ...options.set,
    };
    for (const name of options.unset ?? []) delete env[name];
    env['PATH'] = withLocalPrograms(env['PATH'] ?? '', tree, start.folder);
    const run = { command: start.command, cwd: join(tree, start.folder), env, sandbox: folder, port };
    const limits = { limitMs: options.readyLimitMs ?? plan.readyLimitMs, readyPath: plan.readyPath };
    const bring = async (): Promise<Launched> => {
      const brought = await bringUp(run, limits, signal);
      if (brought.ready) open.add(() => brought.instance.stop('SIGKILL', 0).then(() => undefined));
      return brought.ready ? { ...brought, dependencies: around.dependencies } : brought;
    };
    const bringInTurn = () => (plan.fixedPort === undefined ? bring() : inTurn(bring));
    const first = await bringInTurn();
    // Copies share a folder, and can trip over each other's files while they start.
    const again = !first.ready && first.ended && cameUp && options.unset === undefined && !signal.aborted;
    const launched = again ? await bringInTurn() : first;
    cameUp ||= launched.ready;
    if (launched.ready) return launched;
    if (launched.ran && !launched.ended && !signal.aborted) hung.set(keyOf(plan, options), launched);
    await around.close();
    open.delete(around.close);
    return launched;
  }

  async function migrateOwnServer(
    plan: StartPlan,
    { folder, tree, shared }: { folder: string; tree: string; shared: Parts },
    signal: AbortSignal,
  ): Promise<Parts> {
    const parts = await withOwnServer(shared, folder, `postgres-${databases}`);
    const { postgres } = parts;
    if (postgres && postgres !== shared.postgres) open.add(postgres.stop);
    const env = {
      ...baseEnvironment(join(folder, 'home')),
      ...resolve(plan.environment, directPlaces(parts, await freePort())),
    };
    for (const step of plan.steps.filter(({ name }) => name === 'migrate' || name === 'seed')) {
      const outcome = await runStep({ ...step, cwd: join(tree, step.folder) }, env, folder, signal);
      if (outcome.exitCode !== 0)
        throw new CannotLook(`${step.name} failed on a second server: ${step.command}`);
    }
    return parts;
  }

  return {
    prepare: async (plan, signal) => (await prepareOnce(plan, signal)).outcomes,
    async run(plan, line, signal) {
      const { folder, tree, parts } = await prepareOnce(plan, signal);
      const env = {
        ...baseEnvironment(join(folder, 'home')),
        ...resolve(plan.environment, directPlaces(parts, await freePort())),
      };
      const outcome = await runStep({ ...line, cwd: join(tree, line.folder) }, env, folder, signal);
      return { ...outcome, tail: redact(outcome.tail) };
    },
    work(plan, line, signal) {
      const turn = workTurn.then(async () => {
        signal.throwIfAborted();
        const { folder, tree, parts } = await prepareOnce(plan, signal);
        const bench = benches.get(folder) ?? setUpBench(root, repo, { tree, sandbox: folder });
        benches.set(folder, bench);
        const env = {
          ...baseEnvironment(join(folder, 'home')),
          ...resolve(plan.environment, directPlaces(parts, await freePort())),
        };
        return workOn(await bench, line, env, signal);
      });
      workTurn = turn.catch(() => undefined);
      return turn;
    },
    launch,
    async close() {
      await Promise.allSettled([...open].toReversed().map((end) => end()));
    },
  };
}

/** What a copy is told, by names: made-up secrets have a new value in each. */
function keyOf(plan: StartPlan, { set = {}, unset = [] }: LaunchOptions): string {
  return JSON.stringify([plan, Object.keys(set), unset]);
}

async function prepare(
  root: string,
  repo: RepoDriver,
  plan: StartPlan,
  signal: AbortSignal,
  open: Set<() => Promise<void>>,
): Promise<Prepared> {
  await sweepSandboxes();
  const folder = await sandboxFolderName();
  const tree = join(folder, 'tree');
  await mkdir(join(folder, 'home'), { recursive: true });
  await mkdir(tree, { recursive: true });
  await chmod(folder, 0o755);
  const guard = startGuard(folder);
  open.add(async () => {
    await endSandbox(folder);
    guard.stdin?.end();
  });
  const [parts] = await Promise.all([startParts(plan, folder), copyTree(root, repo, tree)]);
  open.add(() => stopParts(parts));
  const env = {
    ...baseEnvironment(join(folder, 'home')),
    ...resolve(plan.environment, directPlaces(parts, await freePort())),
  };
  const outcomes: StepOutcome[] = [];
  const cache = installCache(plan, tree);
  const key = await cache.key(repo);
  const cached = key !== undefined && (await cache.restore(key));
  for (const step of plan.steps.filter(
    (one) => one.name !== 'start' && !(cached && one.name === 'install'),
  )) {
    const outcome = {
      name: step.name,
      ...(await runStep({ ...step, cwd: join(tree, step.folder) }, envFor(step, env), folder, signal)),
    };
    outcomes.push({ ...outcome, tail: redact(outcome.tail) });
    if (outcome.exitCode !== 0) break;
    if (step.name === 'install' && key !== undefined) await cache.keep(key);
  }
  return { folder, tree, parts, outcomes };
}

/** Installing is the one step that needs a registry: it gets the machine's own way out and package settings. */
function envFor(step: PlannedStep, env: Readonly<Record<string, string>>): Record<string, string> {
  if (step.name !== 'install') return { ...env };
  const withoutSink = Object.entries(env).filter(([name]) => !/^https?_proxy$/i.test(name));
  const own = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_|PIP_|UV_|GOPROXY|GOFLAGS|BUNDLE_|COMPOSER_|https?_proxy$|no_proxy$|NODE_EXTRA_CA_CERTS$|SSL_CERT_)/i.test(
      name,
    ),
  );
  const ownSet = own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  // Development tools belong to a build, whatever NODE_ENV the service wants later.
  return {
    ...Object.fromEntries([...withoutSink, ...ownSet]),
    NODE_ENV: 'development',
    HOME: process.env['HOME'] ?? env['HOME'] ?? '',
  };
}

/** A single program can take the place of the shell, so that signals reach it; a line with operators cannot. */
/** Ends the sandbox when we are killed before we could. */
function startGuard(folder: string) {
  const program = join(import.meta.dirname, `guard${extname(import.meta.filename)}`);
  const guard = spawn(process.execPath, [program, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { PATH: process.env['PATH'] ?? '', [`${marker}_GUARD`]: folder },
  });
  guard.unref();
  guard.stdin?.on('error', () => undefined);
  // An open pipe must not keep a finished run alive.
  if (guard.stdin && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return guard;
}
