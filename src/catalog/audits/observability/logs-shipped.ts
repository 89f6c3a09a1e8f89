import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import logCanary from '../../evidence/log-canary.ts';
import monitoring from '../../evidence/monitoring.ts';

const run = { aggregator: 'loki', watchedMs: 120_000 };

export default defineAudit({
  title: 'A log line is found where logs are searched within a minute',
  failureTitle: 'A log line does not arrive where logs are searched',
  why: 'The container that failed is gone, and with it the only line that told why.',
  fix: 'Carry the output of every container away (Promtail or Alloy to Loki, the log driver of the platform, an OpenTelemetry collector), and search for one request id to see that it works.',
  refs: ['Gruntwork production readiness', 'Twelve-Factor App XI'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'loki log aggregation configured',
    'log aggregation',
    'centralized logging',
    'centralized error logging',
    'all errors captured',
    'logging strategy',
    'logs aggregated',
    'log shipping',
    'logs shipped',
    'log collection',
    'cloudwatch logs',
    'elk',
    'loki',
    'log management',
    'centralised logging',
    'logs centralized',
    'logs collected',
    'aggregation service',
    'datadog logs',
    'logs forwarded',
    'logs are being captured',
  ],
  limits: { withinSeconds: { default: 60, unit: 's', about: 'how soon the line must be found' } },
  needs: { seen: logCanary },
  signs: {
    from: { monitoring },
    look: ({ monitoring: { logShipping } }) =>
      logShipping
        .filter(({ role }) => role === 'service')
        .map(({ file, line, kind, loaded }) => ({
          file,
          line,
          note: `${kind}${loaded.state === 'no' ? ', not started' : ''}`,
        })),
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('withinSeconds');
    const written = seen.canaries.filter((canary) => canary.written);
    const findings = written.flatMap(({ foundMs }, index): Finding[] => {
      const where = { note: seen.aggregator };
      if (foundMs === undefined)
        return [
          {
            key: `lost:${index + 1}`,
            says: `Line ${index + 1} was not found in ${seen.aggregator} within ${seen.watchedMs / 1_000} s.`,
            where,
          },
        ];
      if (foundMs <= value * 1_000) return [];
      return [
        {
          key: `late:${index + 1}`,
          says: `Line ${index + 1} was found after ${Math.round(foundMs / 1_000)} s; ${from} allows ${value}.`,
          where,
        },
      ];
    });
    if (written.length === 0 && seen.canaries.length > 0)
      return { abstains: 'unknown', because: 'The service did not write the line, so it could not arrive.' };
    return { looked: written.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { ...run, canaries: [{ written: true, foundMs: 8_000 }] } } }],
    fail: [{ given: { seen: { ...run, canaries: [{ written: true }] } }, findings: ['lost:1'] }],
    hollow: [
      {
        name: 'nothing was written',
        given: { seen: { ...run, canaries: [{ written: false }] } },
        outcome: 'unknown',
      },
    ],
    notApplicable: [{ name: 'no line was sent', given: { seen: { ...run, canaries: [] } } }],
  },
});
