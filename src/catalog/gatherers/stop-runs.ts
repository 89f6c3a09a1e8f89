import { setTimeout as wait } from 'node:timers/promises';
import { defineGatherer } from '../../kit/gatherer.ts';
import type { SandboxDriver, StartPlan } from '../../kit/sandbox.ts';
import routes from '../evidence/routes.ts';
import startPlan from '../evidence/start-plan.ts';
import stopRuns from '../evidence/stop-runs.ts';
import { launchOwn } from '../probing/launch.ts';
import { businessPaths, healthPaths, roleOf } from '../probing/paths.ts';

const rounds = 3;
const together = 20;
const graceMs = 30_000;
/** Queries are held back this long by the proxy, so that requests are surely under way when the signal comes. */
const holdMs = 400;
const mostTried = 6;

export default defineGatherer({
  brings: stopRuns,
  uses: ['sandbox'],
  needs: { start: startPlan },
  wants: { known: routes },
  harm: 'interrupts',
  limitMs: 900_000,
  async gather({ given: { start, known }, drivers: { sandbox }, signal }) {
    const found = known?.routes ?? [];
    // Readiness is the last resort: it asks the database, too, and so can be held under way.
    const paths = [
      ...businessPaths(found, 12),
      ...healthPaths(found, start.plan?.readyPath).filter((path) => roleOf(path) !== 'live'),
    ];
    // Each on a copy of its own, all at once: most of the time is waiting.
    const runs = await Promise.all(
      Array.from({ length: rounds }, () => stopOnce(sandbox, start, paths, signal)),
    );
    return { runs, graceMs };
  },
});

async function stopOnce(
  sandbox: SandboxDriver,
  start: { readonly plan?: StartPlan | undefined; readonly because: string },
  paths: readonly string[],
  signal: AbortSignal,
) {
  const { instance, dependencies } = await launchOwn(sandbox, start, signal);
  const proxy = dependencies.postgres?.proxy;
  const good = await goodPaths();
  proxy?.set({ kind: 'delay', delayMs: holdMs });
  const path = await heldPath(good);
  const asked = Array.from({ length: together }, () =>
    instance.ask({ method: 'GET', path, harm: 'none', limitMs: graceMs }, signal),
  );
  // On the loopback interface all of them have long been accepted by then.
  await wait(150, undefined, { signal });
  const settled: boolean[] = [];
  for (const [index, one] of asked.entries()) void one.then(() => (settled[index] = true));
  await wait(0);
  const underWay = asked.filter((_, index) => settled[index] !== true);
  const ending = instance.stop('SIGTERM', graceMs);
  const told = performance.now();
  const answers = await Promise.all(underWay);
  const ended = await ending;
  return {
    path,
    underWay: underWay.length,
    // A refusal is an answer too: readiness says 503 from the signal on.
    answered: answers.filter((answer) => answer.answered).length,
    tookMs: Math.round(performance.now() - told),
    ...(ended.exitCode === undefined ? {} : { exitCode: ended.exitCode }),
    ...(ended.signal === undefined ? {} : { signal: ended.signal }),
  };

  async function goodPaths(): Promise<string[]> {
    const found: string[] = [];
    for (const candidate of [...paths, '/']) {
      const answer = await instance.ask({ method: 'GET', path: candidate, harm: 'none' }, signal);
      if (answer.answered && answer.status < 400) found.push(candidate);
      if (found.length === mostTried) break;
    }
    return found;
  }

  /** One that waits for the database every time: an answer from a cache is never under way. */
  async function heldPath(candidates: readonly string[]): Promise<string> {
    for (const candidate of proxy ? candidates : []) {
      const times = [];
      for (let again = 0; again < 2; again += 1)
        times.push((await instance.ask({ method: 'GET', path: candidate, harm: 'none' }, signal)).tookMs);
      if (Math.min(...times) >= holdMs * 0.8) return candidate;
    }
    // How it ends can be seen also where every path is refused.
    const [first = '/'] = candidates;
    return first;
  }
}
