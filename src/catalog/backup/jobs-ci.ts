import type ciEvidence from '../evidence/ci.ts';
import { actsOfStep } from './acts.ts';
import { joinWork, noWork, type BackupJob, type Work } from './types.ts';
import { unknownPrograms, workOf } from './work.ts';

type Ci = ReturnType<(typeof ciEvidence)['schema']['parse']>;

/** Backup jobs that a CI system starts by the clock. */
export function jobsOfCi({ pipelines, bodies }: Ci): BackupJob[] {
  const byKey = new Map(bodies.map((one) => [one.key, one]));
  return pipelines.flatMap((pipeline) =>
    pipeline.jobs.flatMap((job): BackupJob[] => {
      const schedules = (job.triggers ?? pipeline.triggers).filter(({ kind }) => kind === 'schedule');
      const schedule = schedules[0];
      if (!schedule) return [];
      const steps = job.steps.map((step) => ({ step, ...actsOfStep(step, byKey) }));
      const work = joinWork([
        ...steps.map(({ acts }) => workOf(acts)),
        ...steps.map(({ step }) => artifactOf(step)),
      ]);
      const called = `${pipeline.name ?? ''} ${pipeline.file} ${job.id} ${job.name ?? ''} ${job.steps.map((step) => step.name ?? '').join(' ')}`;
      const says = job.steps.some((step) => step.says.includes('backup')) || /\bback-?up/i.test(called);
      if (work.dumps.length === 0 && !says) return [];
      const unseen = steps.flatMap((one) => one.unseen);
      // An action may do anything; one that builds or ships something is no backup at all.
      const ships = job.steps.some(({ does }) =>
        does.some((one) => /^(build|publish|release|deploy)$/.test(one)),
      );
      if (work.dumps.length === 0 && ships) return [];
      const foreign = job.steps.flatMap(({ uses }) =>
        uses !== undefined && !harmless.test(uses) ? [uses] : [],
      );
      const strange = steps.flatMap(({ acts }) => unknownPrograms(acts));
      return [
        {
          name: job.name ?? job.id,
          kind: 'ci-schedule',
          file: job.file,
          line: job.line,
          role: 'service',
          ...(schedule.cron === undefined ? {} : { schedule: schedule.cron }),
          enabled: job.if !== 'false',
          hollow: work.dumps.length === 0 && unseen.length + foreign.length + strange.length === 0,
          unseen: [...unseen, ...foreign, ...strange],
          work,
        },
      ];
    }),
  );
}

/** Actions that only prepare or report. */
const harmless =
  /^(actions\/(checkout|setup-\w+|cache|upload-artifact|download-artifact|github-script)|docker\/(login-action|setup-\w+-action))@/;

function artifactOf(step: {
  readonly uses?: string | undefined;
  readonly file: string;
  readonly line: number;
}): Work {
  if (!/upload-artifact@/.test(step.uses ?? '')) return noWork;
  return {
    ...noWork,
    destinations: [{ file: step.file, line: step.line, kind: 'ci-artifact', note: 'upload-artifact' }],
  };
}
