import type { Where } from '../../kit/where.ts';
import { deedsOf, does, seatsOf, whereOf, type Deed, type Seat } from './look.ts';
import type { Ci, Command, Job, Loss, Purpose, Step } from './model.ts';
import { promises } from './name-purposes.ts';

export interface Swallowed {
  readonly seat: Seat;
  readonly how: Loss | 'step' | 'job';
  readonly purpose: Purpose;
  readonly where: Where;
  /** The command, where one is at fault. */
  readonly text?: string;
  /** Somebody may learn of the failure another way; then it is a sign, not a finding. */
  readonly excuse?: string;
}

/** Work whose failure has to be known. */
export const checks: readonly Purpose[] = [
  'test',
  'load-test',
  'lint',
  'format',
  'typecheck',
  'build',
  'scan',
  'scan-code',
  'scan-dependencies',
  'scan-image',
  'scan-secrets',
  'migrate',
  'backup',
  'publish',
];
/** Work that is told from other uses of the same tools by the name of its step or job only. */
const named: readonly Purpose[] = ['deploy', 'verify'];

const voluntary =
  /\b(experimental|nightly|canary|optional|allow[ -]?fail\w*|non[ -]?blocking|advisory|informational|beta|edge|unstable)\b/i;

/** Jobs about text around the code. */
const prose =
  /(^|[\W_])(docs?|documentation|markdown|i18n|spell\w*|links?|changelog|labels?|stale)([\W_]|$)/i;

/** Every check of the pipelines whose failure does not fail its job. */
export function swallowedIn(ci: Ci): Swallowed[] {
  const found: Swallowed[] = [];
  for (const pipeline of ci.pipelines) {
    for (const job of pipeline.jobs) {
      if (isVoluntary(job)) continue;
      found.push(...byJob({ pipeline, job }));
      for (const step of job.steps) {
        const seat = { pipeline, job, step };
        found.push(...byStep(seat));
        // Where the step or the job may fail as a whole, that is said once.
        if (step.mayFail === 'no' && job.mayFail === 'no') found.push(...byCommand(ci, seat));
      }
    }
  }
  return found;
}

/** Checks in scripts whose flow was not understood: their failure may be thrown away unseen. */
export function unreadChecks(ci: Ci): Where[] {
  return seatsOf(ci).flatMap((seat) => {
    if (!does(seat.step, checks)) return [];
    if (seat.step.unread !== undefined) return [{ ...whereOf(seat), note: seat.step.unread }];
    const body = deedsOf(ci, seat).find((deed) =>
      /could not be parsed|too many|too long/.test(deed.body?.unread ?? ''),
    )?.body;
    return body === undefined ? [] : [{ file: body.file, line: body.line, note: body.unread ?? '' }];
  });
}

function isProse({ name, uses }: Step): boolean {
  return prose.test(name ?? '') || /markdownlint|lychee|cspell|codespell|typos/i.test(`${name} ${uses}`);
}

function isVoluntary(job: Job): boolean {
  return prose.test(job.id) || voluntary.test(`${job.id.replaceAll('_', ' ')} ${job.name ?? ''}`);
}

function byJob({ pipeline, job }: { pipeline: Seat['pipeline']; job: Job }): Swallowed[] {
  if (job.mayFail !== 'yes' || job.manual) return [];
  const step = job.steps.find((one) => checkOf(one.does) !== undefined);
  const purpose = step && checkOf(step.does);
  if (step === undefined || purpose === undefined) return [];
  const where: Where = { file: job.file, line: job.mayFailLine ?? job.line, job: job.id };
  const asked = pipeline.jobs.some(
    (other) => textOf(other).includes(`needs.${job.id}.`) || textOf(other).includes('needs.*.'),
  );
  return [
    {
      seat: { pipeline, job, step },
      how: 'job',
      purpose,
      where,
      ...(asked ? { excuse: 'a later job asks for its result' } : {}),
    },
  ];
}

function byStep(seat: Seat): Swallowed[] {
  const { job, step } = seat;
  const purpose = checkOf(step.does) ?? namedOf(seat);
  if (isProse(step)) return [];
  if (step.mayFail !== 'yes' || step.id === 'after_script' || purpose === undefined || step.inner) return [];
  const where = { ...whereOf(seat), line: step.mayFailLine ?? step.line };
  const excuse = excuseOf(job, step, purpose);
  return [{ seat, how: 'step', purpose, where, ...(excuse === undefined ? {} : { excuse }) }];
}

function byCommand(ci: Ci, seat: Seat): Swallowed[] {
  const found: Swallowed[] = [];
  for (const deed of deedsOf(ci, seat)) {
    const { command, lost } = deed;
    if (lost === undefined || command.kind === 'print') continue;
    const purpose = checkOf(command.does) ?? (command.calls.length === 0 ? namedDeed(seat, deed) : undefined);
    if (purpose === undefined || isOnlyAsked(command.text) || !isTold(lost.how, purpose)) continue;
    const excuse = excuseOfCommand(seat, deed, purpose);
    found.push({
      seat,
      how: lost.how,
      purpose,
      where: lost.where,
      text: lost.text,
      ...(excuse === undefined ? {} : { excuse }),
    });
  }
  return found;
}

function checkOf(does: readonly Purpose[]): Purpose | undefined {
  return checks.find((purpose) => does.includes(purpose));
}

function namedOf({ job, step }: Seat): Purpose | undefined {
  return named.find(
    (purpose) =>
      step.does.includes(purpose) && (promises(step.name, purpose) || promises(job.name ?? job.id, purpose)),
  );
}

function namedDeed(seat: Seat, { command }: Deed): Purpose | undefined {
  const purpose = namedOf(seat);
  return purpose !== undefined && command.does.includes(purpose) ? purpose : undefined;
}

/** Losses that are told for sure: a server in the background or a build before `&&` may be meant so. */
function isTold(how: Loss, purpose: Purpose): boolean {
  if (how === 'background') return purpose === 'backup' || purpose === 'migrate';
  return how !== 'and-list' || purpose !== 'build';
}

/** Asking a tool for its version, or letting it repair, is no check. */
function isOnlyAsked(text: string): boolean {
  return /\s(--version|-V|--help|--fix|--write|-w|--init|--collect-only|--list\S*|--dry-run|--install)\b/.test(
    text,
  );
}

function excuseOf(job: Job, step: Step, purpose: Purpose): string | undefined {
  const rest = job.steps.slice(job.steps.indexOf(step) + 1);
  const text = rest.map((one) => `${one.run ?? ''} ${one.if ?? ''}`).join('\n');
  if (
    step.id !== undefined &&
    new RegExp(`steps\\.${escape(step.id)}\\.(outcome|conclusion|outputs)`).test(text)
  )
    return 'a later step asks for its outcome';
  if (
    /scan/.test(purpose) &&
    rest.some((one) =>
      /upload-sarif|reviewdog|dependency-track|defectdojo/i.test(`${one.uses ?? ''} ${one.run ?? ''}`),
    )
  )
    return 'a later step hands its findings on';
  return undefined;
}

function excuseOfCommand(seat: Seat, { command, body }: Deed, purpose: Purpose): string | undefined {
  const { job, step } = seat;
  const here = (body?.commands ?? step.commands).filter((other) => other.line > command.line);
  // A file with the results can be read by a later step too.
  const reports = !/^(backup|migrate|publish|build)$/.test(purpose);
  const kept =
    (reports && command.intoFile === true) || /--(output|json|sarif|out|report)\b|\s-o\b/.test(command.text);
  const beyond = kept ? job.steps.slice(job.steps.indexOf(step) + 1).flatMap((one) => one.commands) : [];
  if ([...here, ...beyond].some(isVerdict)) return 'what it found is looked at further down';
  return excuseOf(job, step, purpose);
}

/** Ends the script badly when something is wrong. */
function isVerdict({ program, args, text }: Command): boolean {
  if (program === 'false' || /^(exit|return) ["$1-9]/.test(text)) return true;
  return program === 'jq' ? args.some((arg) => /^-\w*e|--exit-status/.test(arg)) : program === 'grep';
}

/** What a job's conditions and scripts say, for asking whether they mention something. */
function textOf(job: Job): string {
  return [job.if, ...job.steps.flatMap((step) => [step.if, step.run])].join(' ');
}
