import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { aComposeFile, aService } from '../../compose/samples.ts';
import compose from '../../evidence/compose.ts';
import metricNames from '../../evidence/metric-names.ts';
import monitoring from '../../evidence/monitoring.ts';
import { metricSources } from '../../monitoring/metric-sources.ts';
import {
  aDashboard,
  aRule,
  noMetrics,
  noMonitoring,
  registers,
  theseRules,
} from '../../monitoring/samples.ts';
import type { Expression } from '../../monitoring/types.ts';

const exporter = {
  file: 'compose.yaml',
  line: 9,
  service: 'node',
  program: 'node-exporter',
  role: 'service' as const,
};
const stack = {
  compose: aComposeFile({ services: [aService({ build: { line: 3, context: '', exists: 'folder' } })] }),
};
const watched = (...expressions: readonly string[]) => ({
  ...theseRules(expressions.map((expression, index) => aRule(`Rule${index}`, expression))),
  stack: [exporter],
});

export default defineAudit({
  title: 'Every metric that rules and dashboards ask for is shown by something',
  failureTitle: 'A rule or dashboard asks for a metric that nothing shows',
  why: 'An alert on a metric that does not exist never fires, and nobody is told that it cannot.',
  fix: 'Compare the names in the rule with what the service shows under /metrics; rename one of them, or start the exporter that brings it. `pint lint` and a test of the rules in CI keep it so.',
  refs: ['Pint, promql/series', 'Prometheus naming conventions'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'alert rules defined',
    'prometheus metrics',
    'metric definitions',
    'grafana dashboards',
    'custom exporter',
    'alert rules',
  ],
  needs: { monitoring, code: metricNames, compose },
  judge(given) {
    const asked = askedMetrics(given.monitoring);
    const sources = metricSources(given.monitoring, given.code, given.compose);
    const findings: Finding[] = [];
    const doubts: Where[] = [];
    for (const { metric, by, where } of asked) {
      const found = sources.find(metric);
      if (found === 'exists') continue;
      if (found === 'nowhere' && sources.doubts.length === 0) {
        findings.push({
          key: `${where.file}:${by}:${metric}`,
          says: `${by} asks for ${metric}, which nothing here shows.`,
          where,
        });
      } else doubts.push({ ...where, note: `${metric} shows only in a live scrape` });
    }
    if (findings.length > 0) return { looked: asked.length, findings };
    if (doubts.length > 0) {
      const because = 'Some metrics come from sources whose names are not written here; a live scrape tells.';
      return { abstains: 'unknown', because, signs: [...doubts, ...sources.doubts] };
    }
    if (asked.length === 0)
      return {
        abstains: 'unknown',
        because: 'No rule or dashboard that is known to be loaded asks for a metric.',
      };
    return { looked: asked.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          ...stack,
          monitoring: watched('rate(orders_total[5m]) > 1', 'node_load1 > 8'),
          code: registers('orders_total'),
        },
      },
    ],
    fail: [
      {
        name: 'the code calls it something else',
        given: {
          ...stack,
          monitoring: watched('rate(http_errors_total[5m]) > 1'),
          code: registers('http_failures_total'),
        },
        findings: ['monitoring/rules.yml:Rule0:http_errors_total'],
      },
      {
        name: 'a dashboard of another service',
        given: {
          ...stack,
          monitoring: { ...watched('node_load1 > 8'), dashboards: [aDashboard('payments_total')] },
          code: registers('orders_total'),
        },
        findings: ['monitoring/dashboard.json:Panel:payments_total'],
      },
    ],
    hollow: [
      {
        name: 'an exporter that may show it, and may not',
        given: { ...stack, monitoring: watched('node_made_up_value > 1'), code: registers('orders_total') },
        outcome: 'unknown',
      },
      {
        name: 'code that puts its names together',
        given: {
          ...stack,
          monitoring: watched('rate(http_errors_total[5m]) > 1'),
          code: {
            ...noMetrics,
            computed: [
              { file: 'src/metrics.ts', line: 4, note: 'the name of a counter is put together at run time' },
            ],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { ...stack, monitoring: noMonitoring, code: noMetrics }, outcome: 'unknown' }],
  },
});

/** Each metric once per rule and panel that asks for it. */
function askedMetrics({ rules, dashboards }: Parameters<typeof metricSources>[0]) {
  const ask = (by: string, file: string, line: number, expression: Expression) =>
    (expression.valid ? expression.metrics : []).map((metric) => ({ metric, by, where: { file, line } }));
  const fromRules = rules
    .filter(({ role, loaded, format }) => role === 'service' && loaded.state === 'yes' && format !== 'loki')
    .flatMap(({ file, groups }) =>
      groups.flatMap((group) =>
        group.rules.flatMap((rule) => ask(rule.name, file, rule.line, rule.expression)),
      ),
    );
  const fromPanels = dashboards
    .filter(({ role, loaded }) => role === 'service' && loaded.state === 'yes')
    .flatMap(({ file, panels }) =>
      panels.flatMap(({ title, queries }) =>
        queries.flatMap(({ line, expression }) => ask(title, file, line, expression)),
      ),
    );
  return [...fromRules, ...fromPanels];
}
