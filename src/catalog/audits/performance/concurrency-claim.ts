import { defineAudit } from '../../../kit/audit.ts';
import dbPools from '../../evidence/db-pools.ts';
import loadRuns from '../../evidence/load-runs.ts';
import scaleOut from '../../evidence/scale-out.ts';
import { placesOf } from '../../probing/code-signs.ts';
import { judgeRuns, runsWith } from '../../probing/load-judging.ts';

const minMs = 300_000;

export default defineAudit({
  title: 'The claimed number of people can work at the same time for five minutes',
  failureTitle: 'The claimed number of people cannot work at the same time',
  why: 'On the day of the campaign they all come at once, and see errors.',
  fix: 'Measure with the claimed number (each with pauses, as people make them), find what runs out first (connections, processor, memory), and raise that or shed early with 503 and Retry-After.',
  refs: ['Site Reliability Engineering: load testing', 'k6: open and closed models'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'concurrent users',
    '100+ simultaneous users',
    '100 concurrent users',
    'simultaneous users',
    'load testing',
    'stress testing under high load',
    'load tested',
    'load test passed',
    'concurrent requests',
    'concurrent connections',
    'peak load',
    'expected load',
    'users supported',
    'concurrent sessions',
    'peak traffic',
    'expected traffic',
    'load tests',
  ],
  limits: {
    users: { default: 100, unit: 'people', about: 'people at the same time' },
    failedPercent: { default: 1, unit: '%', about: 'requests that may fail meanwhile' },
  },
  needs: { seen: loadRuns },
  signs: {
    from: { pools: dbPools, scale: scaleOut },
    look: ({ pools, scale }) => [
      ...scale.found.map(({ file, line, note }) => ({ file, line, note })),
      ...placesOf(pools),
    ],
  },
  judge({ seen }, policy) {
    const users = policy.limit('users');
    const failed = policy.limit('failedPercent');
    const runs = seen.runs.filter((run) => (run.users ?? 0) >= users.value && run.durationMs >= minMs);
    if (runs.length === 0)
      return {
        abstains: 'unknown',
        because: `No run had ${users.value} people for five minutes (${users.from}).`,
      };
    return judgeRuns(runs, {
      key: 'users',
      read: (run) => (100 * (run.failed + run.shed)) / run.requests,
      isBad: (median) => median > failed.value,
      says: (name, median, spread) =>
        `${name}: with ${users.value} people ${median} % of requests failed or were turned away (${spread}); ${failed.from} allows ${failed.value} %.`,
    });
  },
  examples: {
    pass: [{ given: { seen: runsWith({ users: 100, durationMs: 300_000 }) } }],
    fail: [
      {
        given: { seen: runsWith({ users: 120, durationMs: 300_000, failed: 1_200 }) },
        findings: ['users:GET /v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'for ten seconds',
        given: { seen: runsWith({ users: 100, durationMs: 10_000 }) },
        outcome: 'unknown',
      },
    ],
  },
});
