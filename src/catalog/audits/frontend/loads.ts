import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import pageVisits from '../../evidence/page-visits.ts';
import testFiles from '../../evidence/test-files.ts';
import { visit } from '../../page-visit-example.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

/** Less than this is a spinner, a blank page or a bare error. */
const leastText = 40;

export default defineAudit({
  title: 'Key pages show real content without errors in the console',
  failureTitle: 'A key page stays empty, or throws errors in the browser',
  why: 'The server says 200 and the user sees white: a script error is an outage that no server log shows.',
  fix: 'Open the page in a browser with an empty cache, read the console, and fix what it prints. Report browser errors to your error tracker so that you see them before users tell you.',
  refs: ['Lighthouse errors-in-console'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 4,
  claims: [
    'frontend accessible and loading',
    'frontend loading',
    'frontend accessible',
    'site loads',
    'pages load',
    'homepage loads',
    'pages load correctly',
    'no console errors',
    'console errors',
    'all pages load',
    'no javascript errors',
    'website loads',
    'frontend loads',
    'all pages accessible',
    'static pages',
  ],
  when: ['frontend', 'pages'],
  needs: { seen: pageVisits },
  signs: { from: { t: testFiles }, look: ({ t }) => testsOfKind(t, ['e2e', 'component']) },
  judge({ seen }) {
    const crippled = seen.pages.find(({ requests }) =>
      requests.some(
        (request) =>
          request.thirdParty && request.failure !== undefined && /^(script|style|api)$/.test(request.kind),
      ),
    );
    const findings = seen.pages.flatMap(
      ({ path, url, status, textLength, consoleErrors, pageErrors }): Finding[] => {
        const where = { url };
        if (status >= 400) return [{ key: `status:${path}`, says: `${path} answers ${status}.`, where }];
        const error = pageErrors[0] ?? consoleErrors[0];
        if (textLength < leastText)
          return [
            {
              key: `empty:${path}`,
              says: `${path} shows ${textLength} characters${error === undefined ? '' : `; the console says: ${error}`}.`,
              where,
            },
          ];
        if (error === undefined) return [];
        return [
          {
            key: `errors:${path}`,
            says: `${path} prints ${pageErrors.length + consoleErrors.length} errors, first: ${error}`,
            where,
          },
        ];
      },
    );
    if (crippled && findings.length > 0)
      return {
        abstains: 'unknown',
        because: `${crippled.path} needs another site, which was not reached; its errors may come from there`,
      };
    return seen.pages.length === 0
      ? { abstains: 'unknown', because: 'no page was visited' }
      : { looked: seen.pages.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { browser: 'chromium', pages: [visit({})] } } }],
    fail: [
      {
        name: 'a 200 with nothing on it',
        given: { seen: { browser: 'chromium', pages: [visit({ textLength: 0 })] } },
        findings: ['empty:/'],
      },
      {
        given: {
          seen: { browser: 'chromium', pages: [visit({ pageErrors: ['TypeError: x is undefined'] })] },
        },
        findings: ['errors:/'],
      },
      { given: { seen: { browser: 'chromium', pages: [visit({ status: 500 })] } }, findings: ['status:/'] },
    ],
    absent: [{ given: { seen: { browser: 'chromium', pages: [] } }, outcome: 'unknown' }],
  },
});
