import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import metricsScrapes from '../../evidence/metrics-scrapes.ts';
import metricsSetups from '../../evidence/metrics-setups.ts';
import { placesOf } from '../../probing/code-signs.ts';

type Family = {
  name: string;
  type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';
  labels: string[];
  total: number;
};
const requests = (total: number): Family => ({
  name: 'http_requests_total',
  type: 'counter',
  labels: ['method', 'route', 'status'],
  total,
});
const durations = (total: number): Family => ({
  name: 'http_request_duration_seconds',
  type: 'histogram',
  labels: ['route'],
  total,
});
const about = /http|request|response|gin_|echo_|fastapi|flask|django|rails|php_/i;

export default defineAudit({
  title: 'Rate, errors and duration of requests can be scraped, and move when requests come',
  failureTitle: 'Rate, errors or duration of requests cannot be scraped',
  why: 'Without them nobody sees that something is wrong before the customers say so, and no alert can be written.',
  fix: 'Register the middleware of your framework (`fastify-metrics`, `express-prom-bundle`, `prometheus-fastapi-instrumentator`, `promhttp`, Micrometer), expose `/metrics` on an inner port, and label by route template and status.',
  refs: ['Site Reliability Engineering: the four golden signals', 'Prometheus: naming'],
  severity: 'major',
  state: 'stable',
  effortHours: 3,
  claims: [
    'prometheus metrics exposed',
    'prometheus metrics instrumented',
    'performance metrics',
    'metrics collection',
    'response time, throughput monitoring',
    'enhanced monitoring',
    'enable_metrics',
    'application metrics',
    'metrics endpoint',
    '/metrics',
    'prometheus',
    'metrics exposed',
    'application metrics collected',
    'performance monitoring',
    'apm',
    'metrics collected',
    'metrics configured',
    'monitoring configured',
    'monitoring metrics',
    'expose metrics',
    'custom metrics',
    'application monitoring',
    'monitoring set up',
    'request metrics',
    'latency metrics',
    'monitoring enabled',
    'monitoring setup',
    'monitoring active',
    'application performance monitoring',
    'monitoring activation',
    'monitoring activated',
  ],
  needs: { seen: metricsScrapes },
  signs: { from: { code: metricsSetups }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const { found, sent } = seen;
    const refused = seen.tried.find(({ status }) => status === 401 || status === 403);
    if (!found && refused)
      return {
        abstains: 'unknown',
        because: `${refused.url} answered ${refused.status}: give credentials that may read metrics (auth: in seaworthy.yaml).`,
      };
    // Where no address was answered but by a redirect, the service itself was not met.
    const met = seen.tried.filter(({ status }) => status !== undefined && (status < 300 || status >= 400));
    if (!found && seen.tried.length > 0 && met.length === 0)
      return {
        abstains: 'unknown',
        because: 'Every address leads elsewhere, or nowhere: give the one where the service itself answers.',
      };
    if (!found)
      return {
        looked: seen.tried.length,
        findings: [
          {
            key: 'absent',
            says: `No metrics answered at ${seen.tried.map((one) => one.url).join(', ') || 'the usual addresses'}.`,
            where: { note: 'metrics' },
          },
        ],
      };
    const where = { url: found.url };
    const growth = (family: Family) =>
      family.total - (found.before.find((one) => one.name === family.name)?.total ?? 0);
    const moved = found.after.filter((family) => about.test(family.name) && growth(family) > 0);
    const timed = moved.filter((family) => family.type === 'histogram' || family.type === 'summary');
    const counted = moved.filter(
      (family) => family.type !== 'gauge' && growth(family) >= sent.requests * 0.9,
    );
    const byStatus = moved.filter(
      (family) =>
        family.labels.some((label) => /status|code|error|outcome/i.test(label)) ||
        /error|5xx|exception|failed/i.test(family.name),
    );
    const findings: Finding[] = [];
    if (counted.length === 0)
      findings.push({
        key: 'rate',
        says: `${sent.requests} requests were sent, and no counter of requests grew by as many.`,
        where,
      });
    if (timed.length === 0)
      findings.push({ key: 'duration', says: 'No histogram of request durations moved.', where });
    if (byStatus.length === 0)
      findings.push({ key: 'errors', says: 'No metric tells failed requests from good ones.', where });
    return { looked: found.after.length, findings };
  },
  examples: {
    pass: [{ given: { seen: scrape([requests(3), durations(3)], [requests(23), durations(23)]) } }],
    fail: [
      {
        given: { seen: { tried: [{ url: '/metrics', status: 404 }], sent: { requests: 20, failing: 1 } } },
        findings: ['absent'],
      },
      { given: { seen: scrape([durations(3)], [durations(23)]) }, findings: ['errors'] },
    ],
    hollow: [
      {
        name: 'an address that only leads elsewhere',
        given: { seen: { tried: [{ url: '/metrics', status: 302 }], sent: { requests: 0, failing: 0 } } },
        outcome: 'unknown',
      },
      {
        name: 'metrics behind a door',
        given: { seen: { tried: [{ url: '/metrics', status: 401 }], sent: { requests: 0, failing: 0 } } },
        outcome: 'unknown',
      },
      {
        name: 'metrics that never move',
        given: { seen: scrape([requests(3), durations(3)], [requests(3), durations(3)]) },
        findings: ['rate', 'duration', 'errors'],
      },
    ],
  },
});

function scrape(before: Family[], after: Family[]) {
  return {
    found: { url: '/metrics', before, after },
    tried: [{ url: '/metrics', status: 200 }],
    sent: { requests: 20, failing: 1 },
  };
}
