import { bodiesOf, does, isHollow, type Seat } from './look.ts';
import type { Ci, Job, Purpose } from './model.ts';
import { promises } from './name-purposes.ts';

/** What a name can promise; another step of the same job that does it keeps the promise. */
const promised: readonly Purpose[] = [
  'backup',
  'rollback',
  'migrate',
  'verify',
  'scan',
  'approve',
  'deploy',
  'load-test',
  'test',
  'lint',
  'typecheck',
];

function keepers(purpose: Purpose, name: string): readonly Purpose[] {
  if (purpose !== 'scan') return [purpose];
  if (/container|docker|image/i.test(name)) return ['scan-image'];
  if (/secret|leak/i.test(name)) return ['scan-secrets'];
  if (/dependenc|\baudit|sca\b/i.test(name)) return ['scan-dependencies'];
  if (/\b(code|sast|static)\b/i.test(name)) return ['scan-code'];
  return ['scan', 'scan-code', 'scan-dependencies', 'scan-image', 'scan-secrets'];
}

export interface BrokenPromise {
  readonly seat: Seat;
  readonly purpose: Purpose;
  /** The name that promises: the step's own, or its job's. */
  readonly name: string;
}

/** Steps whose name says that they do something, and whose body only prints, sleeps or holds comments. */
export function brokenPromises(ci: Ci): BrokenPromise[] {
  const found: BrokenPromise[] = [];
  for (const pipeline of ci.pipelines) {
    for (const job of pipeline.jobs) {
      const hollow = job.steps.map((step) => ({ pipeline, job, step })).filter((seat) => isHollow(ci, seat));
      const broken = hollow.flatMap((seat) => {
        const promise = promiseOf(ci, seat, seat.step.name);
        return promise === undefined ? [] : [{ seat, ...promise }];
      });
      const [first] = hollow;
      const whole =
        first && broken.length === 0 && isOnlyBody(ci, job)
          ? promiseOf(ci, first, job.name ?? job.id)
          : undefined;
      if (first && whole && !gathers(first, keepers(whole.purpose, whole.name)))
        broken.push({ seat: first, ...whole });
      found.push(...broken);
    }
  }
  return found;
}

function promiseOf(
  ci: Ci,
  seat: Seat,
  name: string | undefined,
): { purpose: Purpose; name: string } | undefined {
  if (name === undefined) return undefined;
  const purpose = promised.find((one) => promises(name, one));
  if (purpose === undefined) return undefined;
  const deeds = keepers(purpose, name);
  const kept =
    seat.job.steps.some((other) => does(other, deeds)) ||
    isGate(seat.job, purpose) ||
    isTwin(ci, seat, deeds);
  return kept ? undefined : { purpose, name };
}

/** Nothing in the job does more than prepare. */
function isOnlyBody(ci: Ci, job: Job): boolean {
  const idle: readonly Purpose[] = ['checkout', 'setup', 'install', 'report', 'notify'];
  const isIdle = (does: readonly Purpose[]) => does.length > 0 && does.every((one) => idle.includes(one));
  return job.steps.every((step) => {
    if (step.uses !== undefined) return isIdle(step.does);
    if (step.unread !== undefined) return false;
    return (
      isHollow(ci, { job, step }) ||
      step.commands.every((command) => command.kind !== 'tool' || isIdle(command.does))
    );
  });
}

/** Steps whose name promises work and whose body could not be read, so that nobody can say whether they do it. */
export function unreadPromises(ci: Ci): Seat[] {
  return ci.pipelines.flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) =>
      job.steps.flatMap((step) => {
        const purpose = promised.find((one) => promises(step.name, one));
        if (step.unread === undefined || purpose === undefined || step.name === undefined) return [];
        return does(step, keepers(purpose, step.name)) ? [] : [{ pipeline, job, step }];
      }),
    ),
  );
}

/** A person's approval is asked for by the environment or the button, not by the body. */
function isGate(job: Job, purpose: Purpose): boolean {
  return purpose === 'approve' && (job.environment !== undefined || job.manual);
}

/** A job that stands for others: it needs them, and they do it. */
function gathers({ pipeline, job }: Seat, deeds: readonly Purpose[]): boolean {
  const needed = pipeline.jobs.filter((other) => job.needs.includes(other.id));
  const asks = job.steps.some((step) => /\bneeds\b/.test(`${step.run ?? ''} ${step.if ?? ''}`));
  return (
    asks || needed.some((other) => other.calls !== undefined || other.steps.some((step) => does(step, deeds)))
  );
}

/** The known pattern for required checks: the same name once with the work, once without for other paths. */
function isTwin(ci: Ci, { pipeline, job, step }: Seat, deeds: readonly Purpose[]): boolean {
  const conditional =
    job.if !== undefined || step.if !== undefined || pipeline.triggers.some((one) => one.filtered);
  if (!conditional) return false;
  const names = [job.id, job.name ?? job.id];
  return ci.pipelines
    .flatMap((one) => one.jobs)
    .some(
      (other) =>
        other !== job &&
        (names.includes(other.id) || (other.name !== undefined && names.includes(other.name))) &&
        (other.calls !== undefined || other.steps.some((one) => does(one, deeds))),
    );
}

/** Scripts named in the body, for the message: where the nothing is. */
export function hollowPlace(ci: Ci, { step }: Seat): string | undefined {
  for (const command of step.commands) {
    for (const call of command.calls) {
      const body = call.body === undefined ? undefined : bodiesOf(ci).get(call.body);
      if (body) return body.file;
    }
  }
  return undefined;
}
