import { defineAudit } from '../../../kit/audit.ts';
import headerSetups from '../../evidence/header-setups.ts';
import httpAnswers from '../../evidence/http-answers.ts';
import { asked, exchange, headerOf, withPurpose } from '../../probing/answers.ts';
import { placesOf } from '../../probing/code-signs.ts';

const secure = { ...asked, scheme: 'https' as const, sandbox: false };

export default defineAudit({
  title: 'Browsers are told to use only HTTPS, for a year and with subdomains',
  failureTitle: 'Browsers are not told to use only HTTPS',
  why: 'The first request of a visit can go over plain HTTP, where a stranger in the café reads the session or swaps the page.',
  fix: 'Send `Strict-Transport-Security: max-age=31536000; includeSubDomains` on every HTTPS answer.',
  refs: ['OWASP ASVS 5.0 V3.4.1', 'MDN HTTP Observatory', 'RFC 6797'],
  severity: 'major',
  state: 'trial',
  effortHours: 1,
  claims: [
    'hsts',
    'strict-transport-security',
    'security headers',
    'https-only',
    'hsts enabled',
    'http strict transport security',
    'hsts header',
  ],
  limits: { minAgeSeconds: { default: 31_536_000, unit: 'seconds', about: 'the least max-age' } },
  needs: { seen: httpAnswers },
  signs: { from: { code: headerSetups }, look: ({ code }) => placesOf(code) },
  judge({ seen }, policy) {
    if (seen.scheme !== 'https') {
      return {
        abstains: 'unknown',
        because:
          'The service was asked over plain HTTP, where browsers ignore this header. Look at a deployed instance: --url https://…',
      };
    }
    const limit = policy.limit('minAgeSeconds');
    const pages = withPurpose(seen.exchanges, 'home', 'business', 'missing');
    const weak = pages.filter((page) => {
      const value = headerOf(page, 'strict-transport-security')[0] ?? '';
      const age = Number(/max-age\s*=\s*"?(\d{1,12})/i.exec(value)?.[1] ?? -1);
      return age < limit.value || !/includesubdomains/i.test(value);
    });
    return {
      looked: pages.length,
      findings: weak.map(({ path, headers }) => {
        const value = headers.find(([name]) => name === 'strict-transport-security')?.[1] ?? 'nothing';
        return {
          key: path,
          says: `${path} says ${value}; wanted are max-age of at least ${limit.value} (${limit.from}) and includeSubDomains.`,
          where: { url: path },
        };
      }),
    };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            ...secure,
            exchanges: [
              exchange('home', 200, {
                'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
              }),
            ],
          },
        },
      },
    ],
    fail: [{ given: { seen: { ...secure, exchanges: [exchange('home', 200)] } }, findings: ['/'] }],
    hollow: [
      {
        name: 'an hour',
        given: {
          seen: {
            ...secure,
            exchanges: [
              exchange('home', 200, { 'strict-transport-security': 'max-age=3600; includeSubDomains' }),
            ],
          },
        },
        findings: ['/'],
      },
      {
        name: 'sent over plain HTTP, where it does nothing',
        given: {
          seen: {
            ...asked,
            exchanges: [
              exchange('home', 200, { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
            ],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { ...secure, exchanges: [] } }, outcome: 'not-applicable' }],
  },
});
