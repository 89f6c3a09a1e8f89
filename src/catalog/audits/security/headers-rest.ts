import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import headerSetups from '../../evidence/header-setups.ts';
import httpAnswers, { type Exchange } from '../../evidence/http-answers.ts';
import {
  asked,
  exchange,
  headerOf,
  isHtml,
  isRedirect,
  isShown,
  nothingShown,
  withPurpose,
} from '../../probing/answers.ts';
import { placesOf } from '../../probing/code-signs.ts';

const good = {
  'content-type': 'text/html',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

export default defineAudit({
  title: 'Answers forbid sniffing, and pages forbid framing and loose referrers, errors included',
  failureTitle: 'Answers lack a header that forbids sniffing, framing or loose referrers',
  why: 'Without them an upload is run as a script, the page is framed under a false button, and addresses with tokens leak to other sites.',
  fix: 'Send `X-Content-Type-Options: nosniff` on every answer, and on pages `Content-Security-Policy: frame-ancestors` (or `X-Frame-Options`) and `Referrer-Policy`. Error pages need them too.',
  refs: ['MDN HTTP Observatory', 'OWASP ASVS 5.0 V3.4'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'security headers',
    'x-frame-options',
    'x-content-type-options',
    'referrer-policy',
    'headers: security headers configured',
    'permissions-policy',
    'helmet',
    'clickjacking protection',
    'http security headers',
    'secure headers',
    'x-xss-protection',
    'clickjacking',
    'mime sniffing',
  ],
  needs: { seen: httpAnswers },
  signs: { from: { code: headerSetups }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const all = withPurpose(seen.exchanges, 'home', 'business', 'missing');
    const answers = all.filter((one) => !isRedirect(one) && !isEmpty(one));
    const findings = [...new Map(answers.flatMap(lacksOf).map((one) => [one.key, one])).values()];
    if (findings.length === 0 && !answers.some(isShown))
      return { abstains: 'unknown', because: nothingShown(all) };
    return { looked: answers.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: { ...asked, exchanges: [exchange('home', 200, good), exchange('missing', 404, good)] },
        },
      },
    ],
    fail: [
      {
        given: { seen: { ...asked, exchanges: [exchange('home', 200, { 'content-type': 'text/html' })] } },
        findings: ['nosniff:/', 'framing:/', 'referrer:/'],
      },
    ],
    hollow: [
      {
        name: 'nothing but refusals and redirects',
        given: {
          seen: { ...asked, exchanges: [exchange('home', 302), exchange('business', 401, good)] },
        },
        outcome: 'unknown',
      },
      {
        name: 'good pages, bare errors',
        given: {
          seen: {
            ...asked,
            exchanges: [
              exchange('home', 200, good),
              exchange('missing', 404, { 'content-type': 'application/json' }),
            ],
          },
        },
        findings: ['nosniff:/missing'],
      },
      {
        name: 'a value that browsers ignore',
        given: {
          seen: { ...asked, exchanges: [exchange('home', 200, { ...good, 'x-frame-options': 'ALLOWALL' })] },
        },
        findings: ['framing:/'],
      },
    ],
    absent: [{ given: { seen: { ...asked, exchanges: [] } }, outcome: 'unknown' }],
  },
});

/** There is nothing in it that could be taken for something else. */
function isEmpty(answer: Exchange): boolean {
  return answer.body === '' && headerOf(answer, 'content-type').length === 0;
}

function lacksOf(answer: Exchange): Finding[] {
  const { path } = answer;
  const lacks: [string, string][] = [];
  if (!headerOf(answer, 'x-content-type-options').some((value) => /^nosniff$/i.test(value.trim())))
    lacks.push(['nosniff', 'X-Content-Type-Options: nosniff']);
  if (isHtml(answer)) {
    const framed =
      headerOf(answer, 'content-security-policy').some((value) => /frame-ancestors/i.test(value)) ||
      headerOf(answer, 'x-frame-options').some((value) => /^(deny|sameorigin)$/i.test(value.trim()));
    if (!framed) lacks.push(['framing', 'frame-ancestors or X-Frame-Options']);
    const referrer = headerOf(answer, 'referrer-policy').join(',');
    if (referrer === '' || /unsafe-url|no-referrer-when-downgrade/i.test(referrer))
      lacks.push(['referrer', 'a Referrer-Policy that keeps paths to itself']);
  }
  return lacks.map(([key, name]) => ({
    key: `${key}:${path}`,
    says: `${path} (${answer.status}) lacks ${name}.`,
    where: { url: path },
  }));
}
