import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import securityPolicy from '../../evidence/security-policy.ts';

export default defineAudit({
  title: 'People who find a vulnerability can tell the team, and security.txt has not expired',
  failureTitle: 'People who find a vulnerability have no current way to tell the team',
  why: 'A finder without an address publishes the hole, or sells it, before you have heard of it.',
  fix: 'Add a `SECURITY.md` that names a mailbox or a private reporting form somebody reads. If you serve `/.well-known/security.txt`, renew its `Expires:` line at least once a year.',
  refs: ['OpenSSF Scorecard Security-Policy', 'OSPS Baseline VM-02', 'RFC 9116'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'security policy',
    'security reporting',
    'vulnerability disclosure',
    'security guide',
    'security.md',
    'responsible disclosure',
    'vulnerability reporting',
    'bug bounty',
    'security guidelines',
  ],
  needs: { seen: securityPolicy },
  judge({ seen }, { today }) {
    const findings: Finding[] = [];
    if (seen.policies.length === 0) {
      findings.push({ key: 'absent', says: 'There is no SECURITY.md.', where: { file: 'SECURITY.md' } });
    }
    const served = seen.securityTxt.some(({ hasContact }) => hasContact);
    for (const { file, contacts } of seen.policies) {
      if (contacts.some(({ kind, placeholder }) => !placeholder && (kind !== 'security-txt' || served)))
        continue;
      const line = contacts[0]?.line;
      const says =
        line === undefined
          ? `${file} names no address to report to.`
          : `${file} names only a placeholder to report to.`;
      findings.push({
        key: `no-contact:${file}`,
        says,
        where: line === undefined ? { file } : { file, line },
      });
    }
    for (const { file, hasContact, expires, expiresLine } of seen.securityTxt) {
      if (!hasContact)
        findings.push({ key: `no-contact:${file}`, says: `${file} has no Contact: line.`, where: { file } });
      const until = expires === undefined ? Number.NaN : Date.parse(expires);
      if (until >= Date.parse(today)) continue;
      const says = Number.isNaN(until)
        ? `${file} has no valid Expires: line.`
        : `${file} expired on ${expires}.`;
      findings.push({
        key: `expired:${file}`,
        says,
        where: expiresLine === undefined ? { file } : { file, line: expiresLine },
      });
    }
    return { looked: seen.policies.length + seen.securityTxt.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            policies: [{ file: 'SECURITY.md', contacts: [{ line: 5, kind: 'email', placeholder: false }] }],
            securityTxt: [
              {
                file: 'public/.well-known/security.txt',
                hasContact: true,
                expires: '2027-06-30T00:00:00Z',
                expiresLine: 2,
              },
            ],
          },
        },
      },
    ],
    fail: [
      {
        name: 'an expired security.txt',
        given: {
          seen: {
            policies: [{ file: 'SECURITY.md', contacts: [{ line: 5, kind: 'link', placeholder: false }] }],
            securityTxt: [
              {
                file: '.well-known/security.txt',
                hasContact: true,
                expires: '2025-01-01T00:00:00Z',
                expiresLine: 2,
              },
            ],
          },
        },
        findings: ['expired:.well-known/security.txt'],
      },
    ],
    hollow: [
      {
        name: 'it sends the reader to a security.txt that is not there',
        given: {
          seen: {
            policies: [
              { file: 'SECURITY.md', contacts: [{ line: 5, kind: 'security-txt', placeholder: false }] },
            ],
            securityTxt: [],
          },
        },
        findings: ['no-contact:SECURITY.md'],
      },
      {
        name: 'a template whose address was never filled in',
        given: {
          seen: {
            policies: [
              { file: '.github/SECURITY.md', contacts: [{ line: 9, kind: 'email', placeholder: true }] },
            ],
            securityTxt: [],
          },
        },
        findings: ['no-contact:.github/SECURITY.md'],
      },
    ],
    absent: [{ given: { seen: { policies: [], securityTxt: [] } }, outcome: 'fail', findings: ['absent'] }],
  },
});
