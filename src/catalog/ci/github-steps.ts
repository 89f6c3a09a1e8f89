import { parseYaml, type Tree } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import { purposesOfAction } from './action-purposes.ts';
import { doneBy } from './bodies.ts';
import { runOf, type StepContext } from './github-run.ts';
import { envOf } from './env.ts';
import type { Job, Step } from './model.ts';
import { purposesOfName } from './name-purposes.ts';
import { joinPath } from './paths.ts';
import { secretsIn } from './secret-names.ts';
import type { Shelf } from './shelf.ts';

const maxInputLength = 4_000;

/** A step, and after it the steps of the local composite action that it uses. */
export async function githubStep(tree: Tree, context: StepContext): Promise<readonly Step[]> {
  if (tree.kind !== 'map') return [];
  const { shelf } = context;
  const name = textOf(at(tree, 'name'));
  const uses = textOf(at(tree, 'uses'));
  const inputs = inputsOf(tree);
  const body = await runOf(tree, context);
  const action = uses?.startsWith('./') === true ? localAction(uses, shelf) : undefined;
  const inner = action?.exists === true && context.depth < 3 ? await stepsOfAction(action.file, context) : [];
  const does = new Set([
    ...(uses === undefined ? [] : purposesOfAction(uses, inputs)),
    ...doneBy(body.commands, shelf),
    ...inner.flatMap((step) => step.does),
  ]);
  const folder = textOf(at(tree, 'working-directory')) ?? context.folder;
  const id = textOf(at(tree, 'id'));
  const condition = textOf(at(tree, 'if'));
  const step: Step = {
    file: context.file,
    line: tree.line,
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(uses === undefined ? {} : { uses }),
    with: inputs,
    ...body.run,
    ...(folder === undefined ? {} : { workingDirectory: folder, ...folderExists(folder, shelf) }),
    ...(condition === undefined ? {} : { if: condition }),
    ...mayFailOf(tree),
    says: purposesOfName(name ?? id),
    does: [...does],
    commands: [...body.commands],
    ...(body.unread === undefined ? {} : { unread: body.unread }),
    secrets: secretsIn(tree),
    env: envOf(tree),
    ...(action === undefined ? {} : { action }),
    inner: context.inner,
  };
  return [step, ...inner];
}

export function mayFailOf(node: Tree): Pick<Job, 'mayFail' | 'mayFailLine'> {
  const entry = entriesOf(node).get('continue-on-error');
  const value = textOf(entry?.value);
  if (entry === undefined || value === undefined || value === 'false') return { mayFail: 'no' };
  const plain = value === 'true' || /^\$\{\{\s*true\s*\}\}$/.test(value);
  return { mayFail: plain ? 'yes' : 'depends', mayFailLine: entry.line };
}

function folderExists(folder: string, shelf: Shelf): Pick<Step, 'workingDirectoryExists'> {
  const place = /[$`]|^\//.test(folder) ? undefined : joinPath('', folder);
  if (place === undefined) return {};
  if (shelf.hasFolder(place)) return { workingDirectoryExists: true };
  return shelf.isMade(place) ? {} : { workingDirectoryExists: false };
}

function inputsOf(tree: Tree): Record<string, string> {
  const entries = [...entriesOf(at(tree, 'with'))].map(([key, entry]) => {
    const text = (textOf(entry.value) ?? '').slice(0, maxInputLength);
    // A literal under such a name may be a secret; an expression never is.
    const secret =
      /pass(word|wd|phrase)?$|token|secret|_key$|-key$|api-?key/i.test(key) && !/\$\{\{/.test(text);
    return [key, secret ? '' : text] as const;
  });
  return Object.fromEntries(entries);
}

function localAction(uses: string, shelf: Shelf): { file: string; exists: boolean } {
  const folder = joinPath('', uses) ?? '';
  const names = ['action.yml', 'action.yaml', 'Dockerfile'];
  const paths = names.map((name) => (folder === '' ? name : `${folder}/${name}`));
  const found = paths.find((path) => shelf.has(path));
  return { file: found ?? paths[0] ?? '', exists: found !== undefined };
}

async function stepsOfAction(file: string, context: StepContext): Promise<readonly Step[]> {
  const text = /\.ya?ml$/.test(file) ? await context.shelf.text(file) : undefined;
  const root = text === undefined ? undefined : parseYaml(text).documents[0];
  if (text === undefined || root === undefined) return [];
  const inside: StepContext = {
    ...context,
    file,
    lines: text.split('\n'),
    shell: undefined,
    folder: undefined,
    inner: true,
    depth: context.depth + 1,
  };
  const steps: Step[] = [];
  for (const step of itemsOf(at(root, 'runs', 'steps'))) steps.push(...(await githubStep(step, inside)));
  return steps;
}
