import { defineAudit } from '../../../kit/audit.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import links, { type DocumentLink } from '../../evidence/links.ts';

const maxNamed = 40;

export default defineAudit({
  title: 'Links of the documents lead somewhere',
  failureTitle: 'Links of the documents are broken or were never filled in',
  why: 'The reader follows a link because the answer is said to be behind it. In an incident the search that follows costs minutes.',
  fix: 'Correct the path or the heading that the link names; fill in the placeholders. Paths are relative to the file that holds the link.',
  refs: ['Google SRE: playbooks'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'documentation links',
    'links',
    'links working',
    'broken links',
    'link check',
    'no dead links',
    'no broken links',
    'broken internal links',
  ],
  needs: { seen: links },
  judge({ seen }) {
    const wrong = seen.links.filter((link) => link.state === 'broken' || link.state === 'blank');
    const findings = wrong.slice(0, maxNamed).map(({ file, line, target, state, because }) => ({
      key: `${state}:${file}:${target}`,
      says: `${file} links to ${target}: ${because ?? (state === 'blank' ? 'it was never filled in' : 'it does not answer')}.`,
      where: { file, line },
    }));
    if (findings.length > 0) return { looked: seen.resolved + wrong.length, findings };
    const unread = unreadDocuments(seen.skipped);
    if (unread) return { abstains: 'unknown', because: unread };
    const unasked = seen.links.filter((link) => link.state === 'unasked');
    if (unasked.length > 0) {
      return {
        abstains: 'unknown',
        because: `${seen.resolved} links inside the repository resolve; ${unasked.length} addresses on the web were not asked. To prove it: open them.`,
        signs: unasked.map(({ file, line, target }) => ({ file, line, note: target })),
      };
    }
    return { looked: seen.resolved, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: { resolved: 12, links: [], skipped: [] } } }],
    fail: [
      {
        given: {
          seen: {
            resolved: 3,
            links: [
              link({ target: 'docs/plan.md', state: 'broken', because: 'there is no docs/plan.md' }),
              link({
                target: '#roll-back',
                to: 'anchor',
                state: 'broken',
                because: 'no heading has that name',
              }),
            ],
            skipped: [],
          },
        },
        findings: ['broken:README.md:docs/plan.md', 'broken:README.md:#roll-back'],
      },
    ],
    hollow: [
      {
        name: 'a link that was never filled in',
        given: {
          seen: {
            resolved: 3,
            links: [
              link({
                target: 'https://example.com/runbook',
                to: 'web',
                state: 'blank',
                because: "example.com is nobody's address",
              }),
            ],
            skipped: [],
          },
        },
        findings: ['blank:README.md:https://example.com/runbook'],
      },
      {
        name: 'addresses that nobody has asked',
        given: {
          seen: {
            resolved: 3,
            links: [link({ target: 'https://status.acme.dev', to: 'web', state: 'unasked' })],
            skipped: [],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { resolved: 0, links: [], skipped: [] } }, outcome: 'not-applicable' }],
  },
});

function link(facts: Pick<DocumentLink, 'target' | 'state'> & Partial<DocumentLink>): DocumentLink {
  return { file: 'README.md', line: 7, to: 'file', ...facts };
}
