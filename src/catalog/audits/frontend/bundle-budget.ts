import { defineAudit } from '../../../kit/audit.ts';
import manifests from '../../evidence/manifests.ts';
import pageTimings from '../../evidence/page-timings.ts';
import { packagesThat } from '../../frontend-signs.ts';
import { measure, timing, timingsOf } from '../../page-timing.ts';

export default defineAudit({
  title: 'Key pages send no more script than the budget',
  failureTitle: 'A key page sends more script than the budget',
  why: 'Script is the most expensive thing to send to a phone: it must be fetched, parsed and run before anything answers.',
  fix: 'Find what is big (`vite-bundle-visualizer`, `@next/bundle-analyzer`), load it only where it is used, replace it by something smaller, and hold the budget in CI with size-limit.',
  refs: ['Lighthouse total-byte-weight', 'web.dev performance budgets'],
  severity: 'minor',
  state: 'trial',
  effortHours: 8,
  claims: [
    'bundle size',
    'bundle budget',
    'code splitting',
    'bundle optimization',
    'bundle analyzed',
    'bundle sizes',
    'lazy loading',
    'minified',
    'assets optimized',
    'bundle analysis',
    'image optimization',
    'images optimized',
    'tree shaking',
    'gzip compression',
    'asset optimization',
    'css/js minified',
  ],
  when: ['frontend', 'pages'],
  limits: {
    scriptBytes: { default: 350_000, unit: 'bytes', about: 'Script of one page as it comes over the wire.' },
  },
  needs: { seen: pageTimings },
  signs: {
    from: { m: manifests },
    look: ({ m }) =>
      packagesThat(
        m,
        /^(size-limit|@size-limit\/.*|bundlesize|@next\/bundle-analyzer|rollup-plugin-visualizer|webpack-bundle-analyzer)$/,
      ),
  },
  judge: ({ seen }, policy) =>
    measure(seen.pages, (page) => page.scriptBytes, policy.limit('scriptBytes'), 'bytes of script'),
  examples: {
    pass: [{ given: { seen: timingsOf(timing({})) } }],
    fail: [
      {
        given: { seen: timingsOf(timing({ scriptBytes: [900_000, 900_000, 900_000] })) },
        findings: ['over:/'],
      },
    ],
    hollow: [
      {
        name: 'one visit',
        given: { seen: timingsOf(timing({ scriptBytes: [10_000] })) },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: timingsOf() }, outcome: 'unknown' }],
  },
});
