import { createHash } from 'node:crypto';
import type { Result } from '../../kit/result.ts';
import type { Background } from '../background.ts';
import {
  areaTitle,
  byInterest,
  counted,
  interval,
  isScored,
  outcomeOrder,
  outcomes,
  targetName,
} from '../words.ts';
import { auditDetails } from './audit.ts';
import { bar, hatch } from './bar.ts';
import { claims } from './claims.ts';
import { areaTable, blockers, fixes, masthead, verdict } from './head.ts';
import { html, raw, type Markup } from './markup.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { traits } from './traits.ts';

const icon =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Cpath fill=%22%230b6e75%22 d=%22M7 1v8H2zm1 2 5 6H8zM1 10h14l-3 5H4z%22/%3E%3C/svg%3E';

/** One file with everything in it: reads well without script and asks the network for nothing. */
export function renderHtml(result: Result, background: Background): string {
  const title = `${targetName(result)}: readiness ${interval(result.score)}`;
  const policy = [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    `script-src '${hash(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${raw(policy)}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>${title}</title>
      <link rel="icon" href="${raw(icon)}" />
      ${element('style', style)}
    </head>
    <body>
      ${hatch}<a class="skip" href="#audits">Skip to the audits</a>
      <div class="page">
        ${masthead(result)}
        <main>
          ${verdict(result)}
          <div class="overview">
            <div>${areaTable(result)}${blockers(result)}</div>
            ${fixes(result, background)}
          </div>
          ${claims(result, background)} ${audits(result, background)} ${traits(result, background)}
          ${legend()}
        </main>
      </div>
      ${element('script', script)}
    </body>
  </html>`;
  // Indentation of the templates is for their reader, not for the browser.
  return `<!doctype html>\n${page.html.replaceAll(/>\n\s+</g, '>\n<')}\n`;
}

function audits(result: Result, background: Background): Markup {
  return html`<section class="audits" aria-labelledby="audits">
    <div class="line">
      <h2 id="audits" tabindex="-1">Audits</h2>
      <output id="count">${counted(result.audits.length, 'audit', 'audits')}</output>
    </div>
    ${toolbar(result)}
    ${result.areas.map((area) => {
      const mine = result.audits.filter((audit) => audit.area === area.id).sort(byInterest);
      return html`<section class="area" aria-labelledby="area-${area.id}">
        <h3 id="area-${area.id}">
          <span>${areaTitle(area.id)}</span
          >${isScored(area) ? html`${bar(area)}<span class="number">${interval(area)}</span>` : undefined}
        </h3>
        ${mine.map((audit) => auditDetails(audit, result, background))}
      </section>`;
    })}
    <p id="nothing" hidden>No audit matches. <button type="button" id="reset">Show all</button></p>
  </section>`;
}

/** Hidden until the script runs: without it there is nothing to filter with. */
function toolbar({ audits: all }: Result): Markup {
  return html`<form class="toolbar" role="search" aria-label="Filter the audits" hidden>
    <label class="search"
      ><span class="sr">Search audits</span
      ><input type="search" id="search" placeholder="Search: words, files, ids" autocomplete="off"
    /></label>
    <fieldset>
      <legend class="sr">Outcome</legend>
      ${outcomeOrder.map((outcome) => {
        const count = all.filter((audit) => audit.outcome === outcome).length;
        if (count === 0) return html``;
        const { mark, says } = outcomes[outcome];
        return html`<button
          type="button"
          class="chip ${outcome}"
          data-filter="${outcome}"
          aria-pressed="false"
        >
          <span aria-hidden="true">${mark}</span> ${says} <b>${count}</b>
        </button>`;
      })}
    </fieldset>
    <label
      ><span class="sr">Severity</span
      ><select id="severity">
        <option value="">Every severity</option>
        <option value="blocker">Blockers</option>
        <option value="major">Major</option>
        <option value="minor">Minor</option>
        <option value="note">Notes</option>
      </select></label
    >
    <button type="button" id="expand" aria-pressed="false">Open all</button>
  </form>`;
}

function legend(): Markup {
  return html`<details class="explain">
    <summary>How to read this report</summary>
    <p>
      <b>Proven</b> is the share of the audits that apply, by weight, that were seen to hold.
      <b>Not shown yet</b> is what nobody has looked at: it is neither good nor bad. <b>Failed</b> was looked
      at and is wrong. The readiness of a service lies between proven and proven plus not shown yet.
    </p>
    <p>
      A service is ready when every blocker that applies was seen to hold, whatever the numbers say. Blockers
      weigh 8, major audits 4, minor ones 2, notes 1. Waived findings and statements of people never raise the
      numbers; they stand beside them.
    </p>
    <p>
      Signs are indirect: a library in a manifest, a line in a file. They tell where to look and prove
      nothing.
    </p>
  </details>`;
}

/** Built apart: the policy allows exactly these characters, and a formatter of templates would add some. */
function element(name: 'style' | 'script', text: string): Markup {
  return raw(`<${name}>${text}</${name}>`);
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
