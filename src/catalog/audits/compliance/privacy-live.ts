import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import legalPages, { type LegalPage } from '../../evidence/legal-pages.ts';

const minWords = 80;
const undated: LegalPage = {
  kind: 'privacy',
  foundBy: 'link',
  url: 'https://shop.acme.dev/privacy',
  status: 200,
  contentType: 'text/html',
  words: 900,
  blanks: [],
};
const page: LegalPage = { ...undated, dated: '2026-03-01' };
const start = 'https://shop.acme.dev/';

export default defineAudit({
  title: 'The service links to a privacy policy that is live, dated and filled in',
  failureTitle: 'The service has no live, dated a privacy policy',
  why: 'People cannot see what happens to their data, and a regulator finds it in a minute.',
  fix: 'Serve the page under a stable address, link it from every page, and write on it since when it holds.',
  refs: ['GDPR Art. 13'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'privacy policy',
    'privacy policy updated',
    'privacy notice',
    'privacy page',
    'privacy policy published',
  ],
  needs: { seen: legalPages },
  signs: { from: { written: documents }, look: ({ written }) => placesAbout(written.documents, 'privacy') },
  judge({ seen }) {
    const pages = seen.pages.filter((one) => one.kind === 'privacy');
    const live = pages.filter((one) => one.status === 200);
    if (live.length === 0) {
      const [dead] = pages;
      const says = dead
        ? `${dead.url} answers ${dead.status}.`
        : 'The start page links to none, and no usual address has it.';
      return { looked: 1, findings: [{ key: 'absent', says, where: { url: dead?.url ?? seen.startUrl } }] };
    }
    const findings: Finding[] = [];
    for (const { url, words, dated, blanks } of live) {
      if (words < minWords)
        findings.push({ key: `thin:${url}`, says: `${url} has ${words} words.`, where: { url } });
      else if (blanks.length > 0)
        findings.push({
          key: `blanks:${url}`,
          says: `${url} still has blanks of its template: ${blanks[0]}.`,
          where: { url },
        });
      else if (dated === undefined)
        findings.push({
          key: `undated:${url}`,
          says: `${url} does not say since when it holds.`,
          where: { url },
        });
    }
    return { looked: live.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { startUrl: start, pages: [page], tried: [] } } }],
    fail: [
      {
        given: { seen: { startUrl: start, pages: [undated], tried: [] } },
        findings: ['undated:https://shop.acme.dev/privacy'],
      },
      {
        name: 'a dead link',
        given: { seen: { startUrl: start, pages: [{ ...page, status: 404 }], tried: [] } },
        findings: ['absent'],
      },
    ],
    hollow: [
      {
        name: 'a template with blanks',
        given: { seen: { startUrl: start, pages: [{ ...page, blanks: ['[Company name]'] }], tried: [] } },
        findings: ['blanks:https://shop.acme.dev/privacy'],
      },
    ],
    absent: [
      {
        given: { seen: { startUrl: start, pages: [], tried: [{ url: `${start}privacy`, status: 404 }] } },
        findings: ['absent'],
      },
    ],
  },
});
