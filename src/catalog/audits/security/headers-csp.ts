import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import headerSetups from '../../evidence/header-setups.ts';
import httpAnswers from '../../evidence/http-answers.ts';
import {
  asked,
  exchange,
  headerOf,
  isHtml,
  isRedirect,
  isShown,
  nothingShown,
} from '../../probing/answers.ts';
import { placesOf } from '../../probing/code-signs.ts';

const html = { 'content-type': 'text/html' };
const strict = {
  ...html,
  'content-security-policy': "default-src 'none'; script-src 'self'; object-src 'none'; base-uri 'none'",
};

export default defineAudit({
  title: 'Pages carry a content security policy that stops foreign scripts',
  failureTitle: 'Pages carry no content security policy, or one that stops nothing',
  why: 'One place that forgets to escape is then enough: the injected script reads tokens and acts as the customer.',
  fix: "Send `Content-Security-Policy` with `script-src` by nonce, hash or `'self'`, `object-src 'none'`, `base-uri 'none'`, and without `'unsafe-inline'` for scripts.",
  refs: ['MDN HTTP Observatory', 'OWASP ASVS 5.0 V3.4.3'],
  severity: 'major',
  state: 'stable',
  effortHours: 4,
  claims: [
    'security headers',
    'content security policies',
    'content security policy',
    'csp',
    'comprehensive security headers',
    'content-security-policy',
    'csp headers',
    'csp configured',
    'xss protection',
    'helmet',
    'http security headers',
    'secure headers',
  ],
  needs: { seen: httpAnswers },
  signs: { from: { code: headerSetups }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const pages = seen.exchanges.filter(
      (one) => isHtml(one) && !isRedirect(one) && one.purpose !== 'operations',
    );
    if (pages.length === 0)
      return {
        abstains: 'unknown',
        because: 'No HTML page was met: a policy for scripts has nothing to protect in what was asked.',
      };
    const findings = new Map<string, Finding>();
    for (const page of pages) {
      const policies = headerOf(page, 'content-security-policy');
      const where = { url: page.path };
      if (policies.length === 0)
        findings.set(`absent:${page.path}`, {
          key: `absent:${page.path}`,
          says: `${page.path} has no Content-Security-Policy.`,
          where,
        });
      // Several policies all hold at once: it is enough that one of them stops scripts.
      const holes = policies.map(holesOf);
      const least = holes.toSorted((a, b) => a.length - b.length)[0] ?? [];
      for (const hole of least)
        findings.set(`${hole}:${page.path}`, {
          key: `${hole}:${page.path}`,
          says: `The policy of ${page.path} is defeated: ${hole}.`,
          where,
        });
    }
    if (findings.size === 0 && !pages.some(isShown))
      return { abstains: 'unknown', because: nothingShown(pages) };
    return { looked: pages.length, findings: [...findings.values()] };
  },
  examples: {
    pass: [{ given: { seen: { ...asked, exchanges: [exchange('home', 200, strict)] } } }],
    fail: [
      { given: { seen: { ...asked, exchanges: [exchange('home', 200, html)] } }, findings: ['absent:/'] },
    ],
    hollow: [
      {
        name: 'only the page of an error has one',
        given: { seen: { ...asked, exchanges: [exchange('missing', 404, strict)] } },
        outcome: 'unknown',
      },
      {
        name: 'a policy that allows inline scripts',
        given: {
          seen: {
            ...asked,
            exchanges: [
              exchange('home', 200, {
                ...html,
                'content-security-policy':
                  "script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'",
              }),
            ],
          },
        },
        findings: ["script-src 'unsafe-inline':/"],
      },
    ],
    absent: [
      {
        name: 'a service without pages',
        given: {
          seen: { ...asked, exchanges: [exchange('business', 200, { 'content-type': 'application/json' })] },
        },
        outcome: 'unknown',
      },
    ],
  },
});

/** What Google's evaluator calls a high-severity hole in script execution. */
function holesOf(policy: string): string[] {
  const found = new CspEvaluator(new CspParser(policy).csp).evaluate();
  return [
    ...new Set(
      found
        .filter(({ severity }) => severity === Severity.HIGH)
        .map(({ directive, value }) => [directive, value].filter(Boolean).join(' ')),
    ),
  ];
}
