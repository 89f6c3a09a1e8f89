import { setTimeout as wait } from 'node:timers/promises';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
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
      ...healthPaths(found).filter((path) => roleOf(path) !== 'live'),
    ];
    const runs = [];
    for (let round = 0; round < rounds; round += 1) runs.push(await stopOnce(sandbox, start, paths, signal));
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
  const path = await firstGood();
  const proxy = dependencies.postgres?.proxy;
  proxy?.set({ kind: 'delay', delayMs: holdMs });
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

  async function firstGood(): Promise<string> {
    for (const candidate of [...paths, '/']) {
      const answer = await instance.ask({ method: 'GET', path: candidate, harm: 'none' }, signal);
      if (answer.answered && answer.status < 400) return candidate;
    }
    throw new CannotLook('no path of the service answered below 400 without credentials');
  }
}
