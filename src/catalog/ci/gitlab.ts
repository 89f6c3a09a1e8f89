import type { Tree } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import { extended, readGitlabFiles, type GitlabEntry, type GitlabFiles } from './gitlab-jobs.ts';
import { readScript } from './gitlab-script.ts';
import { gitlabRules } from './gitlab-rules.ts';
import { gitlabTemplateJob } from './gitlab-templates.ts';
import type { Job, Pipeline, Step, Trigger } from './model.ts';
import { purposesOfName } from './name-purposes.ts';
import { optional } from './optional.ts';
import { joinPath } from './paths.ts';
import type { Shelf } from './shelf.ts';

const notJobs =
  /^(default|include|stages|variables|workflow|image|services|before_script|after_script|cache|spec|types)$/;

export async function readGitlab(
  file: string,
  shelf: Shelf,
): Promise<{ readonly pipeline: Pipeline; readonly files: GitlabFiles }> {
  const files = await readGitlabFiles(file, shelf);
  const { entries } = files;
  const jobs: Job[] = [];
  for (const [id, entry] of entries) {
    if (id.startsWith('.') || notJobs.test(id) || entry.value.kind !== 'map') continue;
    const tree = extended(id, entries) ?? entry.value;
    jobs.push(await readJob(id, entry, tree, entries, shelf));
  }
  for (const template of files.templates) jobs.push(...gitlabTemplateJob(template));
  const workflow = entries.get('workflow')?.value;
  const own = workflow === undefined ? undefined : gitlabRules(workflow);
  return { files, pipeline: { file, system: 'gitlab-ci', triggers: [...(own?.triggers ?? usual())], jobs } };
}

/** Without `workflow:` rules: pushes, tags, schedules and the button; merge requests where a job asks for them. */
function usual(): Trigger[] {
  const kinds = ['push', 'tag', 'schedule', 'manual'] as const;
  return kinds.map((kind) => ({ kind, event: 'the default of GitLab', line: 1, filtered: false }));
}

async function readJob(
  id: string,
  { file, line, lines }: GitlabEntry,
  job: Tree,
  entries: ReadonlyMap<string, GitlabEntry>,
  shelf: Shelf,
): Promise<Job> {
  const rules = gitlabRules(job);
  const steps: Step[] = [];
  for (const key of ['before_script', 'script', 'after_script'] as const) {
    const tree = at(job, key) ?? at(entries.get('default')?.value, key) ?? entries.get(key)?.value;
    const owner = [...entries.values()].find((one) => tree !== undefined && at(one.value, key) === tree);
    const step = tree && (await readScript(key, tree, owner ?? { file, lines }, entries, shelf));
    if (step) steps.push(step);
  }
  if (at(job, 'release') !== undefined) steps.push(keywordStep(file, line, 'release', ['release']));
  const environment = at(job, 'environment');
  const name = textOf(environment) ?? textOf(at(environment, 'name'));
  const image = at(job, 'image') ?? at(entries.get('default')?.value, 'image') ?? entries.get('image')?.value;
  const imageName = textOf(image) ?? textOf(at(image, 'name'));
  const child =
    textOf(at(job, 'trigger', 'include')) ?? textOf(at(itemsOf(at(job, 'trigger', 'include'))[0], 'local'));
  return {
    id,
    file,
    line,
    ...optional('stage', textOf(at(job, 'stage'))),
    needs: itemsOf(at(job, 'needs')).flatMap((need) => textOf(need) ?? textOf(at(need, 'job')) ?? []),
    ...optional('triggers', rules && [...rules.triggers]),
    ...optional(
      'image',
      imageName === undefined || image === undefined ? undefined : { name: imageName, line: image.line },
    ),
    ...optional(
      'environment',
      name === undefined || environment === undefined
        ? undefined
        : {
            name,
            line: environment.line || line,
            ...optional('url', textOf(at(environment, 'url'))),
          },
    ),
    services: itemsOf(at(job, 'services')).flatMap((one) => {
      const service = textOf(one) ?? textOf(at(one, 'name'));
      return service === undefined
        ? []
        : [{ name: textOf(at(one, 'alias')) ?? service, image: service, line: one.line }];
    }),
    matrix: itemsOf(at(job, 'parallel', 'matrix')).flatMap((one) => [...entriesOf(one).keys()]),
    ...optional('concurrency', textOf(at(job, 'resource_group'))),
    ...failureOf(job, rules?.mayFail ?? false),
    manual: rules?.manual ?? textOf(at(job, 'when')) === 'manual',
    ...optional('calls', callOf(job, child, shelf)),
    says: purposesOfName(id),
    secrets: [],
    env: {},
    steps,
  };
}

function failureOf(job: Tree, byRules: boolean): Pick<Job, 'mayFail' | 'mayFailLine'> {
  const entry = entriesOf(job).get('allow_failure');
  if (entry?.value.kind === 'map') return { mayFail: 'depends', mayFailLine: entry.line };
  if (textOf(entry?.value) === 'true') return { mayFail: 'yes', ...optional('mayFailLine', entry?.line) };
  return byRules ? { mayFail: 'yes' } : { mayFail: 'no' };
}

function callOf(job: Tree, child: string | undefined, shelf: Shelf): Job['calls'] {
  const trigger = at(job, 'trigger');
  if (trigger === undefined) return undefined;
  const path = child === undefined || /[$*]/.test(child) ? undefined : joinPath('', child);
  if (path === undefined)
    return { workflow: textOf(trigger) ?? textOf(at(trigger, 'project')) ?? 'another pipeline' };
  return { workflow: path, file: path, exists: shelf.has(path) };
}

function keywordStep(file: string, line: number, uses: string, does: Step['does']): Step {
  return {
    file,
    line,
    uses,
    with: {},
    mayFail: 'no',
    says: [],
    does,
    commands: [],
    secrets: [],
    env: {},
    inner: false,
  };
}
