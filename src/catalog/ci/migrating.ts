import type { Where } from '../../kit/where.ts';
import { productionDeploys } from './deploys.ts';
import { deedsOf, does, type Deed } from './look.ts';
import type { Ci, Job, Pipeline } from './model.ts';

export interface Migration {
  readonly job: Job;
  readonly where: Where;
  /** The backup that comes before it and stops it when it fails. */
  readonly backup: 'none' | 'kept' | 'ignored';
  /** Where the backup is, when its failure is ignored. */
  readonly backupWhere?: Where;
}

/** Migrations that CI runs against production, with what is backed up before them. */
export function productionMigrations(ci: Ci): Migration[] {
  const deploys = productionDeploys(ci);
  const found: Migration[] = [];
  for (const pipeline of ci.pipelines) {
    const own = deploys.filter((one) => one.pipeline === pipeline).map((one) => one.job);
    for (const job of pipeline.jobs) {
      if (!job.steps.some((step) => does(step, ['migrate'])) || !isProduction(job, own)) continue;
      const migration = readJob(ci, pipeline, job);
      if (migration) found.push(migration);
    }
  }
  return found;
}

/** A job that tests against a throw-away database migrates that one. */
function isProduction(job: Job, deploying: readonly Job[]): boolean {
  if (deploying.includes(job)) return true;
  if (job.services.length > 0 || job.steps.some((step) => does(step, ['test']))) return false;
  const around = deploying.some((other) => other.needs.includes(job.id) || job.needs.includes(other.id));
  return (
    around && (job.environment !== undefined || job.says.includes('migrate') || job.says.includes('deploy'))
  );
}

function readJob(ci: Ci, pipeline: Pipeline, job: Job): Migration | undefined {
  const deeds = job.steps.flatMap((step) => deedsOf(ci, { job, step }).map((deed) => ({ deed, step })));
  const at = deeds.findIndex(({ deed }) => deed.command.does.includes('migrate'));
  const migration = deeds[at];
  if (migration === undefined) return undefined;
  const before = deeds.slice(0, at).filter(({ deed }) => deed.command.does.includes('backup'));
  const { where } = migration.deed;
  const stops = before.find(({ deed, step }) => deed.lost === undefined && step.mayFail === 'no');
  if (stops || neededBackup(ci, pipeline, job)) return { job, where, backup: 'kept' };
  const ignored: Deed | undefined = before[0]?.deed;
  return ignored === undefined
    ? { job, where, backup: 'none' }
    : { job, where, backup: 'ignored', backupWhere: ignored.where };
}

/** A job that it needs backs up, and must succeed for this one to start. */
function neededBackup(ci: Ci, pipeline: Pipeline, job: Job): boolean {
  if (/always\(\)|!cancelled/.test(job.if ?? '')) return false;
  const queue = [...job.needs];
  const seen = new Set<string>();
  for (let id = queue.pop(); id !== undefined && seen.size < 200; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const needed = pipeline.jobs.find((one) => one.id === id);
    if (!needed) continue;
    queue.push(...needed.needs);
    const backs = needed.steps.some(
      (step) =>
        step.mayFail === 'no' &&
        deedsOf(ci, { job: needed, step }).some(
          (deed) => deed.command.does.includes('backup') && deed.lost === undefined,
        ),
    );
    if (backs && needed.mayFail === 'no') return true;
  }
  return false;
}
