import { defineAudit } from '../../../kit/audit.ts';
import monitoring from '../../evidence/monitoring.ts';
import outsideHistory from '../../evidence/outside-history.ts';

const month = { outside: true, days: 30, probes: 43_200, failed: 20, longestGapMinutes: 2, claimed: 0.999 };

export default defineAudit({
  title: 'Probes from outside support the availability that is claimed',
  failureTitle: 'Probes from outside contradict the availability that is claimed, or there are none',
  why: 'What is watched only from inside is up while users cannot reach it.',
  fix: 'Let a prober in another network ask the public address every minute (a hosted one, Gatus or the blackbox exporter on another host), keep its history for ninety days, and quote that.',
  refs: ['Google SRE, black-box monitoring'],
  severity: 'major',
  state: 'trial',
  effortHours: 2,
  claims: [
    'uptime',
    '99.9% uptime',
    'availability: 99.9%',
    'uptime target',
    'application health',
    'monitoring in place',
    '99.9%+ uptime capability',
    'uptime monitoring',
    'uptime check',
    'uptime checks',
    'uptimerobot',
    'pingdom',
    'external monitoring',
    'synthetic monitoring',
    'availability monitoring',
    'synthetic checks',
    'uptime monitor',
    'uptime robot',
    'service downtime',
    'availability',
  ],
  limits: {
    minDays: { default: 28, unit: 'days', about: 'how long a history must be to say something' },
    availabilityPercent: {
      default: 99.9,
      unit: '%',
      about: 'the availability held against, where no document claims one',
    },
    maxGapMinutes: { default: 60, unit: 'minutes', about: 'the longest time without a probe' },
  },
  needs: { seen: outsideHistory },
  signs: {
    from: { monitoring },
    look: ({ monitoring: { outsideProbes } }) =>
      outsideProbes.map(({ file, line, kind, note }) => ({ file, line, note: `${kind}: ${note}` })),
  },
  judge({ seen }, policy) {
    const days = policy.limit('minDays');
    const wanted = policy.limit('availabilityPercent');
    const gap = policy.limit('maxGapMinutes');
    if (!seen.outside)
      return {
        abstains: 'unknown',
        because: 'The prober stands in the network of the service: it does not see what users see.',
      };
    if (seen.probes === 0) {
      return {
        looked: 1,
        findings: [
          {
            key: 'none',
            says: 'No probe from outside was ever sent.',
            where: { note: 'the history of probes' },
          },
        ],
      };
    }
    const target = seen.claimed ?? wanted.value / 100;
    const reached = 1 - seen.failed / seen.probes;
    const source = seen.claimed === undefined ? wanted.from : 'the document';
    if (reached < target) {
      const says = `${(reached * 100).toFixed(3)} % of ${seen.probes} probes were answered in ${seen.days} days; ${source} says ${(target * 100).toFixed(3)} %.`;
      return {
        looked: seen.probes,
        findings: [{ key: 'below', says, where: { note: 'the history of probes' } }],
      };
    }
    if (seen.days < days.value || seen.longestGapMinutes > gap.value) {
      return {
        abstains: 'unknown',
        because: `${seen.days} days with a gap of ${seen.longestGapMinutes} minutes do not support a claim; ${days.from} asks for ${days.value} days.`,
      };
    }
    return { looked: seen.probes, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: month } }],
    fail: [
      { given: { seen: { ...month, failed: 900 } }, findings: ['below'] },
      { name: 'nobody ever looked', given: { seen: { ...month, probes: 0, failed: 0 } }, findings: ['none'] },
    ],
    hollow: [
      { name: 'asked from inside', given: { seen: { ...month, outside: false } }, outcome: 'unknown' },
      { name: 'the prober slept', given: { seen: { ...month, longestGapMinutes: 900 } }, outcome: 'unknown' },
    ],
  },
});
