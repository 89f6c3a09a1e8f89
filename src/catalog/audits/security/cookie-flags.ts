import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import cookieSetups from '../../evidence/cookie-setups.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import { probe, probed } from '../../probing/probes.ts';

const session = /sess|sid\b|token|auth|jwt|login|remember|csrf/i;
const preference = /lang|locale|theme|consent|tz|timezone|^_ga/i;

export default defineAudit({
  title: 'Session cookies are Secure, HttpOnly and SameSite',
  failureTitle: 'Session cookies lack Secure, HttpOnly or SameSite',
  why: 'Without the flags the session travels over plain HTTP, is read by any script that gets into the page, or is sent along by foreign pages.',
  fix: 'Set all three where the cookie is made: `{ secure: true, httpOnly: true, sameSite: "lax" }`; Django: `SESSION_COOKIE_SECURE = True`; Rails: `session_store :cookie_store, secure: true, same_site: :lax`. The name prefix `__Host-` keeps them so.',
  refs: ['OWASP ASVS 5.0 V3.3', 'MDN HTTP Observatory'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'session validation',
    'secure cookies',
    'cookie security',
    'session cookies',
    'httponly',
    'samesite',
    'cookie flags',
    'session security',
    'cookies secure',
    'httponly cookies',
    'secure flag',
    'cookie settings',
    'secure session',
    'cookies are secure',
    'session cookie',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { code: cookieSetups },
    look: ({ code }) =>
      code.found.map(({ file, line, library, options }) => ({
        file,
        line,
        note: `${library} ${Object.entries(options)
          .map(([name, value]) => `${name}=${String(value)}`)
          .join(' ')}`.trim(),
      })),
  },
  judge({ seen }) {
    const cookies = seen.exchanges.flatMap(({ route, headers, purpose }) =>
      headers
        .filter(([name]) => name.toLowerCase() === 'set-cookie')
        .map(([, value]) => ({ route, value, purpose, name: value.split('=')[0]?.trim() ?? '' })),
    );
    // What signing in sets is the session, whatever it is called.
    const sessions = cookies.filter(
      ({ name, purpose }) => session.test(name) || (purpose === 'sign-in' && !preference.test(name)),
    );
    const findings = new Map<string, Finding>();
    for (const { route, value, name } of sessions) {
      const readable = /csrf|xsrf/i.test(name);
      const lacks = [
        /;\s*secure/i.test(value) ? '' : 'Secure',
        readable || /;\s*httponly/i.test(value) ? '' : 'HttpOnly',
        /;\s*samesite=(lax|strict)/i.test(value) ? '' : 'SameSite',
      ].filter((flag) => flag !== '');
      if (lacks.length > 0)
        findings.set(name, {
          key: `flags:${name}`,
          says: `The cookie ${name} lacks ${lacks.join(', ')}.`,
          where: { url: route },
        });
    }
    if (sessions.length > 0) return { looked: sessions.length, findings: [...findings.values()] };
    const signedIn = seen.exchanges.some((one) => one.purpose === 'sign-in' && (one.status ?? 500) < 400);
    return signedIn
      ? { abstains: 'not-applicable', because: 'Signing in sets no session cookie.' }
      : { abstains: 'unknown', because: 'Nobody signed in, so no session cookie was seen.' };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            probe('sign-in', 200, {
              headers: [['set-cookie', 'sid=[redacted]; Path=/; Secure; HttpOnly; SameSite=Lax']],
            }),
          ),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: probed(
            probe('sign-in', 200, { headers: [['set-cookie', 'sid=[redacted]; Path=/; HttpOnly']] }),
          ),
        },
        findings: ['flags:sid'],
      },
    ],
    hollow: [
      {
        name: 'the session has a name of its own, and only the other cookie is safe',
        given: {
          seen: probed(
            probe('sign-in', 200, {
              headers: [
                ['set-cookie', 'refresh=[redacted]; Path=/; Secure; SameSite=Lax'],
                ['set-cookie', 'csrf=[redacted]; Path=/; Secure; SameSite=Lax'],
              ],
            }),
          ),
        },
        findings: ['flags:refresh'],
      },
      {
        name: 'only a cookie for the language was seen',
        given: { seen: probed(probe('public', 200, { headers: [['set-cookie', 'lang=en']] })) },
        outcome: 'unknown',
      },
    ],
    notApplicable: [{ given: { seen: probed(probe('sign-in', 200)) } }],
  },
});
