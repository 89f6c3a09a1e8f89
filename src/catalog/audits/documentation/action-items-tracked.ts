import { defineAudit } from '../../../kit/audit.ts';
import { exampleClaim, noDocuments } from '../../documents/example-documents.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import readinessClaims, { type ReadinessClaim } from '../../evidence/readiness-claims.ts';

const actions =
  /\baction items?\b|\bnext steps?\b|\bremaining work\b|\bremaining\b|\brecommended actions?\b|\bto-?do\b|\bfollow-?ups?\b|\bopen (?:items?|actions?|points?)\b|\boutstanding\b/i;
const ticket =
  /(?:^|[\s([])#\d{1,6}\b|\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b|\b(?:issues?|pull|merge_requests|browse)\/[\w-]*\d/;
const person =
  /(?:^|[\s(])@[\w-]+|\b(?:owner|assigned(?: to)?|assignee|responsible|who|dri)\s*[:=]\s*\S|\([A-Z][\p{L}'-]+(?: [A-Z][\p{L}'-]+)?\)\s*$/u;
const open = { says: 'open', under: ['Readiness', 'Action items'] } satisfies Partial<ReadinessClaim>;

export default defineAudit({
  title: 'Every open action in the readiness documents has an issue and an owner',
  failureTitle: 'Open actions in the readiness documents have no issue or no owner',
  why: 'A list of things to do in a document is read once. Nobody is reminded, nobody answers for it, and the gap ships.',
  fix: 'Open an issue for each action, write its number and its owner behind the line, and tick the line when the issue closes.',
  refs: ['Mercari production readiness', 'Google SRE: launch coordination'],
  severity: 'note',
  state: 'stable',
  effortHours: 1,
  claims: ['action items', 'next steps', 'recommended actions', 'remaining work', 'immediate action items'],
  needs: { seen: readinessClaims },
  judge({ seen }) {
    const groups = new Map<
      string,
      { file: string; heading: string; line: number; total: number; loose: number }
    >();
    for (const { file, standing, claims } of seen.documents) {
      if (standing !== 'current') continue;
      for (const claim of claims) {
        const heading = claim.under.findLast((text) => actions.test(text));
        if (heading === undefined || claim.says !== 'open' || !/^(?:item|step|row)$/.test(claim.form))
          continue;
        const group = groups.get(`${file}\n${heading}`) ?? {
          file,
          heading,
          line: claim.line,
          total: 0,
          loose: 0,
        };
        const tracked = ticket.test(claim.text) && person.test(claim.text);
        groups.set(`${file}\n${heading}`, {
          ...group,
          total: group.total + 1,
          loose: group.loose + (tracked ? 0 : 1),
        });
      }
    }
    const findings = [...groups.values()]
      .filter((group) => group.loose > 0)
      .map(({ file, heading, line, total, loose }) => ({
        key: `${file}:${heading}`,
        says: `${loose} of ${total} open actions under "${heading}" in ${file} name no issue or no owner.`,
        where: { file, line },
      }));
    const unread = unreadDocuments(seen.skipped);
    if (findings.length === 0 && unread) return { abstains: 'unknown', because: unread };
    return { looked: groups.size, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            documents: [
              {
                file: 'READINESS.md',
                standing: 'current',
                claims: [
                  exampleClaim(9, 'Second replica #41 (owner: Ada)', open),
                  exampleClaim(10, 'Rotate the key, OPS-12 @grace', open),
                ],
              },
            ],
            skipped: [],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            documents: [
              {
                file: 'READINESS.md',
                standing: 'current',
                claims: [
                  exampleClaim(9, 'Implement rate limiting', open),
                  exampleClaim(10, 'Add caching #12', open),
                ],
              },
            ],
            skipped: [],
          },
        },
        findings: ['READINESS.md:Action items'],
      },
    ],
    hollow: [
      {
        name: 'an owner, and no issue that reminds him',
        given: {
          seen: {
            documents: [
              {
                file: 'READINESS.md',
                standing: 'current',
                claims: [exampleClaim(9, 'Add caching (owner: Ada)', open)],
              },
            ],
            skipped: [],
          },
        },
        findings: ['READINESS.md:Action items'],
      },
    ],
    absent: [{ given: { seen: noDocuments }, outcome: 'not-applicable' }],
  },
});
