import type { GitDriver, SourceFile, SyntaxNode } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind } from '../aside.ts';
import suppressions from '../evidence/suppressions.ts';
import { callsIn } from '../source/calls.ts';
import { textOf } from '../source/declarations.ts';
import { everyLanguage } from '../source/gather-set-ups.ts';
import { describeLook } from '../source/look.ts';
import { isReason, mentionsSuppression, suppressionIn, suppressionPattern } from '../source/suppression.ts';

/** It tells the linter something else. */
const directive = /^\/\*\s*(globals?|exported|eslint-env)\b/;

type Found = { file: string; line: number; tool: string; rule?: string; reason: boolean };

const code = /\.([mc]?[jt]sx?|py|go|java|rb|php)$/;
const maxFound = 5_000;

export default defineGatherer({
  brings: suppressions,
  uses: ['repo', 'git', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, git, source }, signal }) {
    const found: Found[] = [];
    const report = await source.scan(
      { languages: everyLanguage, mentions: mentionsSuppression, signal },
      (file) => {
        if (found.length < maxFound) found.push(...look(file));
      },
    );
    const released = await compare(git);
    return { found, ...(released ? { released } : {}), looked: await describeLook(repo, report) };
  },
});

/** No code before it on its line: what follows below then goes on about it. */
function standsAlone(node: SyntaxNode, file: SourceFile): boolean {
  const { column, index } = node.range().start;
  return file.text.slice(Math.max(0, index - column), index).trim() === '';
}

function look(file: SourceFile): Found[] {
  const rule = {
    any: [
      { kind: 'comment' },
      ...(file.language === 'java' ? [{ kind: 'line_comment' }, { kind: 'block_comment' }] : []),
    ],
  };
  // Java has no kind called comment, and ast-grep refuses kinds that a language does not have.
  const comments = file
    .root()
    .findAll({ rule: file.language === 'java' ? { any: rule.any.slice(1) } : rule });
  const texts = new Map<number, string>();
  for (const node of comments) texts.set(node.range().end.line, textOf(node, file, 600));
  const found = comments.flatMap((node): Found[] => {
    const line = node.range().start.line;
    const own = textOf(node, file, 600).split('\n', 1)[0] ?? '';
    const one = suppressionIn(own);
    if (!one) return [];
    // The reason may stand in a comment right before it, or go on right after it.
    const next = standsAlone(node, file)
      ? comments.find((other) => other.range().start.line === line + 1)
      : undefined;
    const below = next && standsAlone(next, file) ? textOf(next, file, 600) : '';
    const beside = [texts.get(line - 1) ?? '', below].filter((text) => !directive.test(text));
    const reason =
      isReason(one.rest) ||
      beside.some((text) => isReason(text.replace(/^\s*[#/*]+/, '')) && !suppressionIn(text));
    return [
      {
        file: file.path,
        line: line + 1,
        tool: one.tool,
        ...(one.rule === undefined ? {} : { rule: one.rule }),
        reason,
      },
    ];
  });
  if (file.language !== 'java') return found;
  const annotations = callsIn(file).filter((call) => call.name === '@SuppressWarnings');
  return [
    ...found,
    ...annotations.map((call) => ({
      file: file.path,
      line: call.line,
      tool: 'javac',
      rule: textOf(call.node, file, 80)
        .replace(/^@SuppressWarnings\s*\(([^()]*)\)$/, '$1')
        .replace(/^@SuppressWarnings/, ''),
      reason: isReason(texts.get(call.line - 2) ?? ''),
    })),
  ];
}

async function compare(git: GitDriver): Promise<{ tag: string; before: number; now: number } | undefined> {
  if (!(await git.present())) return undefined;
  const tags = [...(await git.tags())].sort((a, b) => (a.date < b.date ? 1 : -1));
  const tag = tags.find(({ name }) => /\d+\.\d+/.test(name))?.name;
  if (tag === undefined) return undefined;
  const [before, now] = await Promise.all([
    git.countAt(tag, suppressionPattern),
    git.countAt('HEAD', suppressionPattern),
  ]);
  return { tag, before: sum(before), now: sum(now) };
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const [file, count] of counts) if (code.test(file) && asideKind(file) === undefined) total += count;
  return total;
}
