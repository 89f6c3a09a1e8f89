import { setTimeout as wait } from 'node:timers/promises';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import type { Instance } from '../../kit/sandbox.ts';
import restartTimeline from '../evidence/restart-timeline.ts';
import routes from '../evidence/routes.ts';
import startPlan from '../evidence/start-plan.ts';
import { launchOwn, sayHow } from '../probing/launch.ts';
import { businessPaths, healthPaths } from '../probing/paths.ts';

const rounds = 2;
const downMs = 2_000;
const watchedMs = 30_000;
const pauseMs = 300;

export default defineGatherer({
  brings: restartTimeline,
  uses: ['sandbox'],
  needs: { start: startPlan },
  wants: { known: routes },
  harm: 'interrupts',
  limitMs: 900_000,
  async gather({ given: { start, known }, drivers: { sandbox }, signal }) {
    const { instance, dependencies } = await launchOwn(sandbox, start, signal, { ownServer: true });
    const { postgres } = dependencies;
    if (!postgres) throw new CannotLook('the service has no scratch PostgreSQL to restart', sayHow);
    const path = await findDependent([
      ...businessPaths(known?.routes ?? [], 12),
      ...healthPaths(known?.routes ?? [], start.plan?.readyPath).filter((one) => !/live/.test(one)),
    ]);
    const seen = [];
    for (let round = 0; round < rounds && !instance.ended(); round += 1) {
      const restarting = postgres.restart(downMs);
      let back = false;
      void restarting.then(
        () => (back = true),
        () => (back = true),
      );
      const during = await watch(instance, path.path, () => back);
      await restarting;
      const after = await watch(
        instance,
        path.path,
        (last, atMs) => (last !== undefined && last < 400) || atMs > watchedMs,
      );
      seen.push({ during, after });
    }
    const ended = instance.ended();
    if (!ended) await instance.stop('SIGKILL', 0);
    return { ...path, downMs, watchedMs, rounds: seen, ...(ended ? { ended } : {}) };

    /** A path that fails while the database is cut: only such a one can show that it healed. */
    async function findDependent(paths: readonly string[]) {
      const good: string[] = [];
      for (const one of paths) if ((await statusOf(one)) < 400) good.push(one);
      postgres?.proxy.set({ kind: 'cut' });
      try {
        for (const one of good) if ((await statusOf(one)) >= 500) return { path: one, needsDatabase: true };
      } finally {
        postgres?.proxy.set({ kind: 'none' });
        await wait(1_500, undefined, { signal });
      }
      const [first] = good;
      if (first === undefined)
        throw new CannotLook('no path of the service answered below 400 without credentials');
      return { path: first, needsDatabase: false };
    }

    async function statusOf(one: string): Promise<number> {
      const answer = await instance.ask({ method: 'GET', path: one, harm: 'none', limitMs: 5_000 }, signal);
      return answer.answered ? answer.status : 599;
    }

    async function watch(
      from: Instance,
      one: string,
      done: (last: number | undefined, atMs: number) => boolean,
    ) {
      const began = performance.now();
      const samples: { atMs: number; status?: number }[] = [];
      for (;;) {
        const atMs = Math.round(performance.now() - began);
        const answer = await from.ask({ method: 'GET', path: one, harm: 'none', limitMs: 5_000 }, signal);
        samples.push({ atMs, ...(answer.answered ? { status: answer.status } : {}) });
        if (from.ended() || done(answer.answered ? answer.status : undefined, performance.now() - began))
          return samples;
        await wait(pauseMs, undefined, { signal });
      }
    }
  },
});
