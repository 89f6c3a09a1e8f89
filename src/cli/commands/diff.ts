import { compare } from '../../report/compare.ts';
import { harmless } from '../../report/harmless.ts';
import { renderComparison } from '../../report/terminal-diff.ts';
import type { Given } from '../commands.ts';
import { readResult } from '../find-result.ts';

export async function run({ args, options, console }: Given): Promise<number> {
  const store = options.store ?? '.seaworthy';
  const [from = 'previous', to = 'latest'] = args;
  const [before, after] = await Promise.all([readResult(from, store), readResult(to, store)]);
  const comparison = compare(before, after);
  if (before.tool.version !== after.tool.version) {
    const versions = `${before.tool.version} and ${after.tool.version}`;
    console.tell(`seaworthy: the two were made by ${harmless(versions)}: audits may differ too\n`);
  }
  if (options.format === 'json') console.print(toJson(comparison));
  else console.print(renderComparison(comparison, console.out));
  return 0;
}

function toJson({ before, after, added, gone, changed, lost, outcomes }: ReturnType<typeof compare>): string {
  const brief = ({ audit, finding }: (typeof added)[number]) => ({ audit: audit.id, ...finding });
  return `${JSON.stringify({
    score: { before: before.score, after: after.score },
    new: added.map(brief),
    gone: gone.map(brief),
    changed: changed.map((one) => ({ ...brief(one), was: { says: one.was.says, where: one.was.where } })),
    notJudgedAnyMore: lost.map(({ was, now }) => ({
      audit: was.id,
      was: was.outcome,
      now: now?.outcome ?? 'not run',
    })),
    outcomes: outcomes.map(({ was, now }) => ({
      audit: (now ?? was)?.id,
      was: was?.outcome ?? 'not run',
      now: now?.outcome ?? 'not run',
    })),
  })}\n`;
}
