import type { AnsweredClaim, AnsweredDocument } from '../claims/document.ts';
import { headingRows, quadrantsOf, summarySentence } from '../claims/summary.ts';
import type { AuditResult, Result } from '../kit/result.ts';
import { harmless } from '../report/harmless.ts';
import { fit, padEnd, padStart, wrap } from '../report/layout.ts';
import { describePlace } from '../report/place.ts';
import { paint } from '../report/terminal-paint.ts';
import type { Screen } from './console.ts';

export interface ClaimsScreen extends Screen {
  /** Explain which phrase led to which audit. */
  readonly why: boolean;
  readonly dir: string;
}

/** A document against the run: the sentence, a table per heading, and the quadrants, all with equal care. */
export function renderClaims(document: AnsweredDocument, result: Result, screen: ClaimsScreen): string {
  const ink = paint(screen.colour);
  const found = quadrantsOf(document.claims);
  const lines = wrap(harmless(summarySentence(document, result)), screen.columns);
  const sections: readonly (readonly [string, readonly AnsweredClaim[], (text: string) => string])[] = [
    ['✗ Claimed and contradicted', found.contradicted, ink.bad],
    ['✓ Claimed and proven', found.proven, ink.good],
    ['? Claimed and not shown yet', found.unproven, ink.open],
    ['✓ Not claimed, yet proven', found.unclaimed, ink.good],
    ['· Declared open, and it is', found.honest, ink.dim],
    ['– Cannot be checked', found.notCheckable, ink.dim],
  ];
  const shown = sections.flatMap(([title, claims, colour]) => [
    '',
    ink.bold(colour(`${title} (${claims.length})`)),
    ...claims.flatMap((claim) => claimLines(claim, result, screen)),
  ]);
  return `${[...lines.map(ink.bold), '', ...tableLines(document, screen), ...shown].join('\n')}\n`;
}

function tableLines({ claims }: AnsweredDocument, { columns }: Screen): string[] {
  const heads = ['contradicted', 'proven', 'partly', 'unproven', 'not-checkable'] as const;
  const width = Math.max(16, Math.min(40, columns - 58));
  const cells = (values: readonly string[]) =>
    values.map((value, index) => padStart(value, (heads[index]?.length ?? 8) + 2)).join('');
  return [
    padEnd('', width) + cells(heads),
    ...headingRows(claims).map(
      ({ heading, counts }) =>
        padEnd(fit(harmless(heading === '' ? '(top)' : heading), width), width) +
        cells(heads.map((name) => (counts[name] === 0 ? '·' : `${counts[name]}`))),
    ),
  ];
}

function claimLines(
  { result: claim, matches }: AnsweredClaim,
  result: Result,
  screen: ClaimsScreen,
): string[] {
  const ink = paint(screen.colour);
  const room = Math.max(30, screen.columns - 6);
  const indented = (text: string) => wrap(harmless(text), room).map((line) => `      ${line}`);
  const lines = [`  ${fit(harmless(`line ${claim.line}: ${claim.text}`), screen.columns - 2)}`];
  lines.push(...indented(claim.because).map(ink.dim));
  if (claim.measured !== undefined && !claim.because.includes(claim.measured))
    lines.push(...indented(`Measured: ${claim.measured}`));
  const by = new Set(claim.audits);
  const audit = result.audits.find(({ id, outcome }) => by.has(id) && outcome === 'fail');
  const unseen = result.audits.find(({ id, outcome }) => by.has(id) && outcome === 'unknown');
  if (claim.verdict === 'contradicted') lines.push(...indented(`See it: ${seeIt(audit, screen.dir)}`));
  else if (claim.verdict === 'unproven' && !audit && unseen)
    lines.push(...indented(`What would prove it: seaworthy explain ${unseen.id}`));
  if (screen.why) {
    const because = matches.map(
      ({ phrase, place, audits }) => `"${phrase}" in its ${place} → ${audits.join(', ')}`,
    );
    lines.push(
      ...indented(
        `Why: ${because.length === 0 ? 'no phrase of any audit stands in it' : because.join('; ')}`,
      ),
    );
  }
  return lines;
}

function seeIt(audit: AuditResult | undefined, dir: string): string {
  if (!audit) return `seaworthy inspect ${dir}`;
  const place = audit.findings[0] ? describePlace(audit.findings[0].where) : undefined;
  return `${place === undefined ? '' : `${place}; `}seaworthy inspect ${dir} --audit ${audit.id}`;
}
