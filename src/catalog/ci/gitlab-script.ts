import type { Tree } from '../yaml-tree.ts';
import { at, textOf, textsOf } from '../yaml-read.ts';
import { doneBy } from './bodies.ts';
import { commandsOf } from './commands.ts';
import { extended, type GitlabEntry } from './gitlab-jobs.ts';
import type { Step } from './model.ts';
import { optional } from './optional.ts';
import { scriptStart } from './script-start.ts';
import type { Shelf } from './shelf.ts';

/** One of the three scripts of a job, read as one shell session. */
export async function readScript(
  key: 'before_script' | 'script' | 'after_script',
  tree: Tree,
  { file, lines }: { file: string; lines: readonly string[] },
  entries: ReadonlyMap<string, GitlabEntry>,
  shelf: Shelf,
): Promise<Step | undefined> {
  const text: string[] = [];
  const lineOf: number[] = [];
  for (const item of flatten(tree, entries, 0)) {
    const first = scriptStart(item.tree, lines);
    for (const [index, line] of item.text.split('\n').entries()) {
      text.push(line);
      lineOf.push(first + index);
    }
  }
  if (text.length === 0) return undefined;
  const options = {
    errexit: true,
    pipefail: true,
    firstLine: 1,
    folder: '',
    templated: 'gitlab-ci' as const,
  };
  const read = await commandsOf(text.join('\n'), options, shelf, 0);
  const commands = read.commands.map((command) => ({
    ...command,
    line: lineOf[command.line - 1] ?? tree.line,
  }));
  return {
    file,
    line: tree.line,
    id: key,
    with: {},
    run: text.join('\n').slice(0, 20_000),
    runLine: lineOf[0] ?? tree.line,
    // What fails after the job does not fail the job.
    mayFail: key === 'after_script' ? 'yes' : 'no',
    says: [],
    does: doneBy(commands, shelf),
    commands,
    ...optional('unread', read.unread),
    secrets: [],
    env: {},
    inner: false,
  };
}

/** Lists in lists, and `!reference [.job, script]`, which arrives as a list of names. */
function flatten(
  tree: Tree,
  entries: ReadonlyMap<string, GitlabEntry>,
  depth: number,
): { readonly tree: Tree; readonly text: string }[] {
  if (depth > 8) return [];
  if (tree.kind !== 'list') {
    const text = textOf(tree);
    return text === undefined ? [] : [{ tree, text }];
  }
  const names = textsOf(tree).map((one) => one.text);
  const [job, ...keys] = names;
  if (depth > 0 && job !== undefined && keys.length > 0 && entries.has(job)) {
    const target = at(extended(job, entries), ...keys);
    return target === undefined ? [] : flatten(target, entries, depth + 1);
  }
  return tree.items.flatMap((item) => flatten(item, entries, depth + 1));
}
