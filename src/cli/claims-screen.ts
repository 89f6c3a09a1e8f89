import type { AnsweredClaim, AnsweredDocument } from '../claims/document.ts';
import type { Result } from '../kit/result.ts';
import { headingColumns, headingRows, standings, summarySentence } from '../report/claims.ts';
import { harmless } from '../report/harmless.ts';
import { fit, padEnd, padStart, wrap } from '../report/layout.ts';
import { describePlace } from '../report/place.ts';
import { paint } from '../report/terminal-paint.ts';
import type { Screen } from './console.ts';

export interface ClaimsScreen extends Screen {
  /** Explain which phrase led to which audit. */
  readonly why: boolean;
}

/** A document against the run: the sentence, a table per heading, and the quadrants, all with equal care. */
export function renderClaims(answered: AnsweredDocument, result: Result, screen: ClaimsScreen): string {
  const ink = paint(screen.colour);
  const { path, title, score } = answered;
  const document = { file: path, title, ...(score === undefined ? {} : { score }) };
  const claims = answered.claims.map((claim) => claim.result);
  const sentence = summarySentence(title, { document, claims }, result);
  const shown = standings.flatMap(({ standing, mark, title: head, tone }) => {
    const mine = answered.claims.filter((claim) => claim.result.standing === standing);
    return [
      '',
      ink.bold(ink[tone](`${mark} ${head} (${mine.length})`)),
      ...mine.flatMap((claim) => claimLines(claim, screen)),
    ];
  });
  const lines = wrap(harmless(sentence), screen.columns).map(ink.bold);
  return `${[...lines, '', ...tableLines(answered, screen), ...shown].join('\n')}\n`;
}

function tableLines({ claims }: AnsweredDocument, { columns }: Screen): string[] {
  const heads = headingColumns;
  const numbers = heads.join('').length + 2 * heads.length;
  const width = Math.max(16, Math.min(40, columns - numbers));
  const cells = (values: readonly string[]) =>
    values.map((value, index) => padStart(value, (heads[index]?.length ?? 8) + 2)).join('');
  return [
    padEnd('', width) + cells(heads),
    ...headingRows(claims.map((claim) => claim.result)).map(
      ({ heading, counts }) =>
        padEnd(fit(harmless(heading === '' ? '(top)' : heading), width), width) +
        cells(heads.map((name) => (counts[name] === 0 ? '·' : `${counts[name]}`))),
    ),
  ];
}

function claimLines({ result: claim, matches }: AnsweredClaim, screen: ClaimsScreen): string[] {
  const ink = paint(screen.colour);
  const room = Math.max(30, screen.columns - 6);
  const indented = (text: string) => wrap(harmless(text), room).map((line) => `      ${line}`);
  const lines = [`  ${fit(harmless(`line ${claim.line}: ${claim.text}`), screen.columns - 2)}`];
  // No audit looks: the title above says so already.
  if (claim.standing !== 'unmapped') lines.push(...indented(claim.because).map(ink.dim));
  if (claim.measured !== undefined && !claim.because.includes(claim.measured))
    lines.push(...indented(`Measured: ${claim.measured}`));
  if (claim.see) {
    const place = claim.see.where ? describePlace(claim.see.where) : undefined;
    if (place !== undefined) lines.push(...indented(`Stands at: ${place}`));
    lines.push(...indented(`See it: ${claim.see.command}`));
  }
  if (claim.standing === 'unproven' && claim.toProve !== undefined)
    lines.push(...indented(`What would prove it: ${claim.toProve}`));
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
