import type { Result } from '../../kit/result.ts';
import type { Background } from '../background.ts';
import { blockersOf, fixesWorthMost } from '../priorities.ts';
import { areaTitle, counted, hours, interval, isScored, targetName } from '../words.ts';
import { bar } from './bar.ts';
import { html, type Markup } from './markup.ts';

const most = { fixes: 10 } as const;

/** The verdict as an interval, with its reasons. */
export function verdict(result: Result): Markup {
  const { score, notices } = result;
  const unseen = score.possible - score.proven;
  return html`<section class="verdict" aria-labelledby="readiness">
    <h2 id="readiness" class="quiet">Readiness</h2>
    <p class="interval">
      <span class="from">${score.proven}</span>${
        unseen > 0 ? html`<span class="dash">–</span><span class="to">${score.possible}</span>` : undefined
      }
    </p>
    <div class="words">
      <p class="state ${score.ready ? 'good' : 'bad'}">
        ${score.ready ? 'Ready' : 'Not ready'} <span class="grade">grade ${score.grade}</span>
      </p>
      <ul class="reasons">
        ${score.because.map((reason) => html`<li>${reason}</li>`)}
      </ul>
    </div>
    <div class="scale">
      ${bar(score)}
      <ul class="legend">
        <li>
          <svg class="swatch" aria-hidden="true"><rect class="proven" width="100%" height="100%" /></svg
          ><b>${score.proven}</b> proven
        </li>
        <li>
          <svg class="swatch" aria-hidden="true"><rect width="100%" height="100%" fill="url(#hatch)" /></svg
          ><b>${unseen}</b> not shown yet
        </li>
        <li>
          <svg class="swatch" aria-hidden="true"><rect class="failed" width="100%" height="100%" /></svg
          ><b>${100 - score.possible}</b> failed
        </li>
      </ul>
    </div>
    ${
      notices.length > 0
        ? html`<ul class="notices" aria-label="What to know about these numbers">
            ${notices.map((notice) => html`<li>${notice}</li>`)}
          </ul>`
        : undefined
    }
  </section>`;
}

export function areaTable({ areas }: Result): Markup {
  return html`<section class="areas" aria-labelledby="areas">
    <h2 id="areas">Areas</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Area</th>
          <th scope="col" class="wide"><span class="sr">Share</span></th>
          <th scope="col" class="number">Readiness</th>
          <th scope="col" class="number">Fails</th>
          <th scope="col" class="number">Not shown</th>
        </tr>
      </thead>
      <tbody>
        ${areas.map(
          (area) =>
            html`<tr>
              <th scope="row"><a href="#area-${area.id}">${areaTitle(area.id)}</a></th>
              <td class="wide">${isScored(area) ? bar(area) : undefined}</td>
              <td class="number">
                ${isScored(area) ? interval(area) : html`<span class="quiet">does not apply</span>`}
              </td>
              <td class="number ${area.fail > 0 ? 'bad' : 'quiet'}">${area.fail}</td>
              <td class="number quiet">${area.unknown + area.error}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

export function blockers(result: Result): Markup {
  const { failing, unseen } = blockersOf(result);
  const open = counted(unseen.length, 'more blocker has', 'more blockers have');
  return html`<section aria-labelledby="blockers">
    <h2 id="blockers">Blockers</h2>
    ${
      failing.length === 0
        ? html`<p>No blocker fails.</p>`
        : html`<ol class="plain">
            ${failing.map((audit) => html`<li><a href="#${audit.id}">${audit.title}</a></li>`)}
          </ol>`
    }
    ${unseen.length > 0 ? html`<p class="quiet">${failing.length === 0 ? open.replace('more ', '') : open} not been shown to hold.</p>` : undefined}
  </section>`;
}

export function fixes(result: Result, background: Background): Markup | undefined {
  const all = fixesWorthMost(result, background);
  if (all.length === 0) return undefined;
  return html`<section aria-labelledby="fixes">
    <h2 id="fixes">Worth fixing first</h2>
    <ol class="plain fixes">
      ${all
        .slice(0, most.fixes)
        .map(
          ({ audit, gain, effortHours }) =>
            html`<li>
              <span class="gain">+${gain.toFixed(1)}</span><a href="#${audit.id}">${audit.title}</a
              ><span class="quiet effort">${hours(effortHours)}</span>
            </li>`,
        )}
    </ol>
    <p class="quiet small">
      Points of readiness gained, and the usual effort; the most for an hour comes
      first.${all.length > most.fixes ? ` ${all.length - most.fixes} more below.` : ''}
    </p>
  </section>`;
}

export function masthead(result: Result): Markup {
  const { target, startedAt, tool } = result;
  return html`<header class="masthead">
    <div>
      <h1>${targetName(result)}</h1>
      <p class="quiet">
        Inspected <time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time>${
          target.commit === undefined ? undefined : html` at <code>${target.commit.slice(0, 10)}</code>`
        }
        by ${tool.name} ${tool.version}
      </p>
    </div>
    <button type="button" id="theme" hidden>Dark</button>
  </header>`;
}
