import { folderOf } from '../aside.ts';
import { commandsOf } from './commands.ts';
import type { Makefile } from './makefile.ts';
import type { Body, Command, Purpose } from './model.ts';
import { readScripts } from './package-scripts.ts';
import { purposesOfScript } from './script-facts.ts';
import type { Shelf } from './shelf.ts';

const maxDepth = 6;
const maxBodies = 600;

/** Reads a script once; gives the key under which it is kept, or nothing when it is too deep or too much. */
async function keep(
  key: string,
  place: { readonly file: string; readonly line: number },
  shelf: Shelf,
  depth: number,
  read: () => Promise<{ commands: readonly Command[]; unread?: string; does?: readonly Purpose[] }>,
): Promise<string | undefined> {
  if (shelf.bodies.has(key)) return key;
  if (depth > maxDepth || shelf.bodies.size > maxBodies) return undefined;
  // Kept before it is read, so that a script that calls itself ends.
  shelf.bodies.set(key, { key, ...place, commands: [], does: [], unread: 'it calls itself' });
  const { commands, unread, does } = await read();
  const body: Body = {
    key,
    ...place,
    commands: [...commands],
    does: [...(does ?? doneBy(commands, shelf))],
    ...(unread === undefined ? {} : { unread }),
  };
  shelf.bodies.set(key, body);
  return key;
}

/** What commands do together, with what they call. */
export function doneBy(commands: readonly Command[], shelf: Shelf): Purpose[] {
  const all = commands.flatMap((command) => [
    ...command.does,
    ...command.calls.flatMap((call) =>
      call.body === undefined ? [] : (shelf.bodies.get(call.body)?.does ?? []),
    ),
  ]);
  return [...new Set(all)];
}

/** `folder` is where its first caller stands when it runs it. */
export async function bodyOfFile(
  file: string,
  folder: string,
  shelf: Shelf,
  depth: number,
): Promise<string | undefined> {
  // A build tool's wrapper is the tool, not a script of the team.
  if (/(^|\/)(gradlew|mvnw)$/.test(file)) return undefined;
  return keep(`file:${file}`, { file, line: 1 }, shelf, depth, async () => {
    const text = await shelf.text(file);
    if (text === undefined) return { commands: [], unread: 'it is too big or not text' };
    const shell = /\.(sh|bash|zsh)$/.test(file) || /^#!.{0,80}\b(ba|da|z|k)?sh\b/.test(text);
    if (!shell)
      return {
        commands: [],
        does: purposesOfScript(text),
        unread: 'only shell scripts are followed step by step',
      };
    return commandsOf(text, { errexit: false, pipefail: false, firstLine: 1, folder }, shelf, depth + 1);
  });
}

export async function bodyOfNpmScript(
  file: string,
  name: string,
  shelf: Shelf,
  depth: number,
): Promise<string | undefined> {
  const scripts = await readScripts(file, shelf);
  const script = scripts?.get(name);
  if (!scripts || !script) return undefined;
  return keep(`npm:${file}#${name}`, { file, line: script.line }, shelf, depth, async () => {
    const commands: Command[] = [];
    let unread: string | undefined;
    for (const part of [`pre${name}`, name, `post${name}`]) {
      const found = scripts.get(part);
      if (!found) continue;
      const options = { errexit: false, pipefail: false, firstLine: found.line, folder: folderOf(file) };
      const read = await commandsOf(found.commands.join('\n'), options, shelf, depth + 1);
      // Everything stands on one line of the JSON.
      commands.push(...read.commands.map((command) => ({ ...command, line: found.line })));
      unread ??= read.unread;
    }
    return { commands, ...(unread === undefined ? {} : { unread }) };
  });
}

export async function bodyOfComposerScript(
  file: string,
  name: string,
  shelf: Shelf,
  depth: number,
): Promise<string | undefined> {
  const scripts = await readScripts(file, shelf);
  const script = scripts?.get(name);
  if (!script) return undefined;
  return keep(`composer:${file}#${name}`, { file, line: script.line }, shelf, depth, async () => {
    const lines = script.commands
      .filter((text) => !/^[\w\\]+::\w+$/.test(text))
      .map((text) => text.replace(/^@(php|putenv)\s+/, '$1 ').replace(/^@(?=[\w-]+)/, 'composer run '));
    const options = { errexit: true, pipefail: false, firstLine: script.line, folder: folderOf(file) };
    const read = await commandsOf(lines.join('\n'), options, shelf, depth + 1);
    return { ...read, commands: read.commands.map((command) => ({ ...command, line: script.line })) };
  });
}

export async function bodyOfMakeTarget(
  file: string,
  name: string,
  makefile: Makefile,
  shelf: Shelf,
  depth: number,
): Promise<string | undefined> {
  const target = makefile.targets.get(name);
  if (!target) return undefined;
  return keep(`make:${file}#${name}`, { file, line: target.line }, shelf, depth, async () => {
    const commands: Command[] = [];
    let unread: string | undefined;
    for (const need of target.needs) {
      const body = await bodyOfMakeTarget(file, need, makefile, shelf, depth + 1);
      if (body === undefined) continue;
      const inner = shelf.bodies.get(body);
      commands.push(...(inner?.commands ?? []));
      unread ??= inner?.unread;
    }
    for (const { line, text, ignoresFailure } of target.recipe) {
      const options = {
        errexit: true,
        pipefail: false,
        firstLine: line,
        folder: folderOf(file),
        templated: 'make' as const,
      };
      const read = await commandsOf(text, options, shelf, depth + 1);
      const own = ignoresFailure
        ? read.commands.map((command) => ({ ...command, lost: command.lost ?? ('make-dash' as const) }))
        : read.commands;
      commands.push(...own);
      unread ??= read.unread;
    }
    return { commands, ...(unread === undefined ? {} : { unread }) };
  });
}
