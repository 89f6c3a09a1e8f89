import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import monitoring from '../../evidence/monitoring.ts';
import readinessClaims from '../../evidence/readiness-claims.ts';
import { alertsOf, doubtsAboutAlerts, placeOf } from '../../monitoring/alerts.ts';
import { againstChecklist } from '../../monitoring/checklist.ts';
import { meaningOf } from '../../monitoring/meaning.ts';
import { aRule, noMonitoring, theseRules } from '../../monitoring/samples.ts';

const noClaims = { documents: [], skipped: [] };
const listing = (text: string, value: number) => ({
  documents: [
    {
      file: 'PRODUCTION_READINESS.md',
      standing: 'current' as const,
      claims: [
        {
          line: 9,
          text,
          under: ['Critical Alerts'],
          form: 'item' as const,
          inherited: false,
          figures: [{ kind: 'share' as const, text: `> ${value}%`, value, unit: '%' }],
          blank: false,
        },
      ],
    },
  ],
  skipped: [],
});
const failing = 'rate(http_requests_total{status=~"5.."}[5m])';
const share = `sum(${failing}) / sum(rate(http_requests_total[5m]))`;

export default defineAudit({
  title: 'Every alert computes what its words say: ratios are ratios, units and thresholds agree',
  failureTitle: 'An alert computes something else than its words say',
  why: 'The alert stays silent while users see errors, or cries all night: either way nobody believes it when it matters.',
  fix: 'Divide failing by all requests before you compare with a share (`sum(rate(errors[5m])) / sum(rate(requests[5m])) > 0.05` for 5 %), write the threshold in the unit of the metric, and test the rule with `promtool test rules`.',
  refs: ['Google SRE Workbook, Alerting on SLOs', 'Prometheus naming conventions', 'Pint'],
  severity: 'major',
  state: 'stable',
  effortHours: 2,
  claims: [
    'alert rules',
    'critical alerts',
    'warning alerts',
    'alerting rules',
    'alert thresholds',
    'error rate >',
    'response time >',
    'memory usage >',
    'disk usage >',
    'alert threshold',
    'cpu >',
    'latency >',
    'alerts tuned',
    'threshold alerts',
    'alert severity',
  ],
  needs: { monitoring, claims: readinessClaims },
  judge(given) {
    const alerts = alertsOf(given.monitoring).filter(({ format }) => format !== 'loki');
    const judged = alerts.map((alert) => ({ alert, meaning: meaningOf(alert.rule) }));
    const listed = againstChecklist(given.claims, alerts);
    const own = judged.flatMap(({ alert, meaning }) =>
      meaning.wrong.map(({ kind, says }): Finding => ({
        key: `${kind}:${alert.file}:${alert.rule.name}`,
        says: `${alert.rule.name}: ${says}.`,
        where: placeOf(alert),
      })),
    );
    const findings = [...own, ...listed.findings];
    const looked = judged.reduce((sum, { meaning }) => sum + meaning.compared, listed.compared);
    if (findings.length > 0) return { looked, findings };
    const doubts = doubtsAboutAlerts(given.monitoring);
    if (doubts) return { abstains: 'unknown', ...doubts };
    if (looked === 0) {
      const because =
        'No alert states a number in its summary or description that its expression could be held against.';
      return { abstains: 'unknown', because, signs: alerts.map(placeOf) };
    }
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          claims: noClaims,
          monitoring: theseRules([
            aRule('ErrorRateHigh', `${share} > 0.05`, {
              says: 'More than 5% of the requests fail',
              for: '5m',
            }),
          ]),
        },
      },
      {
        name: 'free memory, said as used',
        given: {
          claims: noClaims,
          monitoring: theseRules([
            aRule('MemoryLow', 'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.1', {
              says: 'Memory usage is above 90%',
            }),
          ]),
        },
      },
      {
        name: 'the wait and the window are not the threshold',
        given: {
          claims: noClaims,
          monitoring: theseRules([
            aRule(
              'Slow',
              'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 0.5',
              {
                says: '95th percentile above 500ms over 5 minutes, for 10 minutes',
                for: '10m',
              },
            ),
          ]),
        },
      },
    ],
    fail: [
      {
        name: 'errors per second instead of a share',
        given: {
          claims: noClaims,
          monitoring: theseRules([
            aRule('HighErrorRate', `sum(${failing}) > 0.05`, { says: 'Error rate is above 5%' }),
          ]),
        },
        findings: ['not-a-ratio:monitoring/rules.yml:HighErrorRate'],
      },
      {
        name: 'a ratio compared with a percentage',
        given: {
          claims: noClaims,
          monitoring: theseRules([aRule('HighErrorRate', `${share} > 5`, { says: 'Error rate above 5%' })]),
        },
        findings: ['percent:monitoring/rules.yml:HighErrorRate'],
      },
      {
        name: 'milliseconds said, seconds compared, and another percentile',
        given: {
          claims: noClaims,
          monitoring: theseRules([
            aRule(
              'SlowP99',
              'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 500',
              { says: 'p99 above 500 ms' },
            ),
          ]),
        },
        findings: ['unit:monitoring/rules.yml:SlowP99', 'quantile:monitoring/rules.yml:SlowP99'],
      },
      {
        name: 'another threshold than the checklist lists',
        given: {
          claims: listing('Error rate > 1%', 1),
          monitoring: theseRules([
            aRule('Errors', `${share} > 0.05`, { says: 'More than 5% of the requests fail' }),
          ]),
        },
        findings: ['checklist:PRODUCTION_READINESS.md:errors:> 1%'],
      },
    ],
    hollow: [
      {
        name: 'rules that nothing is known to read',
        given: {
          claims: noClaims,
          monitoring: theseRules([aRule('ErrorRateHigh', `${share} > 0.05`, { says: 'More than 5% fail' })], {
            loaded: { state: 'unknown' },
          }),
        },
        outcome: 'unknown',
      },
      {
        name: 'alerts that state no number',
        given: {
          claims: noClaims,
          monitoring: theseRules([aRule('Down', 'up == 0', { says: 'The service is down' })]),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { claims: noClaims, monitoring: noMonitoring }, outcome: 'unknown' }],
  },
});
