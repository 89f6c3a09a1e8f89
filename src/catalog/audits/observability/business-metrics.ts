import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import businessReadings from '../../evidence/business-readings.ts';
import metricsSetups from '../../evidence/metrics-setups.ts';
import { placesOf } from '../../probing/code-signs.ts';

const minDays = 7;
const values = [
  { at: '2026-11-13T00:00:00Z', value: 120 },
  { at: '2026-11-16T00:00:00Z', value: 180 },
  { at: '2026-11-20T00:00:00Z', value: 240 },
];
const orders = { name: 'orders_total', about: 'orders', values };

export default defineAudit({
  title: 'The business metrics that the team declared exist, and moved within the last seven days',
  failureTitle: 'A declared business metric does not exist, or stands still',
  why: 'All technical lights are green while nobody can register; only the number of registrations would have told.',
  fix: 'Count what customers come for (registrations, orders, payments) where it happens in the code, and draw it beside the technical metrics; alert when it stops.',
  refs: ['Microservices: production-ready services (Fowler)', 'Google SRE Workbook: monitoring'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'business metrics',
    'business kpis',
    'user metrics',
    'user activity',
    'active users metric',
    'registration metrics',
    'conversion metrics',
    'event metrics',
    'websocket metrics',
    'user authentication metrics',
    'normal traffic patterns',
    'usage analytics',
  ],
  needs: { seen: businessReadings },
  signs: { from: { code: metricsSetups }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    if (seen.metrics.length === 0)
      return { abstains: 'unknown', because: 'No metric was named that tells how the business goes.' };
    const findings = seen.metrics.flatMap(({ name, about, values: read }): Finding[] => {
      const found = (key: string, says: string) => [{ key: `${key}:${name}`, says, where: { note: name } }];
      if (read.length === 0) return found('missing', `The metrics server knows no ${name} (${about}).`);
      const stands = new Set(read.map(({ value }) => value)).size === 1;
      return stands && seen.spanDays >= minDays
        ? found('still', `${name} (${about}) was ${read[0]?.value ?? 0} for ${seen.spanDays} days.`)
        : [];
    });
    if (findings.length === 0 && seen.spanDays < minDays)
      return { abstains: 'unknown', because: `The readings cover ${seen.spanDays} days of ${minDays}.` };
    return { looked: seen.metrics.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { spanDays: 7, metrics: [orders] } } }],
    fail: [
      {
        given: {
          seen: { spanDays: 7, metrics: [orders, { name: 'sign_ups', about: 'sign-ups', values: [] }] },
        },
        findings: ['missing:sign_ups'],
      },
    ],
    hollow: [
      {
        name: 'a metric that nobody counts up',
        given: {
          seen: { spanDays: 7, metrics: [{ ...orders, values: values.map(({ at }) => ({ at, value: 0 })) }] },
        },
        findings: ['still:orders_total'],
      },
      {
        name: 'only since yesterday',
        given: { seen: { spanDays: 1, metrics: [orders] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { spanDays: 7, metrics: [] } }, outcome: 'unknown' }],
  },
});
