import type { Comparison, Seen } from './compare.ts';
import { harmless } from './harmless.ts';
import { wrap } from './layout.ts';
import { describePlace } from './place.ts';
import { paint, type Paint } from './terminal-paint.ts';
import { interval } from './words.ts';

/** New, gone and changed findings, and what is no longer known. */
export function renderComparison(
  { before, after, added, gone, changed, lost, outcomes }: Comparison,
  options: { readonly columns: number; readonly colour: boolean },
): string {
  const ink = paint(options.colour);
  const columns = Math.min(options.columns, 120) - 6;
  const turned = outcomes.filter(({ was, now }) => was && now);
  const lines = [
    `${ink.bold('Readiness')} ${interval(before.score)} → ${interval(after.score)}   ${ink.dim(`${after.score.ready ? 'ready' : 'not ready'}`)}`,
    ...section(ink.bad('New'), added, columns, ink),
    ...section(ink.good('Gone'), gone, columns, ink),
    ...section(ink.open('Changed'), changed, columns, ink),
    ...list(
      ink.open('Not judged any more'),
      lost.map(
        ({ was, now }) =>
          `${was.id}: ${was.outcome} before, ${now ? (now.because ?? now.outcome) : 'not run now'}`,
      ),
      columns,
    ),
    ...list(
      ink.bold('Outcomes'),
      turned.map(({ was, now }) => `${now?.id}: ${was?.outcome} → ${now?.outcome}`),
      columns,
    ),
  ];
  if (lines.length === 1) lines.push('', 'No finding and no outcome changed.');
  return `\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

function section(title: string, seen: readonly Seen[], columns: number, ink: Paint): string[] {
  if (seen.length === 0) return [];
  const lines = seen.flatMap(({ audit, finding }) => {
    const place = describePlace(finding.where);
    const text = place === undefined ? finding.says : `${place}  ${finding.says}`;
    return [`  ${ink.dim(harmless(audit.id))}`, ...indent(text, columns)];
  });
  return ['', `${title}  ${seen.length}`, ...lines];
}

function list(title: string, items: readonly string[], columns: number): string[] {
  return items.length === 0
    ? []
    : ['', `${title}  ${items.length}`, ...items.flatMap((item) => indent(item, columns))];
}

function indent(text: string, columns: number): string[] {
  return wrap(harmless(text.slice(0, 2_000)), columns).map((line) => `    ${line}`);
}
