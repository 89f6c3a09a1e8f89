import type { Where } from '../../kit/where.ts';
import type { Deployment } from './deploys.ts';
import { bodiesOf, deedsOf, whereOf, type Deed } from './look.ts';
import type { Ci, Command, Job, Step } from './model.ts';

export type Verification =
  /** Asks the service and fails on a bad answer. */
  | { readonly how: 'asks'; readonly where: Where }
  /** Asks, and a bad answer changes nothing. */
  | { readonly how: 'blind'; readonly where: Where; readonly because: string }
  /** Waits until the platform calls the release healthy. */
  | { readonly how: 'waits'; readonly where: Where };

const waits =
  /^(kubectl (rollout status|wait)|oc rollout status|aws \S+ wait|fly(ctl)? deploy|kamal deploy|gcloud run deploy|railway up)\b|^helm (upgrade|install)\b.*\s--(wait|atomic)|^docker[- ]compose\b.*\bup\b.*--wait/;

/** What the pipeline does after a deployment to see whether it works: later in the job, or in jobs that need it. */
export function verificationsOf(ci: Ci, { pipeline, job, steps }: Deployment): Verification[] {
  const first = steps[0];
  const index = first === undefined ? 0 : job.steps.indexOf(first);
  const found = job.steps.slice(index).flatMap((step) => inStep(ci, job, step));
  // A reusable workflow is followed by what follows the jobs that call it.
  const callers = ci.pipelines.flatMap((other) =>
    other.jobs
      .filter((one) => one.calls?.file === pipeline.file)
      .map((one) => ({ jobs: other.jobs, id: one.id })),
  );
  const after = [{ jobs: pipeline.jobs, id: job.id }, ...callers].flatMap(({ jobs, id }) =>
    jobs.filter((other) => other.id !== id && needs(jobs, other, id)),
  );
  return [...found, ...after.flatMap((other) => other.steps.flatMap((step) => inStep(ci, other, step)))];
}

function needs(jobs: readonly Job[], job: Job, id: string, depth = 0): boolean {
  if (depth > 8) return false;
  return job.needs.some((need) => {
    if (need === id) return true;
    const next = jobs.find((one) => one.id === need);
    return next !== undefined && needs(jobs, next, id, depth + 1);
  });
}

function inStep(ci: Ci, job: Job, step: Step): Verification[] {
  const where = whereOf({ job, step });
  if (step.mayFail === 'yes')
    return step.does.includes('verify')
      ? [{ how: 'blind', where, because: 'the step may fail (continue-on-error)' }]
      : [];
  if (step.with['wait-for-service-stability'] === 'true') return [{ how: 'waits', where }];
  if (step.uses !== undefined && (step.does.includes('verify') || step.does.includes('load-test')))
    return [{ how: 'asks', where }];
  const deeds = deedsOf(ci, { job, step });
  const commands = deeds.map((deed) => deed.command);
  return deeds.flatMap((deed): Verification[] => {
    const text = [deed.command.program?.replace(/^.*\//, ''), ...deed.command.args].join(' ');
    if (waits.test(text)) return [{ how: 'waits', where: deed.where }];
    if (isScriptThatAsks(ci, deed)) return [{ how: 'asks', where: deed.where }];
    if (
      deed.command.does.includes('verify') ||
      (deed.command.does.includes('test') &&
        /https?:|URL|HOST/.test(`${text} ${Object.keys({ ...step.env, ...job.env }).join(' ')}`))
    )
      return [judgeProbe(deed, commands)];
    return [];
  });
}

/** A script in another language that speaks HTTP: what it does with the answer is not followed. */
function isScriptThatAsks(ci: Ci, { command, lost }: Deed): boolean {
  if (lost !== undefined) return false;
  return command.calls.some((call) => {
    const body = call.body === undefined ? undefined : bodiesOf(ci).get(call.body);
    return body !== undefined && body.commands.length === 0 && body.does.includes('verify');
  });
}

function judgeProbe(deed: Deed, commands: readonly Command[]): Verification {
  const { command, lost, where } = deed;
  const looked = isLookedAt(command, commands);
  if (lost !== undefined && !looked) return { how: 'blind', where, because: 'its failure is thrown away' };
  if (command.program === 'curl' && !failsOnStatus(command) && !looked)
    return { how: 'blind', where, because: 'curl without --fail ends well on an error page' };
  return { how: 'asks', where };
}

function failsOnStatus({ args }: Command): boolean {
  return args.some((arg) => /^(--fail(-with-body|-early)?|-[A-Za-z]*f[A-Za-z]*)$/.test(arg));
}

/** What it prints is compared: a test, a grep or a jq after it, in the same script. */
export function isLookedAt(command: Command, commands: readonly Command[]): boolean {
  const rest = commands.slice(commands.indexOf(command) + 1);
  return rest.some(
    ({ program, lost, args }) =>
      lost === undefined &&
      (program === '[' ||
        program === 'test' ||
        program === 'grep' ||
        program === 'egrep' ||
        program === 'diff' ||
        program === 'cmp' ||
        (program === 'jq' && args.some((arg) => /^-\w*e|--exit-status/.test(arg)))),
  );
}
