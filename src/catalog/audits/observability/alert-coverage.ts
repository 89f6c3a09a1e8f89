import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import backups from '../../evidence/backups.ts';
import connections from '../../evidence/connections.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import monitoring from '../../evidence/monitoring.ts';
import { noKubernetes } from '../../kubernetes/samples.ts';
import { alertsOf, doubtsAboutAlerts, placeOf } from '../../monitoring/alerts.ts';
import { coveredKinds, kindNames, watchedBy } from '../../monitoring/coverage.ts';
import { aPrometheus, aRule, noMonitoring, theseRules } from '../../monitoring/samples.ts';

const all = [
  aRule('Down', 'up == 0'),
  aRule(
    'Errors',
    'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.01',
  ),
  aRule(
    'Slow',
    'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 0.5',
  ),
  aRule('Memory', 'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.1'),
  aRule('Disk', 'node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1'),
  aRule('Pool', 'db_pool_waiting > 5'),
  aRule('Certificate', 'probe_ssl_earliest_cert_expiry - time() < 2592000'),
  aRule('Backup', 'time() - backup_last_success_timestamp_seconds > 93600'),
];

const withDatabase = {
  kubernetes: noKubernetes,
  connections: { connections: [], skipped: [] },
  backups: {
    jobs: [],
    scripts: [],
    managed: [],
    stores: [{ file: 'compose.yaml', line: 8, name: 'db', kind: 'postgres', durable: true }],
    skipped: [],
  },
};

export default defineAudit({
  title: 'Alerts watch for failure, errors, latency, memory, disk, connections, certificate and backup age',
  failureTitle: 'Something that usually breaks is watched by no alert',
  why: 'What no alert watches is reported by users, after they were hurt.',
  fix: 'Add a rule for each that is missing; the metrics come from your own code, from node-exporter (memory, disk), the blackbox exporter (certificate) and a time stamp that the backup writes when it succeeds.',
  refs: ['Google SRE, four golden signals', 'AWS operational readiness review'],
  severity: 'major',
  state: 'stable',
  effortHours: 4,
  claims: [
    'alert rules defined',
    'alerting system',
    'critical alerts',
    'warning alerts',
    'alert rules',
    'proactive issue detection',
    'database connection failures',
    'ssl certificate expiration',
    'disk usage',
    'high memory usage',
    'connection pool exhausted',
    'service down',
    'alerts configured',
    'alerting configured',
    'alert configured',
    'alerts set up',
    'set up alerts',
    'configure alerts',
    'alerts for errors',
    'monitoring alerts',
    'alert on',
    'alarms',
    'alarm',
    'alertmanager',
    'alerting setup',
    'alerts defined',
    'prometheus alert rules',
    'error alerts',
    'critical error alert',
    'uptime alerts',
    'performance alerts',
    'alerting',
    'alerts',
    'failure alert',
    'alert management',
    'monitoring and alerting',
    'monitoring and alerts',
  ],
  needs: { monitoring, kubernetes, backups, connections },
  judge(given) {
    const alerts = alertsOf(given.monitoring);
    const watched = new Set(alerts.flatMap(({ rule }) => watchedBy(rule.expression)));
    const running = given.monitoring.prometheus.filter(
      ({ role, loaded }) => role === 'service' && loaded.state === 'yes',
    );
    const [first] = running;
    const doubts = doubtsAboutAlerts(given.monitoring);
    const noRules =
      alerts.length === 0 && first !== undefined && running.every(({ ruleFiles }) => ruleFiles.length === 0);
    if (doubts && !noRules) return { abstains: 'unknown', ...doubts };
    const bundles = given.kubernetes.documents.filter(
      ({ kind, role }) => role === 'service' && /^(HelmRelease|Application|PrometheusRule)$/.test(kind),
    );
    if (bundles.length > 0 || given.kubernetes.charts.length > 0) {
      return {
        abstains: 'unknown',
        because: 'Charts can bring alert rules of their own, which only the cluster shows.',
        signs: alerts.map(placeOf),
      };
    }
    const place = alerts[0] ? { file: alerts[0].file } : { file: first?.file ?? '' };
    const keepsData =
      given.backups.stores.some(({ durable }) => durable) ||
      given.connections.connections.some(({ aside }) => !aside);
    const findings = coveredKinds
      .filter((kind) => !watched.has(kind) && (keepsData || !/^(pool|backup)$/.test(kind)))
      .map((kind): Finding => ({
        key: `missing:${kind}`,
        says: `No alert watches for ${kindNames[kind]}.`,
        where: place,
      }));
    return { looked: alerts.length, findings };
  },
  examples: {
    pass: [{ given: { monitoring: theseRules(all), ...withDatabase } }],
    fail: [
      {
        given: { monitoring: theseRules(all.slice(0, 6)), ...withDatabase },
        findings: ['missing:certificate', 'missing:backup'],
      },
      {
        name: 'Prometheus is started without any rule',
        given: { monitoring: { ...noMonitoring, prometheus: [aPrometheus()] }, ...withDatabase },
        findings: coveredKinds.map((kind) => `missing:${kind}`),
      },
    ],
    hollow: [
      {
        name: 'a rule named for errors that watches something else',
        given: {
          monitoring: theseRules([aRule('HighErrorRate', 'up == 0'), ...all.slice(2)]),
          ...withDatabase,
        },
        findings: ['missing:errors'],
      },
      {
        name: 'rules in a file that the running Prometheus does not read',
        given: {
          monitoring: theseRules(all, {
            loaded: { state: 'no', because: 'the running program reads other files' },
          }),
          ...withDatabase,
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { monitoring: noMonitoring, ...withDatabase }, outcome: 'unknown' }],
  },
});
