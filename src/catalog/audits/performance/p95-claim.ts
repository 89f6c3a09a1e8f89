import { defineAudit } from '../../../kit/audit.ts';
import loadRuns from '../../evidence/load-runs.ts';
import outboundClients from '../../evidence/outbound-clients.ts';
import { placesOf } from '../../probing/code-signs.ts';
import { judgeRuns, runsWith } from '../../probing/load-judging.ts';

export default defineAudit({
  title: 'Under the claimed load the 95th percentile of answers stays under its bound',
  failureTitle: 'Under the claimed load the 95th percentile of answers is over its bound',
  why: 'One in twenty answers is worse than this: with twenty requests a page, that is every page.',
  fix: 'Profile under load, not at rest; look at the slowest statements first, then at waiting for connections, then at calls to others; bound work per request and cache what is read again and again.',
  refs: ['AWS operational readiness reviews', 'k6: thresholds'],
  severity: 'major',
  state: 'trial',
  effortHours: 12,
  claims: [
    'response times',
    'sub-500ms api responses',
    '95th percentile',
    'response time < 500ms',
    'api response times < 200ms',
    'backend api response times',
    'response times (95th percentile)',
    'api response times within sla',
    'average response time',
    'sub-200ms response times',
    'p95',
    'p95 latency',
    'response time',
    'latency',
    'api response time',
    'api latency',
    'p95 response time',
    'api response times',
    'request latency',
    'time to first byte',
    'ttfb',
    'performance meets requirements',
    'performance benchmarks met',
  ],
  limits: {
    p95Ms: {
      default: 500,
      unit: 'ms',
      about: '95th percentile of the time from when a request was due to its answer',
    },
  },
  needs: { seen: loadRuns },
  signs: { from: { code: outboundClients }, look: ({ code }) => placesOf(code) },
  judge({ seen }, policy) {
    const limit = policy.limit('p95Ms');
    return judgeRuns(seen.runs, {
      key: 'p95',
      read: (run) => run.latencyMs.p95,
      isBad: (median) => median > limit.value,
      says: (name, median, spread) =>
        `${name}: p95 is ${median} ms (${spread} over the runs); ${limit.from} allows ${limit.value} ms.`,
    });
  },
  examples: {
    pass: [{ given: { seen: runsWith({}) } }],
    fail: [
      {
        given: { seen: runsWith({ latencyMs: { p50: 300, p95: 900, p99: 2_500, max: 4_000 } }) },
        findings: ['p95:GET /v1/orders'],
      },
    ],
    hollow: [
      { name: 'one run', given: { seen: runsWith({}, 1) }, outcome: 'unknown' },
      {
        name: 'a generator that was late',
        given: { seen: runsWith({ generatorLagMs: 400 }) },
        outcome: 'unknown',
      },
    ],
  },
});
