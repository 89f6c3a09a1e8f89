import type { AuditResult, Result } from '../kit/result.ts';
import type { Background } from './background.ts';
import { claimsSection } from './markdown-claims.ts';
import { codeSpan, plain } from './markdown-text.ts';
import { describePlace, linkTo } from './place.ts';
import { blockersOf, fixesWorthMost } from './priorities.ts';
import { byInterest, counted, hours, interval, isScored } from './words.ts';

/** Comments on code hosts end at 65,536 characters. */
const mostCharacters = 60_000;
const most = { findings: 5, fixes: 10 } as const;

/** Short enough for a pull request: verdict, areas, what fails (folded), what to do first (folded). */
export function renderMarkdown(result: Result, background: Background): string {
  const { score } = result;
  const failing = result.audits.filter((audit) => audit.outcome === 'fail').sort(byInterest);
  const { failing: blockers, unseen } = blockersOf(result);
  const head = [
    `### Readiness ${interval(score)} · ${score.ready ? 'ready' : 'not ready'}`,
    '',
    `**${score.proven}** of 100 proven, **${score.possible - score.proven}** not shown yet, **${100 - score.possible}** failed. ` +
      `Blockers: ${blockers.length} failing, ${unseen.length} not shown yet.`,
    '',
    ...result.notices.map((notice) => `> ${plain(notice)}`),
    ...(result.notices.length > 0 ? [''] : []),
    ...areaTable(result),
    '',
    ...claimsSection(result, background),
    ...fold(
      'What to do first',
      fixesWorthMost(result, background)
        .slice(0, most.fixes)
        .map(
          ({ audit, gain, effortHours }) =>
            `1. ${plain(audit.title)} (${codeSpan(audit.id)}): +${gain.toFixed(1)} for ${hours(effortHours)}`,
        ),
    ),
  ];
  const foot = ['', `<sub>${result.tool.name} ${result.tool.version}${commitOf(result)}</sub>`, ''];
  const room = mostCharacters - head.join('\n').length;
  return [...head, ...findings(failing, result, background, room), ...foot].join('\n');
}

function areaTable({ areas }: Result): string[] {
  const rows = areas
    .filter(isScored)
    .map(
      (area) =>
        `| ${plain(area.id)} | ${interval(area)} | ${area.pass} | ${area.fail} | ${area.unknown + area.error} |`,
    );
  return ['| area | readiness | proven | failed | not shown |', '|---|--:|--:|--:|--:|', ...rows];
}

function findings(
  failing: readonly AuditResult[],
  result: Result,
  background: Background,
  room: number,
): string[] {
  const blocks: string[] = [];
  let used = 0;
  for (const audit of failing) {
    const block = describeAudit(audit, result, background).join('\n');
    used += block.length + 1;
    if (used > room) break;
    blocks.push(block);
  }
  const left = failing.length - blocks.length;
  if (left > 0) blocks.push(`- and ${counted(left, 'more audit', 'more audits')}: see the whole report`);
  return fold(`What fails: ${counted(failing.length, 'audit', 'audits')}`, blocks);
}

function describeAudit(audit: AuditResult, { target }: Result, { origin }: Background): string[] {
  const trial = audit.state === 'trial' ? ', trial' : '';
  const lines = [`- **${plain(audit.title)}** (${audit.severity}${trial}, ${codeSpan(audit.id)})`];
  for (const { says, where, key } of audit.findings.slice(0, most.findings)) {
    const place = describePlace(where);
    const link = linkTo(where, target.commit, origin);
    const shown =
      place === undefined
        ? ''
        : `${link === undefined ? codeSpan(place) : `[${codeSpan(place)}](${link})`}: `;
    const waived = audit.waived?.some((waiver) => waiver.finding === key) ? ' *(waived)*' : '';
    lines.push(`  - ${shown}${plain(says)}${waived}`);
  }
  const rest = audit.findings.length - most.findings;
  if (rest > 0) lines.push(`  - and ${rest} more`);
  return lines;
}

function fold(summary: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>', ''];
}

function commitOf({ target }: Result): string {
  return target.commit === undefined ? '' : ` at ${target.commit.slice(0, 10)}`;
}
