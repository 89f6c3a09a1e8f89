import type { Where } from '../../kit/where.ts';
import type { Body, Ci, Command, Job, Loss, Pipeline, Purpose, Step } from './model.ts';

/** A step in its surroundings. */
export interface Seat {
  readonly pipeline: Pipeline;
  readonly job: Job;
  readonly step: Step;
}

/** A command that a step runs, itself or through scripts. */
export interface Deed {
  readonly command: Command;
  readonly where: Where;
  /** Why nobody learns of its failure, and which command is to blame: itself, or one on the way to it. */
  readonly lost?: { readonly how: Loss; readonly text: string; readonly where: Where };
  /** The script it stands in; undefined in the step itself. */
  readonly body?: Body;
}

export function seatsOf(ci: Ci): Seat[] {
  return ci.pipelines.flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) => job.steps.map((step) => ({ pipeline, job, step }))),
  );
}

export function whereOf({ job, step }: Pick<Seat, 'job' | 'step'>): Where {
  return {
    file: step.file,
    line: step.line,
    job: job.id,
    ...(step.name === undefined ? {} : { step: step.name }),
  };
}

const indexes = new WeakMap<Ci, ReadonlyMap<string, Body>>();

export function bodiesOf(ci: Ci): ReadonlyMap<string, Body> {
  const known = indexes.get(ci);
  if (known) return known;
  const index = new Map(ci.bodies.map((body) => [body.key, body]));
  indexes.set(ci, index);
  return index;
}

/** Every command of a step, scripts followed; each script once for each step. */
export function deedsOf(ci: Ci, { job, step }: Pick<Seat, 'job' | 'step'>): Deed[] {
  const deeds: Deed[] = [];
  const seen = new Set<string>();

  function walk(commands: readonly Command[], body: Body | undefined, outer: Deed['lost']): void {
    for (const command of commands) {
      const where: Where = {
        ...whereOf({ job, step }),
        file: body?.file ?? step.file,
        line: command.line,
        note: command.text,
      };
      const own = command.lost && { how: command.lost, text: command.text, where };
      const lost = outer ?? own;
      deeds.push({
        command,
        where,
        ...(lost === undefined ? {} : { lost }),
        ...(body === undefined ? {} : { body }),
      });
      for (const call of command.calls) {
        const next = call.body === undefined ? undefined : bodiesOf(ci).get(call.body);
        if (next === undefined || seen.has(next.key)) continue;
        seen.add(next.key);
        walk(next.commands, next, lost);
      }
    }
  }

  walk(step.commands, undefined, undefined);
  return deeds;
}

/**
 * True when a step that has a body only prints, sleeps or arranges the shell; scripts followed. A body that was not
 * understood, or that can fail on purpose, is not hollow.
 */
export function isHollow(ci: Ci, seat: Pick<Seat, 'job' | 'step'>): boolean {
  const { step } = seat;
  if (step.run === undefined || step.unread !== undefined) return false;
  return deedsOf(ci, seat).every(({ command, body }) => {
    if (body?.unread !== undefined) return false;
    if (command.kind === 'tool') return command.calls.some((call) => isFollowed(ci, call.body));
    if (command.kind === 'write') return false;
    if (command.calls.some((call) => !isFollowed(ci, call.body))) return false;
    return !canEndBadly(command);
  });
}

/** A command that only starts a script whose commands are looked at themselves. */
function isFollowed(ci: Ci, key: string | undefined): boolean {
  const body = key === undefined ? undefined : bodiesOf(ci).get(key);
  return body !== undefined && body.unread === undefined;
}

function canEndBadly({ program, args }: Command): boolean {
  if (program === 'false') return true;
  return /^(exit|return)$/.test(program ?? '') && args[0] !== undefined && args[0] !== '0';
}

export function does(step: Step, wanted: readonly Purpose[]): boolean {
  return step.does.some((purpose) => wanted.includes(purpose));
}

/** Why it cannot be said what CI lacks; undefined when all of it was read. */
export function blindSpot(ci: Ci): string | undefined {
  if (ci.systems.length === 0)
    return 'No CI configuration was found in this folder; CI may be set up elsewhere';
  const foreign = ci.systems.find((one) => !one.understood);
  if (foreign) return `${foreign.file} is for ${foreign.system}, which is seen but not understood`;
  const [skipped] = ci.skipped;
  if (skipped) return `${skipped.file} could not be read: ${skipped.because}`;
  const works = seatsOf(ci).some(({ step }) => does(step, ['test', 'build', 'lint', 'typecheck']));
  if (!works) return 'No pipeline here builds or tests, so another CI system may';
  const [other] = ci.elsewhere;
  if (other) return `${other.file}:${other.line} brings in ${other.what}, which is not in this repository`;
  return undefined;
}

/** They run tasks of their own, whose commands are not followed. */
const runners =
  /^(nx|turbo|lerna|moon|rush|task|just|rake|tox|nox|invoke|mage|bazel|bazelisk|gradle|gradlew|pants|earthly|dagger|hatch|poe|mise|devbox)$/;

/** The first program in CI that runs tasks which were not followed: what seems to be missing may be one of them. */
export function unfollowedRunner(ci: Ci): string | undefined {
  for (const seat of seatsOf(ci)) {
    for (const { command } of deedsOf(ci, seat)) {
      const program = command.program?.replace(/^.*\//, '') ?? '';
      if (
        command.kind === 'tool' &&
        runners.test(program) &&
        !command.calls.some((call) => call.body !== undefined)
      )
        return program;
    }
  }
  return undefined;
}
