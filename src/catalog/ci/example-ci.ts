import type { Ci, Command, Job, Pipeline, Purpose, Step, Trigger } from './model.ts';

const file = '.github/workflows/ci.yml';

/** Evidence for examples of audits: one GitHub workflow with the jobs given. */
export function exampleCi(
  jobs: readonly Job[],
  more: Partial<Omit<Pipeline, 'jobs'>> & { readonly ci?: Partial<Ci> } = {},
): Ci {
  const { ci, ...pipeline } = more;
  const triggers = pipeline.triggers ?? [onEvent('proposal', 'pull_request'), onEvent('push', 'push')];
  return {
    systems: [{ system: 'github-actions', file, understood: true }],
    pipelines: [{ file, system: 'github-actions', ...pipeline, triggers, jobs: [...jobs] }],
    bodies: [],
    elsewhere: [],
    problems: [],
    validated: [file],
    skipped: [],
    ...ci,
  };
}

/** No CI at all. */
export const noCi: Ci = {
  systems: [],
  pipelines: [],
  bodies: [],
  elsewhere: [],
  problems: [],
  validated: [],
  skipped: [],
};

export function onEvent(kind: Trigger['kind'], event: string, more: Partial<Trigger> = {}): Trigger {
  return { kind, event, line: 2, filtered: false, ...more };
}

export function exampleJob(id: string, steps: readonly Step[], more: Partial<Job> = {}): Job {
  return {
    id,
    file,
    line: 8,
    needs: [],
    services: [],
    matrix: [],
    mayFail: 'no',
    manual: false,
    says: [],
    secrets: [],
    env: {},
    ...more,
    steps: [...steps],
  };
}

export function usesStep(uses: string, does: readonly Purpose[], more: Partial<Step> = {}): Step {
  return { ...emptyStep, uses, does: [...does], ...more };
}

/** A step with a script of the commands given. */
export function runStep(commands: readonly Command[], more: Partial<Step> = {}): Step {
  return {
    ...emptyStep,
    run: commands.map((one) => one.text).join('\n'),
    runLine: 12,
    commands: [...commands],
    does: [...new Set(commands.flatMap((one) => one.does))],
    ...more,
  };
}

/** A command as the shell reader gives it; `print` when it only echoes. */
export function ran(text: string, does: readonly Purpose[] = [], more: Partial<Command> = {}): Command {
  const [program, ...args] = text.split(' ');
  return {
    line: 12,
    text,
    kind: program === 'echo' ? 'print' : program === 'sleep' ? 'wait' : 'tool',
    ...(program === undefined ? {} : { program }),
    args,
    does: [...does],
    calls: [],
    guarded: false,
    ...more,
  };
}

const emptyStep: Step = {
  file,
  line: 11,
  with: {},
  mayFail: 'no',
  says: [],
  does: [],
  commands: [],
  secrets: [],
  env: {},
  inner: false,
};
