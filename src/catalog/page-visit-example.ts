import type { PageVisit } from './evidence/page-visits.ts';

/** One good visit, for the examples of audits; the change makes it bad. */
export function visit(change: Partial<PageVisit>): PageVisit {
  const url = 'http://127.0.0.1:4100/';
  const api = {
    url: `${url}api/orders`,
    method: 'GET',
    kind: 'api' as const,
    status: 200,
    thirdParty: false,
    mixed: false,
  };
  return {
    url,
    path: '/',
    status: 200,
    textLength: 900,
    elements: 140,
    consoleErrors: [],
    pageErrors: [],
    requests: [api],
    widths: [360, 768, 1280].map((width) => ({
      width,
      contentWidth: width,
    })),
    scripts: [
      {
        url: `${url}assets/app.js`,
        thirdParty: false,
        integrity: false,
      },
    ],
    ...change,
  };
}
