import { defineAudit } from '../../../kit/audit.ts';
import authSetups from '../../evidence/auth-setups.ts';
import cookieSetups from '../../evidence/cookie-setups.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import { answeredFor, distinct, foundBy, isAccepted, probe, probed } from '../../probing/probes.ts';

export default defineAudit({
  title: 'Writes with a session cookie from a foreign page are refused',
  failureTitle: 'A foreign page can write with the session of its visitor',
  why: 'A link in a mail is enough to change the address, order or transfer in the name of whoever is logged in.',
  fix: 'Set session cookies `SameSite=Lax` or `Strict`, check the `Origin` header on writes, and require a token that the foreign page cannot read where the framework offers one.',
  refs: ['OWASP ASVS 5.0 V3.5', 'CWE-352'],
  severity: 'major',
  state: 'stable',
  effortHours: 3,
  claims: [
    'csrf protection',
    'csrf',
    'csrf tokens',
    'cross-site request forgery',
    'csrf_secret',
    'csrf token',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { auth: authSetups, cookies: cookieSetups },
    look: ({ auth, cookies }) => [
      ...auth.found
        .filter((one) => one.does.startsWith('csrf'))
        .map(({ file, line, library, does }) => ({ file, line, note: `${library}: ${does}` })),
      ...cookies.found.map(({ file, line, library }) => ({ file, line, note: `${library} sets cookies` })),
    ],
  },
  judge({ seen }) {
    const asked = answeredFor(seen.exchanges, 'cross-site-write');
    const findings = asked
      .filter(isAccepted)
      .map((one) =>
        foundBy(
          one,
          'written',
          `${one.method} ${one.route} answers ${one.status} to a write from a foreign page with the visitor's cookie.`,
        ),
      );
    if (asked.length > 0) return { looked: asked.length, findings: distinct(findings) };
    const cookies = seen.exchanges.some((one) =>
      one.headers.some(([name]) => name.toLowerCase() === 'set-cookie'),
    );
    const signedIn = answeredFor(seen.exchanges, 'sign-in').some(isAccepted);
    if (signedIn && !cookies)
      return {
        abstains: 'not-applicable',
        because: 'Signing in sets no cookie: browsers send nothing by themselves.',
      };
    return { abstains: 'unknown', because: 'No write with a cookie was tried from a foreign page.' };
  },
  examples: {
    pass: [{ given: { seen: probed(probe('cross-site-write', 403, { method: 'POST' })) } }],
    fail: [
      {
        given: { seen: probed(probe('cross-site-write', 201, { method: 'POST' })) },
        findings: ['written:POST /v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'nothing was tried',
        given: { seen: probed(probe('with-credentials', 200)) },
        outcome: 'unknown',
      },
    ],
    notApplicable: [
      {
        name: 'tokens in headers',
        given: { seen: probed(probe('sign-in', 200, { method: 'POST', body: '{"token":"[redacted]"}' })) },
      },
    ],
  },
});
