import { bodiesOf, does } from './look.ts';
import type { Ci, Job, Pipeline, Step } from './model.ts';

export interface Deployment {
  readonly pipeline: Pipeline;
  readonly job: Job;
  /** The steps that deploy. */
  readonly steps: readonly Step[];
}

const other =
  /(^|[\W_])(staging|stage|stg|preview|previews|dev|develop|development|tests?|testing|qa|sandbox|uat|demo|nightly|pr|ephemeral|review|docs?|documentation|storybook|pages|website|local|e2e)([\W_]|$)/i;
const production = /(^|[\W_])(prod|production|live)([\W_]|$)/i;
const localCluster = /^(kind create|minikube start|k3d cluster|k3s|microk8s|ctlptl)\b/;

/** Jobs that deploy to production, as far as names and environments tell it; scratch clusters do not count. */
export function productionDeploys(ci: Ci): Deployment[] {
  return deploysOf(ci, 'production');
}

/** `staging` is any other lasting place that is called so. */
export function deploysOf(ci: Ci, stage: 'production' | 'staging'): Deployment[] {
  const found: Deployment[] = [];
  for (const pipeline of ci.pipelines) {
    for (const job of pipeline.jobs) {
      const steps = job.steps.filter((step) => does(step, ['deploy']) && !step.inner);
      if (steps.length === 0 || isScratch(ci, job)) continue;
      const fits = stage === 'production' ? isProduction(pipeline, job) : isStaging(pipeline, job);
      if (fits) found.push({ pipeline, job, steps });
    }
  }
  return found;
}

const staging = /(^|[\W_])(staging|stage|stg|uat|preprod|pre-production|qa)([\W_]|$)/i;

function isStaging(pipeline: Pipeline, job: Job): boolean {
  const environment = job.environment?.name;
  if (environment !== undefined && !/\$/.test(environment)) return staging.test(environment);
  return staging.test(`${job.id} ${job.name ?? ''} ${pipeline.name ?? ''} ${pipeline.file}`);
}

function isProduction(pipeline: Pipeline, job: Job): boolean {
  const environment = job.environment?.name;
  if (environment !== undefined && !/\$/.test(environment))
    return !other.test(environment) || production.test(environment);
  const named = `${job.id} ${job.name ?? ''}`;
  if (production.test(named)) return true;
  if (other.test(named)) return false;
  const around = `${pipeline.name ?? ''} ${pipeline.file}`;
  if (production.test(around)) return true;
  return !other.test(around.replace(/^.*\.github\/workflows\//, '')) && !onlyProposals(pipeline);
}

function onlyProposals({ triggers }: Pipeline): boolean {
  return triggers.length > 0 && triggers.every((one) => one.kind === 'proposal');
}

function isScratch(ci: Ci, job: Job): boolean {
  return job.steps.some(
    (step) =>
      /kind-action|setup-minikube|k3d-action|setup-k3d|setup-kind|start-minikube/i.test(step.uses ?? '') ||
      [
        ...step.commands,
        ...step.commands.flatMap((one) =>
          one.calls.flatMap((call) =>
            call.body === undefined ? [] : (bodiesOf(ci).get(call.body)?.commands ?? []),
          ),
        ),
      ].some(({ program, args }) => localCluster.test([program, ...args].join(' '))),
  );
}
