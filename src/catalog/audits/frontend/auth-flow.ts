import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import browserSignIns from '../../evidence/browser-sign-ins.ts';
import testFiles from '../../evidence/test-files.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

/** What each step must end with. */
const expected = {
  'log-in': { shows: 'private', says: 'Logging in with the right password does not lead to a private page.' },
  wrong: { shows: 'log-in', says: 'A wrong password leads to a private page.' },
  'private-page': { shows: 'private', says: 'A private page does not open after logging in.' },
  expired: { shows: 'log-in', says: 'An expired session is not sent to the log-in page.' },
  'log-out': { shows: 'log-in', says: 'Logging out does not end at a public page.' },
  'after-log-out': { shows: 'log-in', says: 'A private page still opens after logging out.' },
} as const;
const owed = ['log-in', 'wrong', 'expired', 'after-log-out'] as const;

export default defineAudit({
  title: 'Logging in, an expired session and logging out work in a browser',
  failureTitle: 'Logging in, an expired session or logging out does not work in a browser',
  why: 'Whoever cannot log in cannot use anything else, and whoever cannot log out leaves the account open on a shared machine.',
  fix: 'Test the four ways in a browser: right password, wrong password, a session that ran out while a page was open, and the back button after logging out.',
  refs: ['OWASP ASVS V7'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'authentication flow',
    'login flow',
    'log in',
    'logout',
    'session expiry',
    'authentication flow working',
    'login works',
    'user login',
    'logout works',
    'session management',
    'sign in',
    'user registration',
    'password reset',
    'registration works',
    'registration flow',
    'login and logout',
    'user can log in',
    'sign up',
    'login functionality',
    'refresh token',
    'session persistence',
    'admin login',
    'social login',
  ],
  when: ['frontend', 'pages'],
  needs: { seen: browserSignIns },
  signs: { from: { t: testFiles }, look: ({ t }) => testsOfKind(t, ['e2e']) },
  judge({ seen }) {
    const findings = seen.steps.flatMap(({ name, url, endedAt, showsPrivate, showsLogIn }): Finding[] => {
      const { shows, says } = expected[name];
      const good = shows === 'private' ? showsPrivate && !showsLogIn : !showsPrivate;
      return good ? [] : [{ key: name, says: `${says} (ended at ${endedAt})`, where: { url } }];
    });
    if (findings.length > 0) return { looked: seen.steps.length, findings };
    const lacking = owed.find((name) => !seen.steps.some((step) => step.name === name));
    if (lacking) return { abstains: 'unknown', because: `the step "${lacking}" was not tried` };
    return { looked: seen.steps.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: { steps: good() } } }],
    fail: [
      {
        name: 'logging out only hides the page',
        given: { seen: { steps: good({ 'after-log-out': true }) } },
        findings: ['after-log-out'],
      },
      { name: 'nobody gets in', given: { seen: { steps: good({ 'log-in': false }) } }, findings: ['log-in'] },
    ],
    hollow: [
      {
        name: 'only the log-in was tried',
        given: { seen: { steps: good().slice(0, 1) } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { steps: [] } }, outcome: 'unknown' }],
  },
});

type Step = Given<{ seen: typeof browserSignIns }>['seen']['steps'][number];

function good(showsPrivate: Partial<Record<Step['name'], boolean>> = {}): Step[] {
  return (['log-in', 'wrong', 'expired', 'log-out', 'after-log-out'] as const).map((name) => {
    const isPrivate = showsPrivate[name] ?? name === 'log-in';
    const url = 'http://127.0.0.1:4100/orders';
    return {
      name,
      url,
      endedAt: isPrivate ? '/orders' : '/login',
      showsPrivate: isPrivate,
      showsLogIn: !isPrivate,
      consoleErrors: [],
    };
  });
}
