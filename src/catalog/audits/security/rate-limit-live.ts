import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import burstAnswers, { type Burst } from '../../evidence/burst-answers.ts';
import limiters from '../../evidence/limiters.ts';
import { placesOf } from '../../probing/code-signs.ts';
import { statusesOf } from '../../probing/probes.ts';

const good = { atMs: 3, status: 200 };
const refused = { atMs: 400, status: 429, retryAfter: '20' };
const burst = { tier: 'api' as const, method: 'GET', path: '/v1/orders', sent: 101, tookMs: 700 };
const auth = {
  ...burst,
  tier: 'auth' as const,
  method: 'POST',
  path: '/v1/sign-in',
  answers: [{ atMs: 2, status: 401 }, refused],
  forged: [refused],
};

export default defineAudit({
  title:
    'A burst of requests from one address is refused with 429 and Retry-After, on sign-in and on the API',
  failureTitle: 'A burst of requests from one address is not limited',
  why: 'Without a limit a stranger tries a million passwords, or one bad client takes the service away from everybody.',
  fix: 'Limit by address and by account, sign-in far tighter than the rest; answer 429 with `Retry-After`; believe forwarding headers only from your own proxies.',
  refs: ['OWASP ASVS 5.0 V2.4', 'RFC 6585'],
  severity: 'major',
  state: 'stable',
  effortHours: 4,
  claims: [
    'rate limiting',
    'rate limit',
    'brute force protection',
    'abuse prevention',
    'api usage controls',
    'requests/minute',
    'rate limits',
    'rate limiting configured',
    'throttling',
    'rate limiter',
    'login attempts',
    'account lockout',
    'brute-force',
    'request throttling',
    'login rate limiting',
    'api rate limiting',
    'api rate limits',
    'rate limited',
    'requests per minute per',
    'login lockout',
    'rate limiting enabled',
    'rate_limit',
    'rate limiting active',
    'request rate limiting',
  ],
  needs: { seen: burstAnswers },
  signs: {
    from: { code: limiters },
    look: ({ code }) => placesOf(code),
  },
  judge({ seen }) {
    const telling = seen.bursts.filter(tells);
    const findings = telling.flatMap((one): Finding[] => {
      const where = { url: one.path };
      const refusals = one.answers.filter(({ status }) => status === 429);
      if (refusals.length === 0) {
        return [
          {
            key: `unlimited:${one.tier}`,
            says: `${one.sent} requests to ${one.method} ${one.path} within ${one.tookMs} ms, none refused.`,
            where,
          },
        ];
      }
      const silent = refusals.some(({ retryAfter }) => retryAfter === undefined);
      const fooled = one.forged.some(({ status }) => status !== undefined && status !== 429);
      return [
        ...(silent
          ? [
              {
                key: `no-retry-after:${one.tier}`,
                says: `${one.method} ${one.path} refuses with 429, without Retry-After.`,
                where,
              },
            ]
          : []),
        ...(fooled
          ? [
              {
                key: `forged:${one.tier}`,
                says: `${one.method} ${one.path} refuses an address, and accepts it again with a forged forwarding header.`,
                where,
              },
            ]
          : []),
      ];
    });
    if (findings.length > 0) return { looked: seen.bursts.length, findings };
    const silent = seen.bursts.find((one) => !tells(one));
    if (!telling.some(({ tier }) => tier === 'api'))
      return {
        abstains: 'unknown',
        because: silent
          ? `${silent.sent} requests to ${silent.method} ${silent.path} met ${statusesOf(silent.answers)}${silent.type === undefined ? '' : ` (${silent.type})`}: that is no route of an API that answers, so no limit can be told.`
          : 'No route of an API was asked in a burst.',
      };
    if (!telling.some(({ tier }) => tier === 'auth')) {
      return {
        abstains: 'unknown',
        because: `The API is limited; ${silent ? `${silent.method} ${silent.path} met only ${statusesOf(silent.answers)}, so the` : 'no sign-in route was found to try its own, tighter'} limit${silent ? ' of signing in is not known' : ''}.`,
      };
    }
    return { looked: seen.bursts.length, findings: [] };
  },
  examples: {
    pass: [
      { given: { seen: { bursts: [{ ...burst, answers: [good, refused], forged: [refused] }, auth] } } },
    ],
    fail: [
      {
        given: { seen: { bursts: [{ ...burst, sent: 300, answers: [good, good], forged: [] }] } },
        findings: ['unlimited:api'],
      },
      {
        name: 'fooled by X-Forwarded-For',
        given: { seen: { bursts: [{ ...burst, answers: [good, refused], forged: [good] }] } },
        findings: ['forged:api'],
      },
    ],
    hollow: [
      {
        name: 'a page, which many may load at once',
        given: {
          seen: { bursts: [{ ...burst, path: '/', type: 'text/html', answers: [good], forged: [] }] },
        },
        outcome: 'unknown',
      },
      {
        name: 'nothing but refusals for lack of credentials',
        given: { seen: { bursts: [{ ...burst, answers: [{ atMs: 3, status: 401 }], forged: [] }] } },
        outcome: 'unknown',
      },
      {
        name: 'the API is limited, sign-in was not found',
        given: { seen: { bursts: [{ ...burst, answers: [good, refused], forged: [refused] }] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { bursts: [] } }, outcome: 'unknown' }],
  },
});

/** Whether a burst without a refusal would be a fault: something was served, or a password was really looked at. */
function tells({ tier, type, answers }: Burst): boolean {
  if (answers.some(({ status }) => status === 429)) return true;
  if (tier === 'auth')
    return answers.some(
      ({ status }) => status !== undefined && status < 500 && ![400, 404, 405, 415, 422].includes(status),
    );
  return (
    !/^(no content|text\/(html|css|javascript)|image\/|font\/)/i.test(type ?? '') && answers.some(isServed)
  );
}

function isServed({ status }: Burst['answers'][number]): boolean {
  return status !== undefined && status < 300;
}
