import type { Where } from '../../kit/where.ts';
import { deedsOf, whereOf, type Deed, type Seat } from './look.ts';
import type { Call, Ci, Step } from './model.ts';

export interface Target {
  readonly call: Pick<Call, 'kind' | 'name' | 'folder' | 'exists'>;
  readonly where: Where;
  /** Why its absence proves nothing: it may be brought or made on the way. */
  readonly doubt?: string;
}

/** Scripts, files, targets and folders that CI steps call, with whether they are there. */
export function targetsOf(ci: Ci): Target[] {
  const found: Target[] = [];
  for (const pipeline of ci.pipelines) {
    for (const job of pipeline.jobs) {
      for (const step of job.steps) {
        const seat = { pipeline, job, step };
        const doubt = doubtAbout(seat);
        const { workingDirectory: folder, workingDirectoryExists: exists } = step;
        if (folder !== undefined && exists !== undefined && step.run !== undefined) {
          const call = {
            kind: 'folder' as const,
            name: folder,
            folder: '',
            exists: exists ? ('yes' as const) : ('no' as const),
          };
          const own = doubt ?? (exists || !mayMake(seat) ? undefined : 'an earlier command may make it');
          found.push({ call, where: whereOf(seat), ...(own === undefined ? {} : { doubt: own }) });
        }
        for (const deed of deedsOf(ci, seat)) {
          for (const call of deed.command.calls) {
            const own = doubt ?? doubtAboutDeed(seat, deed, call);
            found.push({ call, where: deed.where, ...(own === undefined ? {} : { doubt: own }) });
          }
        }
      }
    }
  }
  return found;
}

function doubtAbout({ pipeline, job, step }: Seat): string | undefined {
  if (step.inner) return 'a composite action runs where its caller stands';
  const before = job.steps.slice(0, job.steps.indexOf(step));
  if (pipeline.system !== 'gitlab-ci') {
    const checkouts = before.filter((one) => one.does.includes('checkout'));
    if (checkouts.length === 0) return 'the job checks out nothing before it';
    if (
      checkouts.some(
        (one) =>
          'path' in one.with ||
          'repository' in one.with ||
          'sparse-checkout' in one.with ||
          'ref' in one.with,
      )
    )
      return 'the job checks out another tree';
  }
  if (
    job.image !== undefined &&
    pipeline.system === 'github-actions' &&
    step.workingDirectory?.startsWith('/') === true
  )
    return 'it runs in a folder of its image';
  return before.some(bringsFiles) ? 'an earlier step brings files' : undefined;
}

/** Before this step something ran whose work is not known: a generator, perhaps. */
function mayMake({ job, step }: Seat): boolean {
  const before = job.steps.slice(0, job.steps.indexOf(step));
  return before.some((one) =>
    one.commands.some((command) => command.kind === 'tool' && command.does.length === 0),
  );
}

function bringsFiles(step: Step): boolean {
  if (/download-artifact|attach_workspace|cache\/restore/.test(step.uses ?? '')) return true;
  return step.commands.some(
    ({ program, args }) =>
      /^(tar|unzip|mv|cp|ln|degit|tiged|svn|rsync)$/.test(program ?? '') ||
      (program === 'git' &&
        /^(clone|submodule|worktree|checkout|switch|fetch|subtree)$/.test(args[0] ?? '')) ||
      (program === 'gh' && /^(repo clone|release download|run download)/.test(args.join(' '))),
  );
}

function doubtAboutDeed(seat: Seat, { command, body }: Deed, call: Call): string | undefined {
  const { job, step } = seat;
  if (command.guarded) return 'it runs only under a condition';
  const base = call.name.split('/').at(-1) ?? call.name;
  const named = call.kind === 'file' || call.kind === 'folder';
  if (named && !/\.\w+$/.test(base) && !/^(gradlew|mvnw)$/.test(base))
    return 'it may be a program that is built or installed';
  const index = job.steps.indexOf(step);
  const earlier = job.steps.slice(0, index + 1).flatMap((one) => one.commands);
  const inBody = body?.commands.filter((other) => other.line <= command.line) ?? [];
  const made = [...earlier, ...inBody].some(
    (other) =>
      other !== command &&
      other.line !== command.line &&
      other.text.includes(base) &&
      !other.calls.some((one) => one.name === call.name),
  );
  return made ? 'an earlier command mentions it' : undefined;
}
