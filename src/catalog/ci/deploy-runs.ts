import type { Evidence } from '../../kit/evidence.ts';
import type forgeRuns from '../evidence/forge-runs.ts';
import { productionDeploys } from './deploys.ts';
import type { Ci } from './model.ts';

export type ForgeRuns = typeof forgeRuns extends Evidence<infer T> ? T : never;
export type ForgeRun = ForgeRuns['runs'][number];

/** Finished runs of the workflows that deploy to production, newest first; a reusable workflow runs as its callers. */
export function deployRuns(seen: Ci, history: ForgeRuns): ForgeRun[] {
  const own = new Set(productionDeploys(seen).map((one) => one.pipeline.file));
  const callers = seen.pipelines.filter((pipeline) =>
    pipeline.jobs.some((job) => job.calls?.file !== undefined && own.has(job.calls.file)),
  );
  const files = new Set([...own, ...callers.map((pipeline) => pipeline.file)]);
  return history.runs.filter(
    (run) =>
      files.has(run.workflow) &&
      run.event !== 'pull_request' &&
      /^(success|failure|timed_out)$/.test(run.conclusion ?? ''),
  );
}

/** The middle of the values; of an even number of them, the lower middle. */
export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}
