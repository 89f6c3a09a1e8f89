import type { AuditResult, Result } from '../kit/result.ts';
import type { Background } from './background.ts';
import { harmless } from './harmless.ts';
import { padEnd, wrap } from './layout.ts';
import { describePlace } from './place.ts';
import { areas, head, type Page, type TerminalOptions } from './terminal.ts';
import { claimsInFull } from './terminal-claims.ts';
import { paint } from './terminal-paint.ts';
import { areaTitle, byInterest, hours, interval, isScored, outcomes } from './words.ts';

/** Everything, area by area: outcome, reason, findings with places, signs. */
export function renderEverything(result: Result, background: Background, options: TerminalOptions): string {
  const page: Page = { paint: paint(options.colour), columns: Math.min(options.columns, 120) - 2 };
  const lines = [...head(result, page, Number.POSITIVE_INFINITY), '', ...areas(result.areas, page)];
  for (const area of result.areas) {
    const score = isScored(area) ? `  ${interval(area)}` : '';
    lines.push('', `${page.paint.bold(areaTitle(harmless(area.id)))}${page.paint.dim(score)}`);
    const mine = result.audits.filter((audit) => audit.area === area.id).sort(byInterest);
    for (const audit of mine) lines.push(...auditLines(audit, background, page));
  }
  lines.push(...claimsInFull(result, page));
  const more = (options.more ?? []).map(
    ([label, text]) => `${page.paint.dim(padEnd(label, 20))}${harmless(text)}`,
  );
  return `\n${[...lines, '', ...more].map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

function auditLines(audit: AuditResult, background: Background, page: Page): string[] {
  const { paint: ink, columns } = page;
  const { mark } = outcomes[audit.outcome];
  const colour = {
    fail: ink.bad,
    error: ink.bad,
    unknown: ink.open,
    pass: ink.good,
    'not-applicable': ink.dim,
  };
  const effort = background.audits.get(audit.id)?.effortHours;
  const facts = [
    audit.severity,
    ...(audit.state === 'trial' ? ['trial'] : []),
    ...(audit.outcome === 'fail' && effort !== undefined ? [hours(effort)] : []),
    audit.id,
  ];
  const body = (text: string) =>
    wrap(harmless(text.slice(0, 2_000)), columns - 4).map((line) => `    ${line}`);
  const dim = (lines: readonly string[]) => lines.map((line) => ink.dim(line));
  const lines = wrap(harmless(audit.title), columns - 2).map(
    (line, index) => `${index === 0 ? colour[audit.outcome](mark) : ' '} ${line}`,
  );
  lines.push(...dim(wrap(facts.join(', '), columns - 2).map((line) => `  ${line}`)));
  if (audit.because !== undefined) lines.push(...dim(body(audit.because)));
  for (const { where, says, key } of audit.findings) {
    const waived = audit.waived?.find((waiver) => waiver.finding === key);
    const place = describePlace(where);
    lines.push(...body(place === undefined ? says : `${place}  ${says}`));
    if (waived) lines.push(...dim(body(`waived until ${waived.until} by ${waived.owner}: ${waived.reason}`)));
  }
  for (const where of audit.signs ?? [])
    lines.push(...dim(body(`sign: ${[describePlace(where), where.note].filter(Boolean).join('  ')}`)));
  if (audit.attested) {
    const { by, statement, until } = audit.attested;
    lines.push(...dim(body(`${by} states until ${until}: ${statement}`)));
  }
  return lines;
}
