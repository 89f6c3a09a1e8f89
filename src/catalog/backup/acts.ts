import type { Body, Command, Step } from '../ci/model.ts';
import { readShell, type ParseShell } from '../ci/shell.ts';
import { wordsOfText } from './words.ts';
import type { Act } from './types.ts';

export type Bodies = ReadonlyMap<string, Body>;

/** The commands of a piece of shell text that stands in `file` from `firstLine` on. */
export function actsOfShell(
  file: string,
  firstLine: number,
  text: string,
  parse: ParseShell,
): { acts: Act[]; unread?: string } {
  const errexit = /^\s*set\s+-\w*e/m.test(text);
  const { commands, unread } = readShell(text, { errexit, pipefail: false, firstLine }, parse);
  const lines = text.split('\n');
  const acts = commands.map(({ line, text: written, words, kind, lost }): Act => ({
    file,
    line,
    text: written,
    lineText: (lines[line - firstLine] ?? '').slice(0, 600),
    words,
    idle: kind === 'print' || kind === 'wait' || kind === 'plumbing',
    lost: lost !== undefined,
  }));
  const nested = commands.flatMap(({ nested: inner, line }) =>
    inner === undefined ? [] : actsOfShell(file, line, inner, parse).acts.map((act) => ({ ...act, line })),
  );
  return { acts: [...acts, ...nested], ...(unread === undefined ? {} : { unread }) };
}

/** The commands of a CI step, with those of the scripts it calls. */
export function actsOfStep(step: Step, bodies: Bodies): { acts: Act[]; unseen: string[] } {
  const acts: Act[] = [];
  const unseen: string[] = [];
  const queue: { readonly file: string; readonly commands: readonly Command[] }[] = [
    { file: step.file, commands: step.commands },
  ];
  const seen = new Set<string>();
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const command of next.commands) {
      const words =
        command.program === undefined ? wordsOfText(command.text) : [command.program, ...command.args];
      const lost = command.lost !== undefined || step.mayFail === 'yes';
      acts.push({
        file: next.file,
        line: command.line,
        text: command.text,
        words,
        idle: command.kind !== 'tool',
        lost,
      });
      for (const call of command.calls) {
        const body: Body | undefined = call.body === undefined ? undefined : bodies.get(call.body);
        if (!body || body.unread !== undefined) unseen.push(call.name);
        if (!body || seen.has(body.key) || seen.size > 40) continue;
        seen.add(body.key);
        queue.push({ file: body.file, commands: body.commands });
      }
    }
  }
  if (step.unread !== undefined) unseen.push(`the script at line ${step.line}`);
  return { acts, unseen };
}
