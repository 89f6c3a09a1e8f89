import { parseYaml, type Tree } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import { purposesOfAction } from './action-purposes.ts';
import { doneBy } from './bodies.ts';
import { commandsOf, onAnotherHost } from './commands.ts';
import { envOf } from './env.ts';
import type { Command, Job, Step } from './model.ts';
import { purposesOfName } from './name-purposes.ts';
import { joinPath } from './paths.ts';
import { scriptStart } from './script-start.ts';
import { secretsIn } from './secret-names.ts';
import type { Shelf } from './shelf.ts';

export interface StepContext {
  readonly file: string;
  readonly lines: readonly string[];
  readonly shelf: Shelf;
  readonly shell: string | undefined;
  readonly folder: string | undefined;
  readonly windows: boolean;
  readonly inner: boolean;
  readonly depth: number;
}

const maxRunLength = 20_000;
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

interface RunBody {
  readonly run: Pick<Step, 'run' | 'runLine' | 'shell'>;
  readonly commands: readonly Command[];
  readonly unread?: string | undefined;
}

async function runOf(tree: Tree, context: StepContext): Promise<RunBody> {
  const entry = entriesOf(tree).get('run');
  const text = textOf(entry?.value);
  if (entry === undefined || text === undefined) return handedScript(tree, context);
  const stated = textOf(at(tree, 'shell')) ?? context.shell;
  const shell = stated ?? (context.windows ? 'pwsh' : undefined);
  const firstLine = scriptStart(entry.value, context.lines);
  const run = {
    run: text.slice(0, maxRunLength),
    runLine: firstLine,
    ...(shell === undefined ? {} : { shell }),
  };
  const options = shellOptions(shell);
  const place = textOf(at(tree, 'working-directory')) ?? context.folder ?? '';
  const folder = /[$`]/.test(place) ? undefined : joinPath('', place);
  const read = await commandsOf(
    text,
    { ...(options ?? { errexit: false, pipefail: false }), firstLine, folder, templated: 'github-actions' },
    context.shelf,
    0,
  );
  if (options) return { run, commands: read.commands, unread: read.unread };
  // Not a POSIX shell: single commands are still recognisable, the flow between them is not.
  return { run, commands: read.commands.map(withoutFlow), unread: `it is written for ${shell}` };
}

/** Actions whose work is a shell script that they are handed. */
const scripted: readonly { readonly action: RegExp; readonly input: string; readonly elsewhere: boolean }[] =
  [
    { action: /^appleboy\/ssh-action@/, input: 'script', elsewhere: true },
    { action: /^garygrossgarten\/github-action-ssh@/, input: 'command', elsewhere: true },
    { action: /^(nick-fields|nick-invision)\/retry@/, input: 'command', elsewhere: false },
    { action: /^(gabrielbb\/xvfb-action|coactions\/setup-xvfb)@/i, input: 'run', elsewhere: false },
    { action: /^addnab\/docker-run-action@/, input: 'run', elsewhere: true },
    { action: /^reactivecircus\/android-emulator-runner@/, input: 'script', elsewhere: false },
    { action: /^azure\/cli@/i, input: 'inlineScript', elsewhere: false },
  ];

async function handedScript(tree: Tree, context: StepContext): Promise<RunBody> {
  const uses = textOf(at(tree, 'uses')) ?? '';
  const known = scripted.find(({ action }) => action.test(uses));
  const entry = known && entriesOf(at(tree, 'with')).get(known.input);
  const text = textOf(entry?.value);
  if (known === undefined || entry === undefined || text === undefined) return { run: {}, commands: [] };
  const firstLine = scriptStart(entry.value, context.lines);
  // Over SSH the script goes on after a failure unless the action is told to stop.
  const errexit = !known.elsewhere || textOf(at(tree, 'with', 'script_stop')) === 'true';
  const folder = known.elsewhere ? undefined : '';
  const options = { errexit, pipefail: false, firstLine, folder, templated: 'github-actions' as const };
  const read = await commandsOf(text, options, context.shelf, 0);
  const commands = known.elsewhere ? read.commands.map(onAnotherHost) : read.commands;
  return { run: { run: text.slice(0, maxRunLength), runLine: firstLine }, commands, unread: read.unread };
}

function withoutFlow(command: Command): Command {
  const { lost, ...rest } = command;
  return lost === undefined ? command : rest;
}

/** What `set` options the runner starts the shell with; undefined for shells of another kind. */
function shellOptions(shell: string | undefined): { errexit: boolean; pipefail: boolean } | undefined {
  if (shell === undefined || shell === 'sh') return { errexit: true, pipefail: false };
  if (shell === 'bash') return { errexit: true, pipefail: true };
  if (!/^(\S*\/)?(env )?(ba|da|z)?sh\b/.test(shell)) return undefined;
  return { errexit: /\s-\w*e|errexit/.test(shell), pipefail: /pipefail/.test(shell) };
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
