import { defineAudit } from '../../../kit/audit.ts';
import loadRuns from '../../evidence/load-runs.ts';
import scaleOut from '../../evidence/scale-out.ts';
import { judgeRuns, runsWith } from '../../probing/load-judging.ts';

export default defineAudit({
  title: 'The claimed number of requests per second is answered',
  failureTitle: 'The claimed number of requests per second is not answered',
  why: 'Capacity that exists on paper is found missing when it is needed, and takes days to build.',
  fix: 'Measure with requests that come whether or not the last was answered; find the narrow place; add instances where one is at its end.',
  refs: ['Site Reliability Engineering: load testing', 'k6: constant arrival rate'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'requests/second',
    '200+ requests/second',
    'throughput',
    '1000 requests per minute',
    'requests per second',
    'request rate',
    'requests per minute',
    'rps',
    'req/s',
    'transactions per second',
    'requests/sec',
    'qps',
  ],
  limits: { perSecond: { default: 200, unit: 'requests/s', about: 'requests answered in each second' } },
  needs: { seen: loadRuns },
  signs: {
    from: { scale: scaleOut },
    look: ({ scale }) => scale.found.map(({ file, line, note }) => ({ file, line, note })),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('perSecond');
    const runs = seen.runs.filter((run) => run.plannedPerSecond >= limit.value);
    if (runs.length === 0)
      return {
        abstains: 'unknown',
        because: `No run was planned with ${limit.value} requests per second (${limit.from}).`,
      };
    return judgeRuns(runs, {
      key: 'rate',
      read: (run) => run.answeredPerSecond - run.failed / (run.durationMs / 1_000),
      isBad: (median) => median < limit.value * 0.98,
      says: (name, median, spread) =>
        `${name}: ${median} requests per second were answered well (${spread}); ${limit.from} asks for ${limit.value}.`,
    });
  },
  examples: {
    pass: [{ given: { seen: runsWith({}) } }],
    fail: [{ given: { seen: runsWith({ answeredPerSecond: 120 }) }, findings: ['rate:GET /v1/orders'] }],
    hollow: [
      {
        name: 'never asked for so much',
        given: { seen: runsWith({ plannedPerSecond: 20, answeredPerSecond: 20 }) },
        outcome: 'unknown',
      },
    ],
  },
});
