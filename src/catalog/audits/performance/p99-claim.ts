import { defineAudit } from '../../../kit/audit.ts';
import loadRuns from '../../evidence/load-runs.ts';
import outboundClients from '../../evidence/outbound-clients.ts';
import { placesOf } from '../../probing/code-signs.ts';
import { judgeRuns, runsWith } from '../../probing/load-judging.ts';

export default defineAudit({
  title: 'Under the claimed load the 99th percentile of answers stays under its bound',
  failureTitle: 'Under the claimed load the 99th percentile of answers is over its bound',
  why: 'The slowest one in a hundred hits the customers with most data, who pay most.',
  fix: 'Profile under load, not at rest; look at the slowest statements first, then at waiting for connections, then at calls to others; bound work per request and cache what is read again and again.',
  refs: ['AWS operational readiness reviews', 'k6: thresholds'],
  severity: 'major',
  state: 'trial',
  effortHours: 12,
  claims: ['99th percentile', 'p99', 'p99 latency', 'p99.9'],
  limits: {
    p99Ms: {
      default: 1000,
      unit: 'ms',
      about: '99th percentile of the time from when a request was due to its answer',
    },
  },
  needs: { seen: loadRuns },
  signs: { from: { code: outboundClients }, look: ({ code }) => placesOf(code) },
  judge({ seen }, policy) {
    const limit = policy.limit('p99Ms');
    return judgeRuns(seen.runs, {
      key: 'p99',
      read: (run) => run.latencyMs.p99,
      isBad: (median) => median > limit.value,
      says: (name, median, spread) =>
        `${name}: p99 is ${median} ms (${spread} over the runs); ${limit.from} allows ${limit.value} ms.`,
    });
  },
  examples: {
    pass: [{ given: { seen: runsWith({}) } }],
    fail: [
      {
        given: { seen: runsWith({ latencyMs: { p50: 300, p95: 900, p99: 2_500, max: 4_000 } }) },
        findings: ['p99:GET /v1/orders'],
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
