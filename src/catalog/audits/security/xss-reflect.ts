import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import headerSetups from '../../evidence/header-setups.ts';
import reflectedMarkers from '../../evidence/reflected-markers.ts';
import { placesOf } from '../../probing/code-signs.ts';

const page = { from: '/search', contentType: 'text/html; charset=utf-8', as: 'encoded' as const };
const search = { method: 'GET', route: '/search', field: 'q', status: 200, back: [page] };

export default defineAudit({
  title: 'Cross-site scripting (XSS): markup that somebody sends comes back encoded, and no browser runs it',
  failureTitle: 'Cross-site scripting (XSS): markup that somebody sends comes back as markup',
  why: 'A link or a comment of a stranger runs in the browser of an administrator, with all that the administrator may do.',
  fix: 'Let the template engine encode (never `dangerouslySetInnerHTML`, `|safe`, `v-html` or `raw` on what people wrote), sanitise where markup is wanted, answer data as `application/json`, and add a content security policy.',
  refs: ['OWASP ASVS 5.0 V1.2', 'CWE-79'],
  severity: 'major',
  state: 'trial',
  effortHours: 4,
  claims: [
    'xss',
    'xss protection',
    'xss prevention',
    'cross-site scripting',
    'cross-site scripting protection',
    'output encoding',
    'output escaping',
    'html escaping',
  ],
  needs: { seen: reflectedMarkers },
  signs: { from: { code: headerSetups }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const answers = seen.sent.flatMap(({ method, route, field, back }) =>
      back.map((one) => ({ ...one, name: `${method} ${route}`, field })),
    );
    const findings = answers.flatMap(({ name, field, from, contentType, as }): Finding[] => {
      const found = (key: string, says: string) => [
        { key: `${key}:${name}:${field}`, says, where: { url: from, note: name } },
      ];
      if (as === 'run') return found('run', `Markup in ${field} of ${name} was run by a browser on ${from}.`);
      // In JSON or plain text a browser runs nothing.
      return as === 'sent' && /html|xml/i.test(contentType)
        ? found('reflected', `Markup in ${field} of ${name} stands in ${from} as it was sent.`)
        : [];
    });
    const pages = answers.filter(({ contentType }) => /html|xml/i.test(contentType));
    if (findings.length === 0 && pages.length === 0)
      return { abstains: 'unknown', because: 'No page showed again what was sent to it.' };
    return { looked: answers.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { sent: [search] } } }],
    fail: [
      {
        given: { seen: { sent: [{ ...search, back: [{ ...page, as: 'sent' }] }] } },
        findings: ['reflected:GET /search:q'],
      },
      {
        name: 'data that a page puts in as markup',
        given: {
          seen: {
            sent: [{ ...search, back: [{ from: '/orders', contentType: 'application/json', as: 'run' }] }],
          },
        },
        findings: ['run:GET /search:q'],
      },
    ],
    hollow: [
      {
        name: 'an API without pages',
        given: {
          seen: { sent: [{ ...search, back: [{ ...page, contentType: 'application/json', as: 'sent' }] }] },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { sent: [] } }, outcome: 'unknown' }],
  },
});
