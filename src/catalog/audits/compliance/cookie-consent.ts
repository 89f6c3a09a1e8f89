import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { placesAbout } from '../../documents/places.ts';
import { trackerOf } from '../../documents/trackers.ts';
import documents from '../../evidence/documents.ts';
import firstVisit from '../../evidence/first-visit.ts';

const page = {
  url: 'https://shop.acme.dev/',
  status: 200,
  textLength: 2_400,
  cookies: [],
  storage: [],
  requests: [],
};

export default defineAudit({
  title: 'A first visit sets no cookie for tracking and calls no tracker before consent',
  failureTitle: 'A first visit is tracked before anybody consented',
  why: 'People are followed before they could say no. Complaints and fines for it need no proof beyond a browser.',
  fix: 'Load analytics and advertising only after consent; until then keep cookies to those without which the page does not work.',
  refs: ['GDPR Art. 6', 'Directive 2002/58/EC Art. 5(3)'],
  severity: 'minor',
  state: 'trial',
  effortHours: 6,
  claims: [
    'cookie consent',
    'cookie consent implemented',
    'cookie banner',
    'consent banner',
    'cookie policy',
    'consent management',
  ],
  needs: { seen: firstVisit },
  signs: { from: { written: documents }, look: ({ written }) => placesAbout(written.documents, 'cookies') },
  judge({ seen }) {
    const shown = seen.pages.filter((one) => one.status === 200 && one.textLength > 0);
    if (shown.length === 0) return { abstains: 'unknown', because: 'No page with content could be opened.' };
    const findings = new Map<string, Finding>();
    for (const { url, cookies, requests } of shown) {
      for (const { name, domain } of cookies) {
        const tracker = trackerOf({ cookie: name, host: domain });
        if (tracker)
          findings.set(`cookie:${name}`, {
            key: `cookie:${name}`,
            says: `${url} sets the cookie ${name} of ${tracker} before consent.`,
            where: { url },
          });
      }
      for (const { host, thirdParty } of requests) {
        const tracker = thirdParty ? trackerOf({ host }) : undefined;
        if (tracker)
          findings.set(`request:${host}`, {
            key: `request:${host}`,
            says: `${url} calls ${host} (${tracker}) before consent.`,
            where: { url },
          });
      }
    }
    return { looked: shown.length, findings: [...findings.values()] };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            pages: [
              {
                ...page,
                cookies: [{ name: 'session', domain: 'shop.acme.dev', thirdParty: false }],
                requests: [
                  { url: 'https://fonts.acme.dev/a.woff2', host: 'fonts.acme.dev', thirdParty: true },
                ],
              },
            ],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            pages: [
              {
                ...page,
                cookies: [{ name: '_ga', domain: '.acme.dev', thirdParty: false, lifetimeDays: 730 }],
                requests: [
                  {
                    url: 'https://www.google-analytics.com/g/collect',
                    host: 'www.google-analytics.com',
                    thirdParty: true,
                  },
                ],
              },
            ],
          },
        },
        findings: ['cookie:_ga', 'request:www.google-analytics.com'],
      },
    ],
    hollow: [
      { name: 'an empty page', given: { seen: { pages: [{ ...page, textLength: 0 }] } }, outcome: 'unknown' },
    ],
    absent: [{ given: { seen: { pages: [] } }, outcome: 'unknown' }],
  },
});
