import { z } from 'zod';

/** What a step or command is for. From a name it is a claim; from a command or a known action it is a fact. */
const purposes = [
  'checkout',
  'setup',
  'install',
  'build',
  'test',
  'lint',
  'format',
  'typecheck',
  'coverage',
  'load-test',
  'scan-dependencies',
  'scan-code',
  'scan-secrets',
  'scan-image',
  'scan',
  'publish',
  'release',
  'deploy',
  'migrate',
  'backup',
  'verify',
  'rollback',
  'approve',
  'notify',
  'sbom',
  'provenance',
  'report',
] as const;

export const purpose = z.enum(purposes);
export type Purpose = z.infer<typeof purpose>;

/** Why nobody learns that a command failed. */
export const loss = z.enum([
  'or-true', // `x || true`, `x || :`
  'or-print', // `x || echo …`
  'or-exit-0', // `x || exit 0`
  'pipe', // `x | tee`, without pipefail
  'no-errexit', // after `set +e`, or in a script that never set it, and its status is not looked at
  'if-else', // the condition of an if whose other branch ends well
  'and-list', // `x && y` with more after it: only y ends the script
  'background', // `x &`
  'make-dash', // a recipe line that begins with `-`
  'substitution', // inside $( … ) of an echo or a local declaration
]);
export type Loss = z.infer<typeof loss>;

/** Something of the repository that a command runs or reads. */
export const call = z.object({
  kind: z.enum(['file', 'npm-script', 'make', 'composer-script', 'dockerfile', 'compose', 'folder']),
  /** Path from the root, script or target name. */
  name: z.string(),
  /** The folder it is looked up in, from the root. */
  folder: z.string(),
  exists: z.enum(['yes', 'no', 'unknown']),
  /** Key in `bodies` when what it runs was read too. */
  body: z.string().optional(),
});
export type Call = z.infer<typeof call>;

export const command = z.object({
  line: z.number(),
  /** One line, cut. */
  text: z.string(),
  /** `tool` runs a program; `print` and `wait` do nothing else; `plumbing` only arranges the shell; `write` fills a file. */
  kind: z.enum(['tool', 'print', 'wait', 'plumbing', 'write']),
  program: z.string().optional(),
  args: z.array(z.string()),
  does: z.array(purpose),
  calls: z.array(call),
  lost: loss.optional(),
  /** What it prints goes into a file. */
  intoFile: z.boolean().optional(),
  /** Stands in an if, loop, case or function, or after && or ||: does not run every time. */
  guarded: z.boolean(),
});
export type Command = z.infer<typeof command>;

export const step = z.object({
  /** Where it stands: the pipeline, or the composite action it came from. */
  file: z.string(),
  line: z.number(),
  id: z.string().optional(),
  name: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.string()),
  run: z.string().optional(),
  runLine: z.number().optional(),
  shell: z.string().optional(),
  workingDirectory: z.string().optional(),
  /** Absent when a variable decides, or when tools may make it. */
  workingDirectoryExists: z.boolean().optional(),
  if: z.string().optional(),
  /** `depends` on an expression, such as a matrix value. */
  mayFail: z.enum(['no', 'yes', 'depends']),
  mayFailLine: z.number().optional(),
  /** From its name: what it says it is for. */
  says: z.array(purpose),
  /** From its commands and action: what it is for in truth, scripts followed. */
  does: z.array(purpose),
  commands: z.array(command),
  /** Why `run` was not understood: another shell, a syntax error. */
  unread: z.string().optional(),
  /** Names of secrets it is handed. */
  secrets: z.array(z.string()),
  /** Its variables; only expressions are kept as values. */
  env: z.record(z.string(), z.string()),
  /** File of the local action that `uses` names, and whether it is there. */
  action: z.object({ file: z.string(), exists: z.boolean() }).optional(),
  /** True for steps that a local composite action brought in. */
  inner: z.boolean(),
});
export type Step = z.infer<typeof step>;

export const trigger = z.object({
  /** `proposal` is a pull or merge request, `called` another pipeline, `chained` the end of another pipeline. */
  kind: z.enum(['proposal', 'push', 'tag', 'schedule', 'manual', 'release', 'called', 'chained', 'other']),
  /** The system's own word, such as `pull_request_target`. */
  event: z.string(),
  line: z.number(),
  branches: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  /** Runs only for some paths, or not for some. */
  filtered: z.boolean(),
  cron: z.string().optional(),
});
export type Trigger = z.infer<typeof trigger>;

/** Of the workflow token: `read`, `write` or `none` for each scope, or one word for all. */
const permissions = z.object({
  line: z.number(),
  all: z.enum(['read', 'write', 'none']).optional(),
  scopes: z.record(z.string(), z.string()),
});

export const job = z.object({
  id: z.string(),
  file: z.string(),
  line: z.number(),
  name: z.string().optional(),
  stage: z.string().optional(),
  needs: z.array(z.string()),
  if: z.string().optional(),
  /** Where it differs from its pipeline (GitLab rules, CircleCI workflows): when it runs; undefined means always. */
  triggers: z.array(trigger).optional(),
  runsOn: z.string().optional(),
  image: z.object({ name: z.string(), line: z.number() }).optional(),
  environment: z.object({ name: z.string(), url: z.string().optional(), line: z.number() }).optional(),
  permissions: permissions.optional(),
  services: z.array(z.object({ name: z.string(), image: z.string().optional(), line: z.number() })),
  matrix: z.array(z.string()),
  concurrency: z.string().optional(),
  timeoutMinutes: z.number().optional(),
  mayFail: z.enum(['no', 'yes', 'depends']),
  mayFailLine: z.number().optional(),
  /** A person has to press a button (GitLab `when: manual`, CircleCI `type: approval`). */
  manual: z.boolean(),
  /** The reusable workflow it is; `file` when that stands in this repository. */
  calls: z
    .object({ workflow: z.string(), file: z.string().optional(), exists: z.boolean().optional() })
    .optional(),
  says: z.array(purpose),
  secrets: z.array(z.string()),
  env: z.record(z.string(), z.string()),
  steps: z.array(step),
});
export type Job = z.infer<typeof job>;

export const ciSystem = z.enum([
  'github-actions',
  'gitlab-ci',
  'circleci',
  'jenkins',
  'azure-pipelines',
  'bitbucket-pipelines',
  'travis',
  'drone',
  'buildkite',
  'woodpecker',
  'cirrus',
  'semaphore',
  'teamcity',
  'concourse',
  'appveyor',
]);

export const pipeline = z.object({
  file: z.string(),
  system: z.enum(['github-actions', 'gitlab-ci', 'circleci']),
  name: z.string().optional(),
  triggers: z.array(trigger),
  permissions: permissions.optional(),
  concurrency: z.string().optional(),
  jobs: z.array(job),
});
export type Pipeline = z.infer<typeof pipeline>;

/** The commands of a script, npm script or make target that some step runs. */
export const body = z.object({
  key: z.string(),
  file: z.string(),
  line: z.number(),
  commands: z.array(command),
  /** What its commands do together; for a script in another language, what its calls show. */
  does: z.array(purpose),
  unread: z.string().optional(),
});
export type Body = z.infer<typeof body>;

export const ciValue = z.object({
  /** Every configuration seen; those not understood have no pipeline, and audits about what is absent abstain. */
  systems: z.array(z.object({ system: ciSystem, file: z.string(), understood: z.boolean() })),
  pipelines: z.array(pipeline),
  bodies: z.array(body),
  /** What a pipeline brings in from elsewhere (remote includes, orbs, workflows of other repositories): not read. */
  elsewhere: z.array(z.object({ file: z.string(), line: z.number(), what: z.string() })),
  /** What is wrong with a pipeline's form, by the system's own rules. */
  problems: z.array(
    z.object({ file: z.string(), line: z.number(), kind: z.string(), about: z.string(), says: z.string() }),
  ),
  /** Files whose form was held against those rules. */
  validated: z.array(z.string()),
  skipped: z.array(z.object({ file: z.string(), because: z.string() })),
});
export type Ci = z.infer<typeof ciValue>;
