import { commandsOf } from '../ci/commands.ts';
import type { Command } from '../ci/model.ts';
import type { Shelf } from '../ci/shelf.ts';

/** Programs and files of the repository that a hook's shell text runs, its scripts followed. */
export async function runsIn(
  text: string,
  firstLine: number,
  folder: string,
  shelf: Shelf,
): Promise<{ readonly programs: readonly string[]; readonly files: readonly string[] }> {
  const options = { errexit: true, pipefail: false, firstLine, folder };
  const read = await commandsOf(text, options, shelf, 0);
  const programs = new Set<string>();
  const files = new Set<string>();
  const seen = new Set<string>();

  function walk(commands: readonly Command[]): void {
    for (const command of commands) {
      for (const call of command.calls) {
        if (call.kind === 'file') files.add(call.name);
        else programs.add(`${command.program} ${call.name}`);
        const body = call.body === undefined || seen.has(call.body) ? undefined : shelf.bodies.get(call.body);
        if (body) {
          seen.add(body.key);
          walk(body.commands);
        }
      }
      if (command.kind === 'tool' && command.program !== undefined && command.calls.length === 0)
        programs.add(command.program.replace(/^.*\//, ''));
    }
  }

  walk(read.commands);
  return { programs: [...programs], files: [...files] };
}
