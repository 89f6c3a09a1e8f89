import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { startService, type TestService } from '../support/service.ts';

const root = new URL('../../', import.meta.url);
const metricsToken = 'a-token-for-the-metrics-of-this-one-test';
/** Metrics of others: Prometheus itself, blackbox-exporter, node-exporter. */
const FOREIGN = new Set([
  'up',
  'probe_success',
  'probe_ssl_earliest_cert_expiry',
  'node_filesystem_avail_bytes',
  'node_filesystem_size_bytes',
]);

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

let service: TestService;
let exposed: ReadonlySet<string>;

before(async () => {
  service = await startService({ METRICS_TOKEN: metricsToken });
  const { text, status } = await service.call('GET', '/metrics', undefined, {
    authorization: `Bearer ${metricsToken}`,
  });
  assert.equal(status, 200);
  exposed = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? ''));
});
after(() => service.stop());

async function metricsText(): Promise<string> {
  const { text } = await service.call('GET', '/metrics', undefined, {
    authorization: `Bearer ${metricsToken}`,
  });
  return text;
}

/** Labels of metrics that have no series yet are not in the text. */
function declaredLabels(): readonly (readonly string[])[] {
  return service.service.metrics.registry
    .getMetricsAsArray()
    .map((metric) => ('labelNames' in metric ? (metric.labelNames as string[]) : []));
}

async function read(path: string): Promise<string> {
  return readFile(new URL(path, root), 'utf8');
}

async function rules(): Promise<readonly Rule[]> {
  // The shape of a rule file; promtool checks it in CI.
  const file = parse(await read('monitoring/rules/contests.yml')) as { groups: { rules: Rule[] }[] };
  return file.groups.flatMap((group) => group.rules);
}

/** Names of metrics in a query: what is left when label matchers, groupings, ranges, texts and functions are taken away. */
function metricsIn(query: string): readonly string[] {
  const bare = query
    .replaceAll(/\{[^}]*\}/g, ' ')
    .replaceAll(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ')
    .replaceAll(/\[[^\]]*\]/g, ' ')
    .replaceAll(/\b[a-z_]+\s*\(/g, ' ');
  return [...bare.matchAll(/[a-z][a-z0-9_]*/g)]
    .map(([name]) => name)
    .filter((name) => !['or', 'and', 'unless'].includes(name));
}

async function known(metric: string): Promise<boolean> {
  if (FOREIGN.has(metric) || exposed.has(metric) || exposed.has(metric.replace(/_(?:bucket|count|sum)$/, '')))
    return true;
  return (await read('ops/database/metrics.ts')).includes(`# TYPE ${metric} `);
}

test('the reading of queries finds metrics and nothing else', () => {
  assert.deepEqual(
    metricsIn(
      'sum by (le) (rate(a_b_bucket{x=~"5.."}[5m])) / ignoring (state) max(up) or absent(c_d) > 26 * 3600',
    ),
    ['a_b_bucket', 'up', 'c_d'],
  );
});

test('every metric in an alert exists: in the service, the backup program or a known exporter', async () => {
  for (const { alert, expr } of await rules()) {
    const names = metricsIn(expr);
    assert.ok(names.length > 0 || alert === 'Watchdog', `${alert} asks for no metric`);
    for (const name of names) assert.ok(await known(name), `${alert}: nothing exposes ${name}`);
  }
});

test('no metric of ours has a label that Prometheus keeps for itself, and every label that a query matches exists', async () => {
  const ours = new Set<string>();
  for (const line of (await metricsText()).split('\n')) {
    for (const [, label] of line.matchAll(/[{,](\w+)="/g)) ours.add(label ?? '');
  }
  for (const name of ['job', 'instance'])
    assert.ok(!ours.has(name), `the label "${name}" would be renamed to exported_${name}`);
  for (const names of declaredLabels()) for (const name of names) ours.add(name);
  assert.ok(!ours.has('job') && !ours.has('instance'), 'a metric declares the label job or instance');

  const foreign = ['job', 'instance', 'le', 'fstype', 'mountpoint'];
  for (const { alert, expr } of await rules()) {
    for (const [, matchers] of expr.matchAll(/\{([^}]*)\}/g)) {
      for (const [, label] of (matchers ?? '').matchAll(/(\w+)\s*(?:=|!)/g)) {
        assert.ok(
          label !== undefined && (ours.has(label) || foreign.includes(label)),
          `${alert}: no metric has the label ${label}`,
        );
      }
    }
  }
});

test('every panel of every dashboard asks for metrics that exist', async () => {
  let panels = 0;
  for (const file of await readdir(new URL('monitoring/dashboards/', root))) {
    const board = JSON.parse(await read(`monitoring/dashboards/${file}`)) as {
      panels: { title: string; targets: { expr: string }[] }[];
    };
    for (const { title, targets } of board.panels) {
      panels += 1;
      assert.ok(targets.length > 0, `${title} asks for nothing`);
      for (const { expr } of targets) {
        for (const name of metricsIn(expr))
          assert.ok(await known(name), `${file}, ${title}: nothing exposes ${name}`);
      }
    }
  }
  assert.ok(panels >= 20);
});

test('every alert has a severity, a summary, a section in the runbook with steps, and a case in the rule tests', async () => {
  const runbook = await read('docs/runbook.md');
  const cases = await read('monitoring/rules/contests.test.yml');
  for (const { alert, labels, annotations } of await rules()) {
    const section =
      new RegExp(`^### ${alert}\\n([\\s\\S]*?)(?=^##)`, 'm').exec(`${runbook}\n## end`)?.[1] ?? '';

    assert.ok(['page', 'ticket', 'none'].includes(labels.severity), alert);
    assert.ok(annotations.summary.length > 20, alert);
    assert.equal(annotations.runbook_url, `docs/runbook.md#${alert.toLowerCase()}`);
    assert.match(section, /^1\. /m, `${alert} has no steps in docs/runbook.md`);
    assert.match(
      cases,
      new RegExp(`alertname: ${alert}\\n\\s+exp_alerts`),
      `${alert} is never seen firing in the rule tests`,
    );
  }
});

test('the runbook has no section for an alert that does not exist', async () => {
  const alerts = new Set((await rules()).map(({ alert }) => alert));
  const sections = [...(await read('docs/runbook.md')).matchAll(/^### (\w+)$/gm)].map(
    ([, name]) => name ?? '',
  );

  assert.deepEqual(
    sections.filter((name) => !alerts.has(name)),
    [],
  );
});

test('Prometheus scrapes and Alertmanager reads only what compose.yaml starts and mounts', async () => {
  const { services } = parse(await read('compose.yaml')) as {
    services: Record<string, { volumes?: string[]; secrets?: string[] }>;
  };
  const prometheus = parse(await read('monitoring/prometheus.yml')) as {
    rule_files: string[];
    scrape_configs: { static_configs?: { targets: string[] }[]; file_sd_configs?: { files: string[] }[] }[];
  };
  const readiness = parse(await read('monitoring/targets/readiness.yml')) as { targets: string[] }[];
  const targets = prometheus.scrape_configs.flatMap((job) =>
    (job.static_configs ?? []).flatMap((one) => one.targets),
  );
  const hosts = [
    ...targets.map((target) => target.split(':')[0]),
    ...readiness.flatMap((one) => one.targets.map((url) => new URL(url).hostname)),
  ];

  for (const host of hosts)
    assert.ok(
      host === 'localhost' || (host !== undefined && host in services),
      `no service is called ${host}`,
    );
  for (const file of [
    ...prometheus.rule_files,
    ...prometheus.scrape_configs.flatMap((job) => (job.file_sd_configs ?? []).flatMap((one) => one.files)),
  ]) {
    assert.ok((await stat(new URL(`monitoring/${file}`, root))).isFile(), file);
  }
  for (const { volumes = [] } of Object.values(services)) {
    for (const volume of volumes.filter((one) => one.startsWith('./'))) {
      assert.ok(await stat(new URL(volume.split(':')[0] ?? '', root)), volume);
    }
  }
  assert.deepEqual(services.prometheus?.secrets, ['metrics_token']);
  assert.match(await read('monitoring/alertmanager.yml'), /url_file: \/run\/secrets\/pager_webhook_url/);
  assert.deepEqual(services.alertmanager?.secrets, ['pager_webhook_url']);
});
