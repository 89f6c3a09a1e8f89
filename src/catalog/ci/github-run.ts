import type { Tree } from '../yaml-tree.ts';
import { at, entriesOf, textOf } from '../yaml-read.ts';
import { commandsOf, onAnotherHost } from './commands.ts';
import type { Command, Step } from './model.ts';
import { joinPath } from './paths.ts';
import { scriptStart } from './script-start.ts';
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

export interface RunBody {
  readonly run: Pick<Step, 'run' | 'runLine' | 'shell'>;
  readonly commands: readonly Command[];
  readonly unread?: string | undefined;
}

/** The script of a step: its own, or one that it hands to an action that runs it. */
export async function runOf(tree: Tree, context: StepContext): Promise<RunBody> {
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
