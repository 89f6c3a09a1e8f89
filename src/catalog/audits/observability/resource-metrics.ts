import { defineAudit } from '../../../kit/audit.ts';
import dbPools from '../../evidence/db-pools.ts';
import metricsScrapes from '../../evidence/metrics-scrapes.ts';
import metricsSetups from '../../evidence/metrics-setups.ts';
import { placesOf } from '../../probing/code-signs.ts';

type Family = { name: string; type: 'counter' | 'gauge'; labels: string[]; total: number };
const families = (...names: readonly string[]): Family[] =>
  names.map((name) => ({ name, type: 'gauge', labels: [], total: 1 }));
const resources: readonly (readonly [string, RegExp])[] = [
  ['processor time', /cpu_seconds|cpu_usage|process_cpu|cpu_time/i],
  ['memory', /resident_memory|heap|memory_(usage|bytes|used)|memstats|rss/i],
  [
    'the database pool',
    /pool|connections?_(open|idle|in_use|active|max)|hikari|go_sql|db_connections|pg_stat/i,
  ],
];

export default defineAudit({
  title: 'Processor, memory and the database pool of the service can be scraped',
  failureTitle: 'Processor, memory or the database pool of the service cannot be scraped',
  why: 'When it becomes slow nobody can tell what ran out, and the only remedy is to restart it and hope.',
  fix: 'Register the default metrics of the client library (`collectDefaultMetrics()`, `ProcessCollector`, `collectors.NewProcessCollector`), and a gauge of open, idle and waiting connections of the pool. Disk belongs to the host (`node_exporter`).',
  refs: ['AWS operational readiness reviews', 'Site Reliability Engineering: saturation'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'resource monitoring',
    'cpu, memory, disk usage',
    'memory usage',
    'cpu usage within normal range',
    'database connection pool usage',
    'system resources',
    'infrastructure metrics',
    'database performance',
    'cpu usage',
    'disk monitoring',
    'cpu and memory',
    'server monitoring',
    'infrastructure monitoring',
    'resource utilization',
    'memory monitoring',
    'resource usage',
    'cpu utilization',
    'host metrics',
    'database monitoring',
    'disk space',
    'container resource usage',
    'node exporter',
    'system monitoring',
  ],
  needs: { seen: metricsScrapes },
  signs: {
    from: { code: metricsSetups, pools: dbPools },
    look: ({ code, pools }) => [
      ...placesOf({ ...code, found: code.found.filter((one) => one.does === 'resource metrics') }),
      ...placesOf(pools),
    ],
  },
  judge({ seen }) {
    if (!seen.found)
      return {
        abstains: 'unknown',
        because: 'No metrics answered at the usual addresses; an agent on the host may have them.',
      };
    const { url, after } = seen.found;
    const findings = resources
      .filter(([, shape]) => !after.some((family) => shape.test(family.name)))
      .map(([what]) => ({ key: what, says: `No metric tells of ${what}.`, where: { url } }));
    return { looked: resources.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: scrape(
            'process_cpu_seconds_total',
            'process_resident_memory_bytes',
            'database_pool_connections',
          ),
        },
      },
    ],
    fail: [
      {
        given: { seen: scrape('process_cpu_seconds_total', 'process_resident_memory_bytes') },
        findings: ['the database pool'],
      },
    ],
    hollow: [
      {
        name: 'no metrics at all',
        given: { seen: { tried: [], sent: { requests: 0, failing: 0 } } },
        outcome: 'unknown',
      },
    ],
  },
});

function scrape(...names: readonly string[]) {
  return {
    found: { url: '/metrics', before: [], after: families(...names) },
    tried: [{ url: '/metrics', status: 200 }],
    sent: { requests: 20, failing: 0 },
  };
}
