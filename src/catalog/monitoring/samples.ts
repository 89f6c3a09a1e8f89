import type metricNamesEvidence from '../evidence/metric-names.ts';
import { readPromql } from './promql.ts';
import type { Monitoring, PrometheusConfig, Rule, RuleFile } from './types.ts';

type MetricNames = ReturnType<(typeof metricNamesEvidence)['schema']['parse']>;

/** Small monitoring evidence for the examples of audits. */
export const noMonitoring: Monitoring = {
  prometheus: [],
  rules: [],
  alertmanager: [],
  dashboards: [],
  logShipping: [],
  outsideProbes: [],
  objectives: [],
  stack: [],
  skipped: [],
};

const loadedByCompose = { state: 'yes', by: { file: 'compose.yaml', line: 20 } } as const;

export function aRule(
  name: string,
  expression: string,
  options: { readonly says?: string; readonly for?: string; readonly runbook?: string } = {},
): Rule {
  const annotations = [
    ...(options.says === undefined ? [] : [{ name: 'summary', text: options.says, line: 6 }]),
    ...(options.runbook === undefined ? [] : [{ name: 'runbook_url', text: options.runbook, line: 7 }]),
  ];
  return {
    kind: 'alert',
    name,
    line: 4,
    expression: readPromql(expression),
    ...(options.for === undefined ? {} : { for: options.for }),
    labels: {},
    annotations,
  };
}

export function theseRules(rules: readonly Rule[], options: Partial<RuleFile> = {}): Monitoring {
  const file: RuleFile = {
    file: 'monitoring/rules.yml',
    role: 'service',
    loaded: loadedByCompose,
    format: 'prometheus',
    problems: [],
    groups: [{ name: 'web', line: 2, rules: [...rules] }],
    ...options,
  };
  return {
    ...noMonitoring,
    prometheus: [
      aPrometheus({ ruleFiles: [{ pattern: 'rules.yml', line: 3, files: [file.file], state: 'found' }] }),
    ],
    rules: [file],
  };
}

export function aPrometheus(options: Partial<PrometheusConfig> = {}): PrometheusConfig {
  return {
    file: 'monitoring/prometheus.yml',
    role: 'service',
    loaded: loadedByCompose,
    problems: [],
    jobs: [
      { name: 'web', line: 8, path: '/metrics', targets: [{ address: 'web:9464', line: 10 }], discovery: [] },
    ],
    ruleFiles: [],
    alertmanagers: [],
    ...options,
  };
}

export function aDashboard(expression: string): Monitoring['dashboards'][number] {
  return {
    file: 'monitoring/dashboard.json',
    role: 'service',
    loaded: loadedByCompose,
    title: 'Service',
    panels: [{ title: 'Panel', line: 5, queries: [{ line: 7, expression: readPromql(expression) }] }],
    otherQueries: 0,
  };
}

export const noMetrics: MetricNames = {
  metrics: [],
  computed: [],
  automatic: [],
  notUnderstood: [],
  files: 0,
  skipped: [],
};

export function registers(...names: readonly string[]): MetricNames {
  return {
    ...noMetrics,
    files: 3,
    metrics: names.map((name) => ({ name, kind: 'counter', file: 'src/metrics.ts', line: 3 })),
  };
}
