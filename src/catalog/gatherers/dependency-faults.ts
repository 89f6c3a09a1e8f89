import { setTimeout as wait } from 'node:timers/promises';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import type { Fault, FaultProxy, Instance } from '../../kit/sandbox.ts';
import dependencyFaults, { type DependencyRequest } from '../evidence/dependency-faults.ts';
import routes from '../evidence/routes.ts';
import startPlan from '../evidence/start-plan.ts';
import { sayHow } from '../probing/launch.ts';
import { businessPaths, healthPaths, roleOf } from '../probing/paths.ts';
import { readablePages, type ReadablePage } from '../probing/readable-pages.ts';

const cutMs = 5_000;
const blackHoleMs = 12_000;
const watchedAfterMs = 30_000;
const pauseMs = 500;
const mostPaths = 4;
const rounds = 3;

interface Watched {
  readonly page: ReadablePage;
  readonly depends: boolean;
  /** Its answer, where two in a row were the same. */
  readonly body?: string;
}

/** Faults by dependency: a database that is cut off is watched elsewhere, over its whole recovery. */
const faultsOf = {
  database: ['black-hole'],
  cache: ['cut', 'black-hole'],
} as const;

export default defineGatherer({
  brings: dependencyFaults,
  uses: ['service'],
  needs: { start: startPlan },
  wants: { known: routes },
  harm: 'interrupts',
  limitMs: 600_000,
  async gather({ given: { start, known }, drivers: { service }, signal }) {
    const found = known?.routes ?? [];
    // Readiness may say no while a dependency is away: that is its work.
    const paths = [
      ...businessPaths(found, 24),
      ...healthPaths(found).filter((path) => roleOf(path) === 'live'),
    ];
    const faults = [];
    for (const kind of ['database', 'cache'] as const) {
      for (const fault of faultsOf[kind]) {
        if (!start.plan?.needs.includes(kind === 'database' ? 'postgres' : 'redis')) continue;
        const copy = await service.openProbed(start.plan, `without ${kind}: ${fault}`, signal);
        if (!copy.ours) continue;
        const { instance, dependencies } = copy.ours;
        const proxy = kind === 'database' ? dependencies.postgres?.proxy : dependencies.redis?.proxy;
        if (!proxy) continue;
        const watched = await choose(proxy, await readablePages(copy, paths, signal), signal);
        const seen = await suffer(instance, proxy, watched, fault, signal);
        const processEnded = instance.ended() !== undefined;
        if (!processEnded) await instance.stop('SIGKILL', 0);
        const dependency = kind === 'database' ? 'PostgreSQL' : 'Redis';
        faults.push({ dependency, kind, fault, ...seen, attempts: [], processEnded });
      }
    }
    if (faults.length === 0)
      throw new CannotLook('the service has no dependency that the sandbox can take away', sayHow);
    return { faults };
  },
});

/** Paths that answer well: those that send something to the dependency, and some that do not. */
async function choose(
  proxy: FaultProxy,
  pages: readonly ReadablePage[],
  signal: AbortSignal,
): Promise<Watched[]> {
  const all: Watched[] = [];
  for (const page of pages) {
    const bodies: string[] = [];
    let asked = 0;
    for (let round = 0; round < rounds; round += 1) {
      const idle = await sentIn(proxy, () => wait(40, undefined, { signal }));
      const busy = await sentIn(proxy, async () => {
        const answer = await page.ask();
        if (answer.answered && answer.status < 400) bodies.push(answer.body);
      });
      if (busy > idle) asked += 1;
    }
    // What asks only sometimes, say past a cache of its own, is not counted on either side.
    if (bodies.length < rounds || (asked !== 0 && asked !== rounds)) continue;
    const [body] = bodies;
    const steady = body !== undefined && bodies.every((one) => one === body);
    all.push({ page, depends: asked === rounds, ...(steady ? { body } : {}) });
  }
  const some = (depends: boolean) => all.filter((one) => one.depends === depends).slice(0, mostPaths);
  const chosen = [...some(true), ...some(false)];
  if (chosen.length === 0)
    throw new CannotLook(
      'no page of the service answered below 400',
      'let probes sign in by auth: in seaworthy.yaml',
    );
  return chosen;
}

async function sentIn(proxy: FaultProxy, act: () => Promise<unknown>): Promise<number> {
  const before = proxy.counts().sentBytes;
  await act();
  return proxy.counts().sentBytes - before;
}

async function suffer(
  instance: Instance,
  proxy: FaultProxy,
  watched: readonly Watched[],
  fault: 'cut' | 'black-hole',
  signal: AbortSignal,
) {
  const before = await round(0);
  const wish: Fault = { kind: fault };
  const lastedMs = fault === 'cut' ? cutMs : blackHoleMs;
  proxy.set(wish);
  const during = await until(lastedMs, () => false).finally(() => proxy.set({ kind: 'none' }));
  const after = await until(watchedAfterMs, (answers) => answers.every((one) => (one.status ?? 500) < 400));
  const again = new Set(after.filter((one) => one.correct === true).map((one) => one.route));
  // An answer that does not come back to what it was changes by itself: it shows nothing.
  const compared = during.map(({ correct, ...one }) =>
    correct === undefined || !again.has(one.route) ? one : { ...one, correct },
  );
  return { lastedMs, before, during: compared, after };

  async function until(
    forMs: number,
    enough: (answers: readonly DependencyRequest[]) => boolean,
  ): Promise<DependencyRequest[]> {
    const began = performance.now();
    const all: DependencyRequest[] = [];
    for (;;) {
      const answers = await round(Math.round(performance.now() - began));
      all.push(...answers);
      if (performance.now() - began > forMs || enough(answers) || instance.ended()) return all;
      await wait(pauseMs, undefined, { signal });
    }
  }

  function round(atMs: number): Promise<DependencyRequest[]> {
    return Promise.all(
      watched.map(async ({ page, depends, body }): Promise<DependencyRequest> => {
        const answer = await page.ask();
        const good = answer.answered && answer.status < 400;
        return {
          route: page.path,
          depends,
          atMs,
          tookMs: answer.tookMs,
          ...(answer.answered ? { status: answer.status } : {}),
          ...(good && body !== undefined ? { correct: answer.body === body } : {}),
        };
      }),
    );
  }
}
