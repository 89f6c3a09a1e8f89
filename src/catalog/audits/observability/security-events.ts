import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import loggers from '../../evidence/loggers.ts';
import securityEventLines from '../../evidence/security-event-lines.ts';
import { placesOf } from '../../probing/code-signs.ts';

const line = { searchedIn: 'the log of the service', holdsWho: true, holdsWhat: true, holdsTime: true };
const login = {
  act: 'failed-login' as const,
  how: 'POST /v1/sign-in with a wrong code',
  happened: true,
  lines: [line],
};
const promotion = { ...login, act: 'role-change' as const, how: 'PUT /v1/people/{personId}/role' };

export default defineAudit({
  title: 'Failed logins, changes of roles and exports are logged: who, what and when',
  failureTitle: 'A failed login, a change of a role or an export leaves no line in the log',
  why: 'An attack begins with failed logins and ends with an export; without lines nobody knows that it happened, nor what was taken.',
  fix: 'Log these events by name with the account, the address and the outcome, never with passwords or codes, and send them where the rest of the log goes.',
  refs: ['OWASP ASVS 5.0 V16.3', 'OWASP Top 10 2021 A09'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'security events',
    'security event logging',
    'security logging',
    'security events logged',
    'failed login attempts logged',
    'login attempts logged',
    'security monitoring',
    'security audit logging',
  ],
  needs: { seen: securityEventLines },
  signs: { from: { code: loggers }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const made = seen.acts.filter(({ happened }) => happened);
    if (made.length === 0)
      return { abstains: 'unknown', because: 'No login, role or export could be tried.' };
    const findings = made.flatMap(({ act, how, lines }): Finding[] => {
      if (lines.some((one) => one.holdsWho && one.holdsWhat && one.holdsTime)) return [];
      const [first] = lines;
      const says = first
        ? `${how}: the line in ${first.searchedIn} does not tell who, what and when.`
        : `${how}: no line tells of it.`;
      return [{ key: `untold:${act}`, says, where: { note: how } }];
    });
    if (findings.length === 0 && !made.some(({ act }) => act === 'failed-login'))
      return { abstains: 'unknown', because: 'No failed login could be made.' };
    return { looked: made.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { acts: [login, promotion] } } }],
    fail: [
      { given: { seen: { acts: [login, { ...promotion, lines: [] }] } }, findings: ['untold:role-change'] },
    ],
    hollow: [
      {
        name: 'a line that names nobody',
        given: { seen: { acts: [{ ...login, lines: [{ ...line, holdsWho: false }] }] } },
        findings: ['untold:failed-login'],
      },
    ],
    absent: [{ given: { seen: { acts: [{ ...login, happened: false }] } }, outcome: 'unknown' }],
  },
});
