import type { Pipeline, Step } from './model.ts';

/** Values that anybody outside of the team can choose, with the events in which they come. */
const values: readonly (readonly [RegExp, RegExp])[] = [
  [/github\.event\.issue\.(title|body)\b/, /^(issues|issue_comment)$/],
  [
    /github\.event\.comment\.body\b/,
    /^(issue_comment|commit_comment|pull_request_review_comment|discussion_comment)$/,
  ],
  [/github\.event\.(discussion)\.(title|body)\b/, /^discussion/],
  [/github\.event\.review\.body\b/, /^pull_request_review$/],
  [/github\.event\.review_comment\.body\b/, /^pull_request_review_comment$/],
  [/github\.event\.pull_request\.(title|body)\b/, /^pull_request/],
  [
    /github\.event\.pull_request\.head\.(ref|label|repo\.(default_branch|description|homepage))\b/,
    /^pull_request/,
  ],
  [/github\.head_ref\b/, /^pull_request/],
  [
    /github\.event\.(head_commit\.(message|author\.(email|name))|commits\S{0,20}\.(message|author\.(email|name)))\b/,
    /^push$/,
  ],
  [/github\.event\.pages\S{0,20}\.page_name\b/, /^gollum$/],
  [
    /github\.event\.workflow_run\.(head_branch|display_title|head_commit\.(message|author\.(email|name))|pull_requests\S{0,20}\.head\.ref)\b/,
    /^workflow_run$/,
  ],
];

export interface Injection {
  readonly expression: string;
  readonly line: number;
}

/** Places where such a value is pasted into a script before the shell (or JavaScript) reads it. */
export function injectionsIn({ triggers }: Pipeline, step: Step): Injection[] {
  const events = triggers.map((trigger) => trigger.event);
  const scripts = [
    { text: step.run ?? '', line: step.runLine ?? step.line },
    ...((step.uses ?? '').startsWith('actions/github-script@')
      ? [{ text: step.with['script'] ?? '', line: step.line }]
      : []),
  ];
  return scripts.flatMap(({ text, line }) =>
    [...text.matchAll(/\$\{\{([^}]{1,400})\}\}/g)].flatMap((match) => {
      const inside = (match[1] ?? '').trim();
      const from = values.find(([shape]) => shape.test(inside));
      if (
        !from ||
        isCompared(inside) ||
        !(events.some((event) => from[1].test(event)) || events.includes('workflow_call'))
      )
        return [];
      const offset = text.slice(0, match.index).split('\n').length - 1;
      return [{ expression: inside, line: line + offset }];
    }),
  );
}

/** The outcome is then true or false, or one of the author's own words. */
function isCompared(expression: string): boolean {
  return (
    /^!?\s*(contains|startsWith|endsWith|hashFiles)\s*\(|==|!=/.test(expression) &&
    !/\|\|\s*github\.(event|head_ref)/.test(expression)
  );
}

/** Checks out the code of the pull request rather than the base branch. */
export function takesForeignCode(step: Step): boolean {
  const ref = `${step.with['ref'] ?? ''} ${step.with['repository'] ?? ''}`;
  if ((step.uses ?? '').startsWith('actions/checkout@'))
    return /github\.event\.(pull_request|workflow_run)\.(head|pull_requests)|github\.event\.workflow_run\.head_(sha|branch|repository)|github\.head_ref|refs\/pull\/|event\.issue\.number|\bhead[._](sha|ref)\b/i.test(
      ref,
    );
  return /\bgh pr checkout\b|\bgit fetch\b.*\bpull\/|\bgit checkout\b.*(head_ref|head\.(sha|ref))/.test(
    step.run ?? '',
  );
}

/** Runs something that the checked-out tree decides: its scripts, its packages' hooks, its build files, its actions. */
export function runsTree(step: Step): boolean {
  if (step.uses?.startsWith('./') === true || /^docker\/(build-push|bake)-action@/.test(step.uses ?? ''))
    return true;
  return step.commands.some(
    ({ kind, program, does, calls }) =>
      kind === 'tool' &&
      (calls.length > 0 ||
        /^(make|npm|pnpm|yarn|bun|mvnw?|gradlew?|cargo|go|bundle|rake|pip3?|poetry|uv|composer|docker|dotnet|cmake|nx|turbo)$/.test(
          program?.replace(/^.*\//, '') ?? '',
        ) ||
        does.some((one) => ['install', 'build', 'test', 'lint', 'typecheck'].includes(one))),
  );
}
