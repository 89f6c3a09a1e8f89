import type { ClaimResult, Result } from '../../kit/result.ts';
import type { Background } from '../background.ts';
import { standings, type AnsweredFile } from '../claims.ts';
import { describePlace, linkTo } from '../place.ts';
import { html, type Markup } from './markup.ts';

/** Longer documents are cut: the JSON report has every claim. */
const mostLines = 3_000;
const mostCharacters = 600;

/** The lines of a document, blank ones left out, each with what was seen beside it. */
export function claimLines(
  { document: { file }, claims }: AnsweredFile,
  index: number,
  result: Result,
  background: Background,
): { readonly markup: Markup; readonly count: number } {
  const byLine = new Map(claims.map((claim) => [claim.line, claim]));
  const text = background.documents?.get(file);
  // A report made from JSON alone has no document: its claims tell their own text.
  const lines =
    text === undefined
      ? claims.map((claim): Line => ({ number: claim.line, text: claim.text, claim }))
      : text.split('\n').flatMap((line, at): Line[] => {
          const claim = byLine.get(at + 1);
          const clean = line.trimEnd().replaceAll('\t', '  ');
          return clean === '' ? [] : [{ number: at + 1, text: clean, ...(claim ? { claim } : {}) }];
        });
  const left = lines.length - mostLines;
  const markup = html`<ol class="lines">
      ${lines.slice(0, mostLines).map((line) => lineItem(line, index, result, background))}
    </ol>
    ${left > 0 ? html`<p class="quiet">${left} more lines: see the JSON report.</p>` : undefined}`;
  return { markup, count: lines.length };
}

interface Line {
  readonly number: number;
  readonly text: string;
  readonly claim?: ClaimResult;
}

export function claimAnchor(document: number, line: number): string {
  return `document-${document}-line-${line}`;
}

function lineItem(
  { number, text, claim }: Line,
  index: number,
  result: Result,
  background: Background,
): Markup {
  const shown = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  const heading = /^#{1,6}\s/.test(text) ? 'heading' : '';
  const source = html`<span class="no">${number}</span><code class="src ${heading}">${shown}</code>`;
  if (!claim) return html`<li>${source}</li>`;
  return html`<li class="claim ${claim.standing}" id="${claimAnchor(index, number)}">
    ${source}${answer(claim, result, background)}
  </li>`;
}

function answer(claim: ClaimResult, result: Result, { origin }: Background): Markup {
  const { standing, verdict, because, measured, see, toProve, audits } = claim;
  const known = standings.find((one) => one.standing === standing);
  const said = standing === 'unproven' || standing === 'honest' ? wordsOf(verdict, standing) : known?.title;
  const place = see?.where ? describePlace(see.where) : undefined;
  const link = see?.where ? linkTo(see.where, result.target.commit, origin) : undefined;
  const found = measured !== undefined && !because.includes(measured) ? measured : undefined;
  const judged = new Set(result.audits.map(({ id }) => id));
  return html`<div class="answer">
    <p class="said ${known?.tone ?? 'dim'}">
      <span class="mark" aria-hidden="true">${known?.mark}</span> ${said}
    </p>
    ${standing === 'unmapped' ? undefined : html`<p>${because}</p>`}
    ${found === undefined ? undefined : html`<p>${found}</p>`}
    ${
      place === undefined
        ? undefined
        : html`<p>
            At
            ${link === undefined ? html`<code>${place}</code>` : html`<a href="${link}" rel="noreferrer"><code>${place}</code></a>`}
          </p>`
    }
    ${see ? html`<p>See it: <code class="command">${see.command}</code></p>` : undefined}
    ${standing === 'unproven' && toProve !== undefined ? html`<p class="quiet">What would prove it: ${toProve}</p>` : undefined}
    ${
      audits.length === 0
        ? undefined
        : html`<p class="by">
            ${audits.map((id) => (judged.has(id) ? html`<a href="#${id}">${id}</a> ` : html`<span>${id}</span> `))}
          </p>`
    }
  </div>`;
}

function wordsOf(verdict: ClaimResult['verdict'], standing: 'unproven' | 'honest'): string {
  if (standing === 'honest') return 'Declared open, honestly';
  if (verdict === 'partly') return 'Partly shown';
  return verdict === 'attested' ? 'Stated by a person' : 'Not shown yet';
}
