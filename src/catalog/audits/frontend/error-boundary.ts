import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import componentCrashes from '../../evidence/component-crashes.ts';
import manifests from '../../evidence/manifests.ts';
import { packagesThat } from '../../frontend-signs.ts';

export default defineAudit({
  title: 'A component that fails shows a fallback and is reported',
  failureTitle: 'A component that fails takes the page with it, or nobody hears of it',
  why: 'One broken widget turns the whole page white, and the team learns of it from a screenshot.',
  fix: 'Put error boundaries round the parts of a page (React `ErrorBoundary`, Vue `errorCaptured`, Angular `ErrorHandler`, SvelteKit `+error.svelte`), show what still works, and send the error to the tracker.',
  refs: ['React error boundaries'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'error boundaries',
    'react error boundaries',
    'error boundary',
    'fallback ui',
    'error pages',
    'custom error pages',
    'fallback component',
  ],
  when: ['frontend'],
  needs: { seen: componentCrashes },
  signs: {
    from: { m: manifests },
    look: ({ m }) =>
      packagesThat(
        m,
        /^(react-error-boundary|@sentry\/(react|vue|angular|svelte|browser|nextjs)|@bugsnag\/.*|@datadog\/browser-rum|posthog-js)$/,
      ),
  },
  judge({ seen }) {
    const findings = seen.crashes.flatMap(
      ({ url, path, how, textLengthBefore, textLengthAfter, fallback, reported }): Finding[] => {
        const where = { url };
        // A page that keeps less than a tenth of its text is gone.
        if (!fallback && textLengthAfter < textLengthBefore / 10)
          return [{ key: `blank:${path}`, says: `${path} went blank after ${how}.`, where }];
        if (!fallback)
          return [
            { key: `no-fallback:${path}`, says: `${path} says nothing to the user after ${how}.`, where },
          ];
        return reported
          ? []
          : [
              {
                key: `not-reported:${path}`,
                says: `${path} shows a fallback after ${how}, and reports the error to nobody.`,
                where,
              },
            ];
      },
    );
    return seen.crashes.length === 0
      ? { abstains: 'unknown', because: 'no component was made to fail' }
      : { looked: seen.crashes.length, findings };
  },
  examples: {
    pass: [{ given: { seen: crashed({}) } }],
    fail: [
      { given: { seen: crashed({ fallback: false, textLengthAfter: 0 }) }, findings: ['blank:/orders'] },
      { given: { seen: crashed({ reported: false }) }, findings: ['not-reported:/orders'] },
    ],
    absent: [{ given: { seen: { crashes: [] } }, outcome: 'unknown' }],
  },
});

type Crash = Given<{ seen: typeof componentCrashes }>['seen']['crashes'][number];

function crashed(change: Partial<Crash>): { crashes: Crash[] } {
  const page = { url: 'http://127.0.0.1:4100/orders', path: '/orders', how: 'an order without a total' };
  return {
    crashes: [
      { ...page, textLengthBefore: 900, textLengthAfter: 700, fallback: true, reported: true, ...change },
    ],
  };
}
