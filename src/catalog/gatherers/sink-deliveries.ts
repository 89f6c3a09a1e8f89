import { setTimeout as wait } from 'node:timers/promises';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import errorSinks from '../evidence/error-sinks.ts';
import routes from '../evidence/routes.ts';
import sinkDeliveries from '../evidence/sink-deliveries.ts';
import startPlan from '../evidence/start-plan.ts';
import { businessPaths } from '../probing/paths.ts';
import { plantException } from '../probing/plant-exception.ts';
import { readablePages } from '../probing/readable-pages.ts';
import { trackedReport } from '../probing/tracked-report.ts';

const waitedMs = 10_000;
const pauseMs = 200;

export default defineGatherer({
  brings: sinkDeliveries,
  uses: ['service'],
  needs: { start: startPlan },
  wants: { known: routes, code: errorSinks },
  harm: 'interrupts',
  limitMs: 300_000,
  async gather({ given: { start, known }, drivers: { service }, signal }) {
    const recipes = Object.entries(start.plan?.environment ?? {});
    if (!recipes.some(([, recipe]) => recipe.kind === 'tracker-dsn'))
      throw new CannotLook(
        'no variable was found by which the service learns the address of an error tracker',
        'read the address from SENTRY_DSN, or say how under start: environment: in seaworthy.yaml',
      );
    const copy = await service.openProbed(start.plan, 'planted exception', signal);
    const postgres = copy.ours?.dependencies.postgres;
    if (!copy.ours || !postgres)
      throw new CannotLook(
        'an exception can be planted only where the service has a PostgreSQL of the sandbox',
      );
    const { instance, dependencies } = copy.ours;
    const pages = await readablePages(copy, businessPaths(known?.routes ?? [], 24), signal);
    const marker = `planted_${crypto.randomUUID().replaceAll('-', '')}`;
    const canary = `canary${crypto.randomUUID().slice(0, 13)}`;
    const began = performance.now();
    const planting = await plantException(postgres.query, pages, { marker, canary });
    const received = planting === undefined ? [] : await listen(planting.requestId);
    if (!instance.ended()) await instance.stop('SIGKILL', 0);
    // Something else broke before the planted exception could: its report is not the one that was waited for.
    const other = received.length > 0 && !received.some((one) => one.hasMarker);
    return {
      planted:
        planting && !other
          ? { marker, requestId: planting.requestId, status: planting.status }
          : { marker, requestId: '' },
      waitedMs,
      received,
    };

    async function listen(requestId: string) {
      const reports = () => dependencies.outside.calls().flatMap(({ report }) => report ?? []);
      const arrived = () => reports().some((report) => report.includes(marker));
      const until = performance.now() + waitedMs;
      while (performance.now() < until && !arrived()) await wait(pauseMs, undefined, { signal });
      const afterMs = Math.round(performance.now() - began);
      return reports().map((report) => ({
        afterMs,
        ...trackedReport(report, { marker, requestId, canary, token: planting?.token }),
      }));
    }
  },
});
