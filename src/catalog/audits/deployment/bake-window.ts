import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import monitoring from '../../evidence/monitoring.ts';
import releaseWatch from '../../evidence/release-watch.ts';
import { alertsOf, placeOf } from '../../monitoring/alerts.ts';

const window = (
  name: 'first-minutes' | 'first-hour' | 'first-day',
  plannedMinutes: number,
  readings: number,
) => ({
  name,
  plannedMinutes,
  readings,
  thresholds: ['error rate', 'p95'],
  breaches: 0,
  actedOn: 0,
});
const watched = {
  version: '1.2.0',
  at: '2026-11-19T10:00:00Z',
  windows: [window('first-minutes', 5, 20), window('first-hour', 60, 60), window('first-day', 1_440, 288)],
};

export default defineAudit({
  title: 'After each release the first minutes, hour and day are watched against thresholds by machine',
  failureTitle: 'A release is not watched by machine after it is live',
  why: 'Leaks, slow queries and failing jobs show hours after a deploy, when nobody looks any more.',
  fix: 'Let the release stay in a watch of five minutes, an hour and a day with thresholds for errors, latency and memory, and act on a breach: roll back or page.',
  refs: ['Mercari production readiness', 'Google SRE Workbook, canarying releases'],
  severity: 'minor',
  state: 'trial',
  effortHours: 6,
  claims: [
    'monitor closely for first 24 hours',
    'first 30 minutes',
    'short-term monitoring',
    'long-term monitoring',
    'post-deployment monitoring',
    'immediate checks',
    'monitor metrics and logs closely',
    'monitor for 24 hours',
    'observation period',
    'soak period',
    'watch metrics after deployment',
    'monitor error rates after',
  ],
  needs: { seen: releaseWatch },
  signs: { from: { monitoring }, look: ({ monitoring: found }) => alertsOf(found).map(placeOf) },
  judge({ seen }) {
    const findings = seen.releases.flatMap(({ version, windows }): Finding[] => {
      const where = { note: version };
      const missing = (['first-minutes', 'first-hour', 'first-day'] as const).filter(
        (name) => !windows.some((one) => one.name === name && one.readings > 0 && one.thresholds.length > 0),
      );
      const unanswered = windows.filter(({ breaches, actedOn }) => breaches > actedOn);
      return [
        ...missing.map((name) => ({
          key: `unwatched:${version}:${name}`,
          says: `${version} was not watched in its ${name.replace('-', ' ')}.`,
          where,
        })),
        ...unanswered.map(({ name, breaches, actedOn }) => ({
          key: `unanswered:${version}:${name}`,
          says: `${breaches - actedOn} breaches in the ${name.replace('-', ' ')} of ${version} led to nothing.`,
          where,
        })),
      ];
    });
    return { looked: seen.releases.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { releases: [watched] } } }],
    fail: [
      {
        name: 'nobody watched the day',
        given: { seen: { releases: [{ ...watched, windows: watched.windows.slice(0, 2) }] } },
        findings: ['unwatched:1.2.0:first-day'],
      },
    ],
    hollow: [
      {
        name: 'a watch that saw a breach and did nothing',
        given: {
          seen: {
            releases: [
              {
                ...watched,
                windows: watched.windows.map((one, index) => (index === 0 ? { ...one, breaches: 2 } : one)),
              },
            ],
          },
        },
        findings: ['unanswered:1.2.0:first-minutes'],
      },
    ],
    notApplicable: [{ name: 'nothing was released', given: { seen: { releases: [] } } }],
  },
});
