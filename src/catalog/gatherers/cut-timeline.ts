import { setTimeout as wait } from 'node:timers/promises';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import type { Instance } from '../../kit/sandbox.ts';
import cutTimeline, { type Sample } from '../evidence/cut-timeline.ts';
import routes from '../evidence/routes.ts';
import startPlan from '../evidence/start-plan.ts';
import { launchOwn } from '../probing/launch.ts';
import { businessPaths, healthPaths, roleOf } from '../probing/paths.ts';

const cutMs = 8_000;
const watchedAfterMs = 15_000;
const askLimitMs = 4_000;
const pauseMs = 400;
const mostBusiness = 3;
const missing = '/no-such-path-7f3a';

export default defineGatherer({
  brings: cutTimeline,
  uses: ['sandbox'],
  needs: { start: startPlan },
  wants: { known: routes },
  harm: 'interrupts',
  limitMs: 600_000,
  async gather({ given: { start, known }, drivers: { sandbox }, signal }) {
    const { instance, dependencies } = await launchOwn(sandbox, start, signal);
    const { postgres } = dependencies;
    if (!postgres)
      throw new CannotLook(
        'the service has no database that the sandbox can cut off',
        'name it under start: needs: in seaworthy.yaml',
      );
    const paths = healthPaths(known?.routes ?? [], start.plan?.readyPath);
    const asked = [...paths, ...businessPaths(known?.routes ?? [], 12)];
    const own = [...(known?.routes ?? []).map(({ path }) => path), start.plan?.readyPath];
    const [nothing, ...first] = await askAll(instance, [missing, ...asked], 0, signal);
    // Where every address is answered, an address of health that the code does not know is only the front page again.
    const answersAll = nothing !== undefined && isGood(nothing);
    const good = first
      .filter((sample) => isGood(sample) && (!answersAll || own.includes(sample.path)))
      .map((sample) => sample.path);
    const health = good.filter((path) => paths.includes(path)).map((path) => ({ path, role: roleOf(path) }));
    const business = good.filter((path) => !health.some((one) => one.path === path)).slice(0, mostBusiness);
    const watched = [...health.map((one) => one.path), ...business];
    if (watched.length === 0)
      throw new CannotLook('no path of the service answered below 400 without credentials');
    const before = await watch(instance, watched, 800, signal);
    postgres.proxy.set({ kind: 'cut' });
    const during = await watch(instance, watched, cutMs, signal).finally(() =>
      postgres.proxy.set({ kind: 'none' }),
    );
    const after = await watch(instance, watched, watchedAfterMs, signal, (samples) => samples.every(isGood));
    const ended = instance.ended();
    if (!ended) await instance.stop('SIGKILL', 0);
    return { health, business, cutMs, watchedAfterMs, before, during, after, ...(ended ? { ended } : {}) };
  },
});

/** Asks every path again and again; `enough` ends it early when a whole round is as hoped. */
async function watch(
  instance: Instance,
  paths: readonly string[],
  forMs: number,
  signal: AbortSignal,
  enough?: (round: readonly Sample[]) => boolean,
): Promise<Sample[]> {
  const began = performance.now();
  const samples: Sample[] = [];
  for (;;) {
    const atMs = Math.round(performance.now() - began);
    const round = await askAll(instance, paths, atMs, signal);
    samples.push(...round);
    if (performance.now() - began > forMs || enough?.(round) === true || instance.ended()) return samples;
    await wait(pauseMs, undefined, { signal });
  }
}

function askAll(
  instance: Instance,
  paths: readonly string[],
  atMs: number,
  signal: AbortSignal,
): Promise<Sample[]> {
  return Promise.all(
    paths.map(async (path): Promise<Sample> => {
      const answer = await instance.ask({ method: 'GET', path, harm: 'none', limitMs: askLimitMs }, signal);
      return { path, atMs, tookMs: answer.tookMs, ...(answer.answered ? { status: answer.status } : {}) };
    }),
  );
}

function isGood({ status }: Sample): boolean {
  return status !== undefined && status < 400;
}
