import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatherFrom } from '../../fixtures/gather.ts';
import monitoringNoun from '../../src/catalog/evidence/monitoring.ts';
import { meaningOf } from '../../src/catalog/monitoring/meaning.ts';
import { readPromql } from '../../src/catalog/monitoring/promql.ts';
import { aRule } from '../../src/catalog/monitoring/samples.ts';
import { watchedBy } from '../../src/catalog/monitoring/coverage.ts';

const scrape = (rules: string) =>
  `scrape_configs:\n  - job_name: web\n    static_configs:\n      - targets: ['web:80']\nrule_files:\n  - ${rules}\n`;
const rule = 'groups:\n  - name: a\n    rules:\n      - alert: Down\n        expr: up == 0\n';
const run = (mounts: readonly string[], more = '') =>
  `services:\n  prometheus:\n    image: prom/prometheus:v3\n${more}    volumes:\n${mounts.map((mount) => `      - ${mount}\n`).join('')}`;

async function loadedOf(files: Readonly<Record<string, string>>) {
  const { prometheus, rules } = await gatherFrom(monitoringNoun, files);
  return Object.fromEntries([...prometheus, ...rules].map(({ file, loaded }) => [file, loaded.state]));
}

describe('only what the running Prometheus reads counts', () => {
  it('of three configurations one is mounted, with its rules', async () => {
    const states = await loadedOf({
      'compose.yaml': run([
        './m/prometheus.yml:/etc/prometheus/prometheus.yml',
        './m/rules:/etc/prometheus/rules',
      ]),
      'm/prometheus.yml': scrape('rules/*.yml'),
      'm/rules/web.yml': rule,
      'old/prometheus.yml': scrape('*.yml'),
      'k8s/prometheus.yml': scrape('*.yml'),
      'old/rules.yml': rule,
    });

    assert.deepEqual(states, {
      'm/prometheus.yml': 'yes',
      'm/rules/web.yml': 'yes',
      'old/prometheus.yml': 'no',
      'k8s/prometheus.yml': 'no',
      'old/rules.yml': 'no',
    });
  });

  it('the flag tells which file it is', async () => {
    const states = await loadedOf({
      'compose.yaml': run(['./m:/config'], "    command: ['--config.file=/config/b.yml']\n"),
      'm/a.yml': scrape('/config/rules.yml'),
      'm/b.yml': scrape('/config/rules.yml'),
      'm/rules.yml': rule,
    });

    assert.deepEqual(states, { 'm/a.yml': 'no', 'm/b.yml': 'yes', 'm/rules.yml': 'yes' });
  });

  it('a file that the image brings in is followed through its Dockerfile', async () => {
    const states = await loadedOf({
      'compose.yaml': 'services:\n  prometheus:\n    build: ./prom\n',
      'prom/Dockerfile':
        'FROM prom/prometheus:v3\nCOPY prometheus.yml /etc/prometheus/\nCOPY rules.yml /etc/prometheus/rules.yml\n',
      'prom/prometheus.yml': scrape('rules.yml'),
      'prom/rules.yml': rule,
    });

    assert.deepEqual(states, { 'prom/prometheus.yml': 'yes', 'prom/rules.yml': 'yes' });
  });

  it('a ConfigMap is followed into the pod', async () => {
    const indent = (text: string) => text.replaceAll(/^(?=.)/gm, '    ');
    const { prometheus, rules } = await gatherFrom(monitoringNoun, {
      'k8s/map.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prom\ndata:\n  prometheus.yml: |\n${indent(scrape('rules.yml'))}  rules.yml: |\n${indent(rule)}`,
      'k8s/prometheus.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: prometheus\nspec:\n  template:\n    spec:\n      containers:\n        - name: prometheus\n          image: prom/prometheus:v3\n' +
        '          volumeMounts:\n            - { name: config, mountPath: /etc/prometheus }\n      volumes:\n        - name: config\n          configMap: { name: prom }\n',
    });

    assert.deepEqual([prometheus[0]?.loaded.state, rules[0]?.loaded.state], ['yes', 'yes']);
    assert.equal(rules[0]?.groups[0]?.rules[0]?.line, 17);
  });

  it('without anything that runs it, or with a volume of unknown content, it stays open', async () => {
    assert.deepEqual(await loadedOf({ 'prometheus.yml': scrape('rules.yml'), 'rules.yml': rule }), {
      'prometheus.yml': 'unknown',
      'rules.yml': 'unknown',
    });
    const states = await loadedOf({
      'compose.yaml': `${run(['config:/etc/prometheus'])}volumes: { config: }\n`,
      'prometheus.yml': scrape('rules.yml'),
      'rules.yml': rule,
    });

    assert.deepEqual(states, { 'prometheus.yml': 'unknown', 'rules.yml': 'unknown' });
  });

  it('a stack that only a developer starts loads nothing in production', async () => {
    const states = await loadedOf({
      'compose.dev.yaml': run(['./prometheus.yml:/etc/prometheus/prometheus.yml']),
      'prometheus.yml': scrape('rules.yml'),
    });

    assert.deepEqual(states, { 'prometheus.yml': 'unknown' });
  });
});

describe('receivers', () => {
  it('blanks are told from real ones, and no address is kept', async () => {
    const { alertmanager } = await gatherFrom(monitoringNoun, {
      'alertmanager.yml':
        'route:\n  receiver: a\n  routes:\n    - receiver: gone\nreceivers:\n  - name: a\n    slack_configs:\n      - api_url: https://hooks.slack.com/services/T000/B000/XXXX\n        channel: "#x"\n' +
        '  - name: b\n    webhook_configs:\n      - url: https://pager.acme.dev/hook/8d7f6a5b4c\n',
    });

    assert.deepEqual(
      alertmanager[0]?.receivers.map(({ integrations }) => integrations[0]?.placeholder),
      [true, false],
    );
    assert.match(alertmanager[0]?.problems[0]?.says ?? '', /gone, which is not defined/);
    assert.doesNotMatch(JSON.stringify(alertmanager), /8d7f6a5b4c|hooks\.slack/);
  });
});

const failing = 'rate(http_requests_total{code=~"5.."}[5m])';
const share = `sum(${failing}) / sum(rate(http_requests_total[5m]))`;

describe('an alert is held against its own words', () => {
  const rows: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['HighErrorRate', `${share} > 0.05`, 'Error rate above 5%', []],
    ['HighErrorRate', `${share} * 100 > 5`, 'Error rate above 5%', []],
    ['HighErrorRate', `${share} > 5`, 'Error rate above 5%', ['percent']],
    ['HighErrorRate', `sum(${failing}) > 0.05`, 'Error rate above 5%', ['not-a-ratio']],
    ['HighErrorRate', `sum(${failing}) > 0.1`, 'More than 0.1 errors per second', []],
    ['ErrorBurst', 'increase(app_errors_total[5m]) > 5', 'More than 5 errors in the last 5 minutes', []],
    ['HighCpu', '100 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m])) * 100 > 80', 'CPU above 80%', []],
    ['HighCpu', 'rate(process_cpu_seconds_total[5m]) > 0.8', 'CPU usage above 80%', []],
    [
      'LowMemory',
      'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes * 100 < 10',
      'Memory usage above 90%',
      [],
    ],
    [
      'Mem',
      'rabbitmq_node_mem_used / rabbitmq_node_mem_limit * 100 > 90 and rabbitmq_node_mem_limit > 0',
      'Available memory is low (< 10%)',
      [],
    ],
    ['Recorded', 'job:errors:ratio5m > 0.05', 'Error ratio above 5%', []],
    ['Recorded', 'job:errors:ratio5m > 50', 'Error ratio above 5%', ['percent']],
    [
      'Slow',
      'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 0.5',
      'p95 above 500ms',
      [],
    ],
    [
      'Slow',
      'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 500',
      'p95 above 500ms',
      ['unit'],
    ],
    [
      'Slow',
      'histogram_quantile(0.5, sum by (le) (rate(http_request_duration_ms_bucket[5m]))) > 500',
      'The 99th percentile is above 500 ms',
      ['quantile'],
    ],
    [
      'Certificate',
      '(probe_ssl_earliest_cert_expiry - time()) / 86400 < 20',
      'Expires in less than 20 days',
      [],
    ],
    ['Certificate', 'probe_ssl_earliest_cert_expiry - time() < 20', 'Expires in less than 20 days', ['unit']],
    ['Backup', 'time() - backup_last_success_timestamp_seconds > 26 * 3600', 'Older than 26 hours', []],
    ['Down', 'up == 0', 'Down for 5 minutes', []],
    ['Template', `${share} > 0.05`, 'Error rate is {{ $value }}% and rising', []],
  ];
  for (const [name, expression, says, kinds] of rows) {
    it(`${says} · ${expression}`.slice(0, 110), () => {
      const meaning = meaningOf(aRule(name, expression, { says, for: '5m' }));

      assert.deepEqual(
        meaning.wrong.map(({ kind }) => kind),
        kinds,
      );
    });
  }
});

describe('what an alert watches shows in its expression, not in its name', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['up{job="web"} == 0', ['down']],
    [share, ['errors']],
    ['sum(rate(http_request_duration_seconds_count{status=~"5.."}[5m])) > 1', ['errors']],
    [
      'histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1',
      ['latency'],
    ],
    ['node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1', ['disk']],
    ['pg_stat_activity_count > 80', ['pool']],
    ['vector(1)', []],
  ];
  for (const [expression, kinds] of rows) {
    it(expression.slice(0, 80), () => {
      assert.deepEqual(watchedBy(readPromql(expression)), kinds);
    });
  }
});

describe('hostile expressions', () => {
  it('are read in time that grows with their length', () => {
    const began = performance.now();

    for (const text of ['('.repeat(20_000), 'a+'.repeat(10_000), '-'.repeat(20_000), '{'.repeat(20_000)])
      assert.equal(readPromql(text).valid, false);

    assert.ok(performance.now() - began < 5_000);
  });
});
