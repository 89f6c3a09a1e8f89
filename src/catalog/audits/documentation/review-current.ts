import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleDocument } from '../../documents/example-documents.ts';
import documents, { type DocumentFacts } from '../../evidence/documents.ts';

const aging = /^(?:readiness|runbook|recovery|rollback|incident|contacts)$/;
const dayMs = 24 * 3_600_000;
const stated = (about: 'updated' | 'review', from: string, to: string) => ({
  line: 3,
  about,
  text: from,
  from,
  to,
});
const runbook = (facts: Partial<DocumentFacts>) =>
  exampleDocument('docs/runbook.md', { subject: 'runbook', ...facts });

export default defineAudit({
  title: 'Readiness documents and runbooks are reviewed in time and not far behind the code',
  failureTitle: 'Readiness documents or runbooks are out of date',
  why: "At night people follow the runbook as it stands. One written for last year's service sends them to hosts, commands and people that are gone.",
  fix: 'Read the document against the service as it is now, correct it, and set "Last updated" and "Next review". Make the next review somebody\'s calendar entry.',
  refs: ['Mercari production readiness: documentation', 'Google SRE: playbooks'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'last updated',
    'next review',
    'review cycle',
    'last reviewed',
    'up to date',
    'runbook updated',
    'documentation updated',
    'documentation up to date',
    'docs up to date',
    'documentation current',
    'docs updated',
    'review date',
    'date reviewed',
    'document version',
    'docs reviewed',
  ],
  limits: {
    behindDays: { default: 180, unit: 'days', about: 'how far a document may lag behind the newest commit' },
  },
  needs: { seen: documents },
  judge({ seen }, policy) {
    const limit = policy.limit('behindDays');
    const findings: Finding[] = [];
    let looked = 0;
    const undated: Where[] = [];
    for (const document of seen.documents) {
      if (document.standing !== 'current') continue;
      const judged = aging.test(document.subject);
      const review = document.dates.filter((date) => date.about === 'review').at(-1);
      if (review && (judged || document.subject === 'security' || document.subject === 'monitoring')) {
        if (review.to < policy.today) {
          looked += 1;
          const says = `The next review of ${document.file} was due on ${review.text}.`;
          findings.push({
            key: `review:${document.file}`,
            says,
            where: { file: document.file, line: review.line },
          });
        }
      }
      if (!judged) continue;
      const late = findLag(document, seen.newestCommit, policy.today, limit);
      if (late === 'undated')
        undated.push({
          file: document.file,
          ...(document.changedAt === undefined
            ? {}
            : { note: `last changed ${document.changedAt.slice(0, 10)}` }),
        });
      else looked += 1;
      if (typeof late === 'object') findings.push(late);
    }
    if (findings.length === 0 && undated.length > 0) {
      const because =
        'The history does not show that these documents were touched lately; what they say of their age is a claim.';
      return { abstains: 'unknown', because, signs: undated };
    }
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            documents: [
              runbook({
                dates: [
                  stated('updated', '2026-10-30', '2026-10-30'),
                  stated('review', '2027-01-01', '2027-01-31'),
                ],
                changedAt: '2026-10-30T10:00:00Z',
              }),
            ],
            skipped: [],
            newestCommit: '2026-11-19T10:00:00Z',
          },
        },
      },
      {
        name: 'no date in it, but history tells that it was touched lately',
        given: {
          seen: {
            documents: [runbook({ changedAt: '2026-09-01T10:00:00Z' })],
            skipped: [],
            newestCommit: '2026-11-19T10:00:00Z',
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            documents: [
              runbook({
                dates: [
                  stated('updated', '2025-01-01', '2025-01-31'),
                  stated('review', '2025-03-01', '2025-03-31'),
                ],
              }),
            ],
            skipped: [],
            newestCommit: '2026-11-19T10:00:00Z',
          },
        },
        findings: ['review:docs/runbook.md', 'behind:docs/runbook.md'],
      },
    ],
    hollow: [
      {
        name: 'a date that was set without touching the document, or that is still to come',
        given: {
          seen: {
            documents: [
              runbook({
                dates: [stated('updated', '2027-05-01', '2027-05-01')],
                changedAt: '2026-09-01T10:00:00Z',
              }),
            ],
            skipped: [],
            newestCommit: '2026-11-19T10:00:00Z',
          },
        },
        findings: ['future:docs/runbook.md'],
      },
      {
        name: 'a fresh date in a file that no history knows',
        given: {
          seen: {
            documents: [runbook({ dates: [stated('updated', '2026-11-18', '2026-11-18')] })],
            skipped: [],
            newestCommit: '2026-11-19T10:00:00Z',
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'no date and no history',
        given: { seen: { documents: [runbook({})], skipped: [] } },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { seen: { documents: [exampleDocument('README.md', { subject: 'readme' })], skipped: [] } },
        outcome: 'not-applicable',
      },
    ],
  },
});

/** What is wrong with the age of a document; `undated` when nothing tells whether it was reviewed. */
function findLag(
  { file, dates, changedAt }: DocumentFacts,
  newestCommit: string | undefined,
  today: string,
  limit: { readonly value: number; readonly from: string },
): Finding | 'undated' | undefined {
  const updated = dates
    .filter((date) => date.about === 'updated')
    .toSorted((a, b) => (a.to < b.to ? -1 : 1))
    .at(-1);
  const where = updated ? { file, line: updated.line } : { file };
  if (updated && Date.parse(updated.from) > Date.parse(today) + 2 * dayMs)
    return {
      key: `future:${file}`,
      says: `${file} says it was updated on ${updated.text}, which is still to come.`,
      where,
    };
  const at = updated?.to ?? changedAt?.slice(0, 10);
  // Only the history shows that somebody touched the document; a date in it can be wrong, but not prove itself.
  if (at === undefined || newestCommit === undefined) return 'undated';
  const behindDays = Math.floor((Date.parse(newestCommit) - Date.parse(at)) / dayMs);
  if (behindDays <= limit.value) return changedAt === undefined ? 'undated' : undefined;
  // An old file may still be right; an old date is what the document says of itself.
  if (!updated) return 'undated';
  return {
    key: `behind:${file}`,
    says: `${file} says it was last updated ${updated.text}, ${behindDays} days before the newest commit; ${limit.value} are allowed (${limit.from}).`,
    where,
  };
}
