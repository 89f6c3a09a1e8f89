import type { Audit } from '../../kit/audit.ts';
import type { AuditResult, Result } from '../../kit/result.ts';
import type { Where } from '../../kit/where.ts';
import type { Background } from '../background.ts';
import { describePlace, linkTo } from '../place.ts';
import { counted, hours, outcomes } from '../words.ts';
import { markdown } from './markdown.ts';
import { html, type Markup } from './markup.ts';

/** A page with all of ten thousand findings helps nobody, and no browser opens it gladly. */
const mostFindings = 100;

/** One audit: closed it is a line, open it is the whole story. Works without script. */
export function auditDetails(audit: AuditResult, result: Result, background: Background): Markup {
  const facts = background.audits.get(audit.id);
  const { mark, says } = outcomes[audit.outcome];
  const trial = audit.state === 'trial' ? html`<span class="tag">trial</span>` : undefined;
  const waived = audit.waived
    ? html`<span class="tag">${counted(audit.waived.length, 'waiver', 'waivers')}</span>`
    : undefined;
  return html`<details
    class="audit ${audit.outcome}"
    id="${audit.id}"
    data-outcome="${audit.outcome}"
    data-severity="${audit.severity}"
  >
    <summary>
      <span class="mark" aria-hidden="true">${mark}</span><span class="sr">${says}: </span
      ><span class="title">${audit.title}</span>
      <span class="tags"
        >${trial}${waived}<span class="${audit.severity === 'blocker' ? 'tag blocker' : 'severity'}"
          >${audit.severity}</span
        ></span
      >
    </summary>
    <div class="body">
      <div class="story">
        ${because(audit)} ${findings(audit, result, background)}
        ${signs(audit.signs ?? [], result, background)} ${attested(audit)} ${facts && story(facts)}
      </div>
      ${aside(audit, facts, result, background)}
    </div>
  </details>`;
}

function because({ because: reason }: AuditResult): Markup | undefined {
  if (reason === undefined) return undefined;
  // The engine writes both into one text, for readers that show one.
  const [why, proof] = reason.split(' To prove it: ');
  return html`<p class="because">${why}</p>
    ${
      proof === undefined
        ? undefined
        : html`<h4>How to prove it</h4>
            <p>${proof}</p>`
    }`;
}

function findings(audit: AuditResult, result: Result, background: Background): Markup | undefined {
  if (audit.findings.length === 0) return undefined;
  const rest = audit.findings.length - mostFindings;
  return html`<h4>What is wrong</h4>
    <ul class="findings">
      ${audit.findings.slice(0, mostFindings).map(({ key, says, where }) => {
        const waiver = audit.waived?.find((one) => one.finding === key);
        return html`<li>
          <p>${says}</p>
          <p class="where">${place(where, result, background)}<span class="quiet key">${key}</span></p>
          ${
            waiver &&
            html`<p class="waived">Waived until ${waiver.until} by ${waiver.owner}: ${waiver.reason}</p>`
          }
        </li>`;
      })}
      ${rest > 0 ? html`<li>and ${counted(rest, 'more', 'more')}: see the JSON report</li>` : undefined}
    </ul>`;
}

function signs(all: readonly Where[], result: Result, background: Background): Markup | undefined {
  if (all.length === 0) return undefined;
  return html`<h4>Signs seen, which prove nothing</h4>
    <ul class="findings">
      ${all.map(
        (where) =>
          html`<li>
            <p class="where">
              ${place(where, result, background)}${where.note === undefined ? undefined : html` <span>${where.note}</span>`}
            </p>
          </li>`,
      )}
    </ul>`;
}

function attested({ attested: statement }: AuditResult): Markup | undefined {
  if (!statement) return undefined;
  return html`<p class="waived">${statement.by} states until ${statement.until}: ${statement.statement}</p>`;
}

function story({ why, fix }: Audit): Markup {
  return html`<h4>Why it matters</h4>
    <p>${why}</p>
    <h4>How to fix it</h4>
    <div class="fix">${markdown(fix)}</div>`;
}

function aside(audit: AuditResult, facts: Audit | undefined, result: Result, background: Background): Markup {
  const evidence = audit.evidence.map((sha256) => {
    const name = background.evidence.get(sha256);
    return html`<li>
      ${name === undefined ? undefined : html`${name} `}<code title="SHA-256 ${sha256}"
        >${sha256.slice(0, 12)}</code
      >
    </li>`;
  });
  return html`<dl class="facts">
    <dt>Audit</dt>
    <dd><code>${audit.id}</code></dd>
    ${
      facts &&
      html`<dt>Usual effort</dt>
        <dd>${hours(facts.effortHours)}</dd>`
    }
    ${
      evidence.length > 0
        ? html`<dt>Evidence</dt>
            <dd>
              <ul>
                ${evidence}
              </ul>
              <span class="quiet">seen ${result.startedAt.slice(0, 10)}</span>
            </dd>`
        : undefined
    }
    ${
      facts && facts.refs.length > 0
        ? html`<dt>Standards</dt>
            <dd>
              <ul>
                ${facts.refs.map((ref) => html`<li>${reference(ref)}</li>`)}
              </ul>
            </dd>`
        : undefined
    }
    ${
      facts && facts.claims.length > 0
        ? html`<dt>Documents claim it as</dt>
            <dd>${facts.claims.join(', ')}</dd>`
        : undefined
    }
  </dl>`;
}

function place(where: Where, { target }: Result, { origin }: Background): Markup | undefined {
  const text = describePlace(where);
  if (text === undefined) return undefined;
  const link = linkTo(where, target.commit, origin);
  if (link === undefined) return html`<code>${text}</code>`;
  return html`<a href="${link}" rel="noreferrer"><code>${text}</code></a>`;
}

function reference(ref: string): Markup {
  return /^https:\/\/\S+$/.test(ref)
    ? html`<a href="${ref}" rel="noreferrer">${ref.slice('https://'.length)}</a>`
    : html`${ref}`;
}
