import { defineAudit } from '../../../kit/audit.ts';
import pageTimings from '../../evidence/page-timings.ts';
import manifests from '../../evidence/manifests.ts';
import { packagesThat } from '../../frontend-signs.ts';
import { leastVisits, measure, timing, timingsOf } from '../../page-timing.ts';

export default defineAudit({
  title: 'Key pages load within the limit on a mobile profile, by the median of five visits',
  failureTitle: 'A key page loads too slowly on a mobile profile',
  why: 'Every second of waiting loses users, most of them on phones that are four times slower than the machine it was built on.',
  fix: 'Look at the largest element and at what blocks it: split the bundle, send images in the right size, preload the font, render the first screen on the server, and cache what does not change.',
  refs: ['Lighthouse largest-contentful-paint', 'web.dev Core Web Vitals'],
  severity: 'minor',
  state: 'trial',
  effortHours: 16,
  claims: [
    'frontend initial load',
    'page load',
    'load time',
    'initial load < 3s',
    'largest contentful paint',
    'lcp',
    'first contentful paint',
    'time to interactive',
    'core web vitals',
    'lighthouse score',
    'lighthouse',
    'page speed',
    'pagespeed',
    'page load time',
    'page loads',
    'web vitals',
    'homepage loads',
    'initial load',
  ],
  when: ['frontend', 'pages'],
  limits: { loadMs: { default: 3_000, unit: 'ms', about: 'Until the largest element is painted.' } },
  needs: { seen: pageTimings },
  signs: {
    from: { m: manifests },
    look: ({ m }) => packagesThat(m, /^(@lhci\/cli|lighthouse|web-vitals|size-limit|bundlesize)$/),
  },
  judge: ({ seen }, policy) =>
    measure(
      seen.pages,
      (page) => page.largestPaintMs,
      policy.limit('loadMs'),
      'ms until the largest element is painted',
    ),
  examples: {
    pass: [{ given: { seen: timingsOf(timing({})) } }],
    fail: [
      {
        given: { seen: timingsOf(timing({ largestPaintMs: [4_100, 4_200, 4_150, 4_300, 4_000] })) },
        findings: ['over:/'],
      },
    ],
    hollow: [
      {
        name: `fewer than ${leastVisits} visits`,
        given: { seen: timingsOf(timing({ largestPaintMs: [900] })) },
        outcome: 'unknown',
      },
      {
        name: 'the visits disagree on the limit',
        given: { seen: timingsOf(timing({ largestPaintMs: [1_000, 1_100, 2_900, 6_000, 6_100] })) },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: timingsOf() }, outcome: 'unknown' }],
  },
});
