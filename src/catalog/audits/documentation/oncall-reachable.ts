import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import contacts from '../../evidence/contacts.ts';

const maxAgeDays = 90;
const onCall = {
  file: 'docs/runbook.md',
  line: 40,
  role: 'On-call engineer',
  reach: 'address',
  standing: 'current',
} as const;

export default defineAudit({
  title: 'On-call and emergency contacts are filled in and answered a test page within 90 days',
  failureTitle: 'On-call or emergency contacts are blanks, or did not answer a test page',
  why: 'The alert fires at three, the runbook says "[Contact info]", and the outage lasts until somebody comes to work.',
  fix: 'Write a number, pager or channel behind every role and test it: send a page, wait for the answer, note both.',
  refs: ['Mercari production readiness: on-call', 'Google SRE: being on-call'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 1,
  claims: [
    'emergency contacts',
    'on-call engineer',
    'on-call',
    'support contacts',
    'emergency escalation',
    'technical lead',
    'devops engineer',
    'security team',
    'database administrator',
    'infrastructure team',
    'contact information',
    'project lead',
    'escalation',
    'on-call schedule',
    'on-call rotation',
    'escalation path',
    'escalation procedures',
    'escalation policy',
    'support channel',
    'support team',
    'support email',
    'contact list',
    'incident contacts',
    'on-call engineers',
    'escalation contacts',
    'support plan',
    'on-call prepared',
    'emergency contact',
    'backup engineer',
    'on-call team',
  ],
  needs: { seen: contacts },
  judge({ seen }, { today }) {
    const current = seen.contacts.filter((contact) => contact.standing === 'current');
    const findings: Finding[] = [];
    for (const { file, line, role, reach, testPage } of current) {
      if (reach === 'blank')
        findings.push({
          key: `blank:${file}:${role}`,
          says: `${role} in ${file} is a blank.`,
          where: { file, line },
        });
      else if (testPage && testPage.answeredAt === undefined)
        findings.push({
          key: `silent:${file}:${role}`,
          says: `${role} did not answer the test page of ${testPage.sentAt.slice(0, 10)}.`,
          where: { file, line },
        });
    }
    if (findings.length > 0) return { looked: current.length, findings };
    const unproven = current.filter(
      ({ testPage }) =>
        testPage?.answeredAt === undefined || ageInDays(testPage.answeredAt, today) > maxAgeDays,
    );
    if (current.length > 0 && unproven.length === 0) return { looked: current.length, findings: [] };
    const signs = unproven.map(({ file, line, role }) => ({ file, line, note: role }));
    const nobody = unreadDocuments(seen.skipped) ?? 'No document names whom to call.';
    const because =
      current.length === 0
        ? nobody
        : `${current.length} contacts are named; nobody has sent them a test page.`;
    return {
      abstains: 'unknown',
      because: `${because} To prove it: page the on-call person and note the answer.`,
      signs,
    };
  },
  examples: {
    pass: [
      {
        name: 'each answered a page this quarter',
        given: {
          seen: {
            contacts: [
              { ...onCall, testPage: { sentAt: '2026-11-02T09:00:00Z', answeredAt: '2026-11-02T09:03:00Z' } },
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
            contacts: [
              { ...onCall, reach: 'blank' },
              {
                ...onCall,
                line: 41,
                role: 'Database administrator',
                testPage: { sentAt: '2026-11-02T09:00:00Z' },
              },
            ],
            skipped: [],
          },
        },
        findings: ['blank:docs/runbook.md:On-call engineer', 'silent:docs/runbook.md:Database administrator'],
      },
    ],
    hollow: [
      {
        name: 'filled in, never tried',
        given: { seen: { contacts: [onCall], skipped: [] } },
        outcome: 'unknown',
      },
      {
        name: 'blanks of a form',
        given: { seen: { contacts: [{ ...onCall, reach: 'blank', standing: 'form' }], skipped: [] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { contacts: [], skipped: [] } }, outcome: 'unknown' }],
  },
});

function ageInDays(at: string, today: string): number {
  return (Date.parse(today) - Date.parse(at)) / (24 * 3_600_000);
}
