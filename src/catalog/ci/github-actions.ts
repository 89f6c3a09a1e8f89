import type { ParsedYaml, Tree } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, numberOf, textOf, textsOf } from '../yaml-read.ts';
import { envOf } from './env.ts';
import type { StepContext } from './github-run.ts';
import { githubStep, mayFailOf } from './github-steps.ts';
import { githubTriggers } from './github-triggers.ts';
import type { Job, Pipeline, Step } from './model.ts';
import { purposesOfName } from './name-purposes.ts';
import { optional } from './optional.ts';
import { secretsIn } from './secret-names.ts';
import type { Shelf } from './shelf.ts';

/** One workflow file as a pipeline; undefined when it is none. */
export async function readWorkflow(
  file: string,
  text: string,
  parsed: ParsedYaml,
  shelf: Shelf,
): Promise<Pipeline | undefined> {
  const root = parsed.documents[0];
  const jobs = at(root, 'jobs');
  if (root === undefined || jobs?.kind !== 'map') return undefined;
  const name = textOf(at(root, 'name'));
  const own = permissionsOf(root);
  const concurrency = concurrencyOf(root);
  const read: Job[] = [];
  for (const [id, entry] of entriesOf(jobs)) {
    if (entry.value.kind === 'map')
      read.push(await readJob(id, entry.line, entry.value, root, file, text, shelf));
  }
  return {
    file,
    system: 'github-actions',
    ...(name === undefined ? {} : { name }),
    triggers: githubTriggers(root),
    ...(own === undefined ? {} : { permissions: own }),
    ...(concurrency === undefined ? {} : { concurrency }),
    jobs: read,
  };
}

async function readJob(
  id: string,
  line: number,
  job: Tree,
  root: Tree,
  file: string,
  text: string,
  shelf: Shelf,
): Promise<Job> {
  const runsOn =
    textsOf(at(job, 'runs-on'))
      .map((one) => one.text)
      .join(' ') || textOf(at(job, 'runs-on', 'group'));
  const uses = textOf(at(job, 'uses'));
  const context: StepContext = {
    file,
    lines: text.split('\n'),
    shelf,
    shell: textOf(at(job, 'defaults', 'run', 'shell')) ?? textOf(at(root, 'defaults', 'run', 'shell')),
    folder:
      textOf(at(job, 'defaults', 'run', 'working-directory')) ??
      textOf(at(root, 'defaults', 'run', 'working-directory')),
    windows: /windows/i.test(runsOn ?? ''),
    inner: false,
    depth: 0,
  };
  const steps: Step[] = [];
  for (const step of itemsOf(at(job, 'steps'))) steps.push(...(await githubStep(step, context)));
  const strategy = at(job, 'strategy', 'matrix');
  return {
    id,
    file,
    line,
    ...optional('name', textOf(at(job, 'name'))),
    needs: textsOf(at(job, 'needs')).map((one) => one.text),
    ...optional('if', textOf(at(job, 'if'))),
    ...optional('runsOn', runsOn),
    ...optional('image', imageOf(at(job, 'container'))),
    ...optional('environment', environmentOf(job)),
    ...optional('permissions', permissionsOf(job)),
    services: [...entriesOf(at(job, 'services'))].map(([name, entry]) => ({
      name,
      ...optional('image', textOf(at(entry.value, 'image')) ?? textOf(entry.value)),
      line: entry.line,
    })),
    matrix: [...entriesOf(strategy).keys()].filter((axis) => axis !== 'include' && axis !== 'exclude'),
    ...optional('concurrency', concurrencyOf(job)),
    ...optional('timeoutMinutes', numberOf(at(job, 'timeout-minutes'))),
    ...mayFailOf(job),
    manual: false,
    ...(uses === undefined ? {} : { calls: workflowCall(uses, shelf) }),
    says: purposesOfName(textOf(at(job, 'name')) ?? id),
    secrets: [...secretsIn(at(job, 'env')), ...secretsIn(at(job, 'secrets'))],
    env: { ...envOf(root), ...envOf(job) },
    steps,
  };
}

function workflowCall(uses: string, shelf: Shelf) {
  const local = /^\.\/([^@]+)$/.exec(uses)?.[1];
  return local === undefined ? { workflow: uses } : { workflow: uses, file: local, exists: shelf.has(local) };
}

function imageOf(container: Tree | undefined) {
  const name = textOf(container) ?? textOf(at(container, 'image'));
  return name === undefined || container === undefined ? undefined : { name, line: container.line };
}

function environmentOf(job: Tree) {
  const entry = entriesOf(job).get('environment');
  const name = textOf(entry?.value) ?? textOf(at(entry?.value, 'name'));
  if (entry === undefined || name === undefined) return undefined;
  const url = textOf(at(entry.value, 'url'));
  return { name, line: entry.line, ...(url === undefined ? {} : { url }) };
}

function concurrencyOf(node: Tree): string | undefined {
  return textOf(at(node, 'concurrency')) ?? textOf(at(node, 'concurrency', 'group'));
}

function permissionsOf(node: Tree): Pipeline['permissions'] {
  const entry = entriesOf(node).get('permissions');
  if (entry === undefined) return undefined;
  const word = textOf(entry.value);
  if (word === 'write-all') return { line: entry.line, all: 'write', scopes: {} };
  if (word === 'read-all') return { line: entry.line, all: 'read', scopes: {} };
  const scopes = [...entriesOf(entry.value)].map(([scope, one]) => [scope, textOf(one.value) ?? ''] as const);
  // `permissions: {}` gives nothing at all.
  if (scopes.length === 0) return { line: entry.line, all: 'none', scopes: {} };
  return { line: entry.line, scopes: Object.fromEntries(scopes) };
}
