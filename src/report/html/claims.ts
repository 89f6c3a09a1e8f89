import type { ClaimResult, Result } from '../../kit/result.ts';
import type { Background } from '../background.ts';
import {
  answeredFiles,
  headingColumns,
  headingRows,
  standings,
  summarySentence,
  type AnsweredFile,
} from '../claims.ts';
import { counted } from '../words.ts';
import { claimAnchor, claimLines } from './claim-lines.ts';
import { html, type Markup } from './markup.ts';

const most = { accusations: 12, linesOpen: 150 } as const;

/** What readiness documents claim: how much of it holds, heading by heading, then line by line. */
export function claims(result: Result, background: Background): Markup | undefined {
  const files = answeredFiles(result);
  if (files.length === 0) return undefined;
  return html`<section class="claims" aria-labelledby="claims">
    <h2 id="claims">
      ${files.length === 1 ? 'Claimed against proven' : 'Claimed against proven, by document'}
    </h2>
    ${files.map((file, index) => documentPart(file, index, result, background, files.length === 1))}
  </section>`;
}

function documentPart(
  file: AnsweredFile,
  index: number,
  result: Result,
  background: Background,
  alone: boolean,
): Markup {
  const lines = claimLines(file, index, result, background);
  const open = alone && lines.count <= most.linesOpen;
  return html`<article class="document" aria-labelledby="document-${index}">
    <h3 id="document-${index}"><code>${file.document.file}</code></h3>
    <p class="sentence">${summarySentence(file.document.title, file, result)}</p>
    ${tally(file)} ${accusations(file, index)}
    <details class="by-heading">
      <summary>By heading</summary>
      ${headingTable(file)}
    </details>
    <details class="by-line" ${open ? html`open` : undefined}>
      <summary>
        Line by line: the document on the left, what was seen on the right
        <span class="quiet">${counted(file.claims.length, 'claim', 'claims')}</span>
      </summary>
      ${lines.markup}
    </details>
  </article>`;
}

function tally({ claims: all }: AnsweredFile): Markup {
  return html`<ul class="tally">
    ${standings.map(({ standing, mark, title, tone }) => {
      const count = all.filter((claim) => claim.standing === standing).length;
      return html`<li class="${tone} ${count === 0 ? 'none' : ''}">
        <span class="mark" aria-hidden="true">${mark}</span> <b>${count}</b> ${title.toLowerCase()}
      </li>`;
    })}
  </ul>`;
}

function accusations({ claims: all }: AnsweredFile, index: number): Markup {
  const denied = all.filter(({ standing }) => standing === 'contradicted');
  const glad = all.filter(({ standing }) => standing === 'unclaimed');
  const shown = [
    { title: 'Contradicted', claims: denied },
    { title: 'Declared open, yet done', claims: glad },
  ].filter((group) => group.claims.length > 0);
  if (shown.length === 0) return html`<p class="quiet">No line is contradicted.</p>`;
  return html`<div class="lists">
    ${shown.map(
      (group) =>
        html`<section>
          <h4>${group.title}</h4>
          ${lineList(group.claims, index)}
        </section>`,
    )}
  </div>`;
}

function lineList(some: readonly ClaimResult[], index: number): Markup {
  const left = some.length - most.accusations;
  return html`<ol class="plain">
      ${some.slice(0, most.accusations).map(
        ({ line, text }) =>
          html`<li>
            <a href="#${claimAnchor(index, line)}"><span class="quiet">${line}</span> ${text}</a>
          </li>`,
      )}
    </ol>
    ${left > 0 ? html`<p class="quiet small">${left} more below.</p>` : undefined}`;
}

function headingTable({ document, claims: all }: AnsweredFile): Markup {
  return html`<div
    class="scroll"
    tabindex="0"
    role="region"
    aria-label="Claims of ${document.file} by heading"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">Heading</th>
          ${headingColumns.map((name) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${headingRows(all).map(
          ({ heading, counts }) =>
            html`<tr>
              <th scope="row">${heading === '' ? 'Top' : heading}</th>
              ${headingColumns.map(
                (name) => html`<td class="number">${counts[name] === 0 ? '' : counts[name]}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
