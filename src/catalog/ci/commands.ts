import { callsOf } from './calls.ts';
import type { Templated } from './masks.ts';
import type { Command } from './model.ts';
import { joinPath } from './paths.ts';
import type { Shelf } from './shelf.ts';
import { readShell } from './shell.ts';
import type { ShellCommand } from './shell-walk.ts';
import { purposesOfCommand } from './tool-purposes.ts';
import { unwrap } from './words.ts';

export interface ScriptOptions {
  readonly errexit: boolean;
  readonly pipefail: boolean;
  readonly firstLine: number;
  /** Where it runs, from the root of the repository; undefined when that is not known. */
  readonly folder: string | undefined;
  readonly templated?: Templated | undefined;
}

const maxArgs = 40;

/** The commands of shell text with what each does and calls. */
export async function commandsOf(
  text: string,
  options: ScriptOptions,
  shelf: Shelf,
  depth: number,
): Promise<{ readonly commands: readonly Command[]; readonly unread?: string }> {
  const script = readShell(text, options, shelf.parse);
  const commands: Command[] = [];
  for (const found of script.commands) {
    const folder =
      options.folder === undefined || found.folder === undefined
        ? undefined
        : joinPath(options.folder, found.folder);
    commands.push(await describe(found, folder, shelf, depth));
    if (found.nested !== undefined && depth < 6)
      commands.push(...(await nestedIn(found, folder, options, shelf, depth)));
  }
  return script.unread === undefined ? { commands } : { commands, unread: script.unread };
}

async function describe(
  found: ShellCommand,
  folder: string | undefined,
  shelf: Shelf,
  depth: number,
): Promise<Command> {
  const [program, ...args] = found.words;
  const calls = found.kind === 'print' ? [] : await callsOf(found.words, folder, shelf, depth);
  // `yarn jest` runs a program when the package has no script of that name.
  const runner = /^(yarn|pnpm|bun)$/.test(program ?? '') && calls.length === 0;
  const does =
    found.kind === 'tool' || found.kind === 'write'
      ? [...new Set([...purposesOfCommand(found.words), ...(runner ? purposesOfCommand(unwrap(args)) : [])])]
      : [];
  return {
    line: found.line,
    text: found.text,
    // What is handed on is listed by itself.
    kind: found.nested === undefined ? found.kind : 'plumbing',
    ...(program === undefined || program === '=' ? {} : { program }),
    args: args.slice(0, maxArgs).map((arg) => (arg.length > 300 ? `${arg.slice(0, 299)}…` : arg)),
    does,
    calls: [...calls],
    ...(found.lost === undefined ? {} : { lost: found.lost }),
    ...(found.intoFile === true ? { intoFile: true } : {}),
    guarded: found.guarded,
  };
}

/** `bash -c` runs here; `ssh` runs elsewhere, where no path is known. Both give the status of their last command. */
async function nestedIn(
  found: ShellCommand,
  folder: string | undefined,
  options: ScriptOptions,
  shelf: Shelf,
  depth: number,
): Promise<readonly Command[]> {
  const place = found.words[0] === 'ssh' ? undefined : folder;
  const inner = { ...options, errexit: false, pipefail: false, firstLine: found.line, folder: place };
  const read = await commandsOf(found.nested ?? '', inner, shelf, depth + 1);
  const commands = place === undefined ? read.commands.map(onAnotherHost) : read.commands;
  return commands.map((command) => ({
    ...command,
    line: found.line,
    guarded: command.guarded || found.guarded,
    ...(found.lost === undefined || command.lost !== undefined ? {} : { lost: found.lost }),
  }));
}

/** On a host of the service, starting containers or fetching the code is how a new version gets there. */
export function onAnotherHost(command: Command): Command {
  const text = [command.program, ...command.args].join(' ');
  const deploys =
    /^(docker|podman)[- ](compose\b.*\bup|run|stack deploy)\b|^git (pull|reset --hard|checkout)\b|^\S*(deploy|update|restart)\S*\.sh\b/;
  return deploys.test(text)
    ? { ...command, does: [...new Set([...command.does, 'deploy' as const])] }
    : command;
}
