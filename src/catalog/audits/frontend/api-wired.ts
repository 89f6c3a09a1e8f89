import { defineAudit } from '../../../kit/audit.ts';
import pageVisits, { type PageVisit } from '../../evidence/page-visits.ts';
import envRead from '../../evidence/env-read.ts';
import { visit } from '../../page-visit-example.ts';

/** Variables that tell pages where the API is. */
const publicAddress =
  /^(VITE|NEXT_PUBLIC|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC)_\w*(API|URL|HOST|BACKEND|ENDPOINT)/;

export default defineAudit({
  title: 'The API calls of key pages succeed, without mixed content',
  failureTitle: 'A key page calls an API that does not answer, or mixes in plain HTTP',
  why: 'A page that points at the wrong address, or at plain HTTP, looks finished and does nothing.',
  fix: 'Set the API address per environment at build or start, let CORS allow exactly the page’s origin, and use HTTPS for everything a page loads.',
  refs: ['Lighthouse network-requests', 'Mixed Content (W3C)'],
  severity: 'major',
  state: 'trial',
  effortHours: 4,
  claims: [
    'api integration',
    'frontend compatibility',
    'api integration working',
    'frontend connected',
    'api wired',
    'api calls work',
    'frontend connects to',
    'frontend api',
  ],
  when: ['frontend'],
  needs: { seen: pageVisits },
  signs: {
    from: { e: envRead },
    look: ({ e }) =>
      e.reads
        .filter(({ name }) => publicAddress.test(name))
        .map(({ file, line, name }) => ({ file, line, note: name })),
  },
  judge({ seen }) {
    const calls = seen.pages.flatMap((page) => page.requests.filter((request) => request.kind === 'api'));
    const findings = seen.pages.flatMap((page) =>
      page.requests.flatMap((request) => problemOf(page, request)),
    );
    if (findings.length > 0) return { looked: calls.length, findings };
    if (calls.length === 0) return { abstains: 'unknown', because: 'no visited page called an API' };
    return { looked: calls.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: { browser: 'chromium', pages: [visit({})] } } }],
    fail: [
      {
        given: { seen: { browser: 'chromium', pages: [visit({ requests: [call({ status: 404 })] })] } },
        findings: ['status:/:GET /api/orders'],
      },
      {
        name: 'the browser refused the answer',
        given: {
          seen: {
            browser: 'chromium',
            pages: [visit({ requests: [call({ status: undefined, failure: 'blocked by CORS' })] })],
          },
        },
        findings: ['failed:/:GET /api/orders'],
      },
      {
        given: { seen: { browser: 'chromium', pages: [visit({ requests: [call({ mixed: true })] })] } },
        findings: ['mixed:/:GET /api/orders'],
      },
    ],
    hollow: [
      {
        name: 'a page that calls nothing',
        given: { seen: { browser: 'chromium', pages: [visit({ requests: [] })] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { browser: 'chromium', pages: [] } }, outcome: 'unknown' }],
  },
});

type Request = PageVisit['requests'][number];

function problemOf(page: PageVisit, { url, method, kind, status, failure, mixed, thirdParty }: Request) {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  const what = `${page.path}:${method} ${path}`;
  const where = { url: page.url };
  if (mixed) return [{ key: `mixed:${what}`, says: `${page.path} loads ${path} by plain HTTP.`, where }];
  if (kind !== 'api' || thirdParty) return [];
  if (status === undefined)
    return [
      {
        key: `failed:${what}`,
        says: `${page.path} calls ${method} ${path}: ${failure ?? 'no answer'}.`,
        where,
      },
    ];
  // 401 before logging in is an answer a page can live with.
  if (status < 400 || status === 401) return [];
  return [
    { key: `status:${what}`, says: `${page.path} calls ${method} ${path}, which answers ${status}.`, where },
  ];
}

function call(change: Partial<Request>): Request {
  const url = 'http://127.0.0.1:4100/api/orders';
  return { url, method: 'GET', kind: 'api', status: 200, thirdParty: false, mixed: false, ...change };
}
