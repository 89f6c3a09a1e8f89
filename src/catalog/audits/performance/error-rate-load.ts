import { defineAudit } from '../../../kit/audit.ts';
import errorHandlers from '../../evidence/error-handlers.ts';
import loadRuns from '../../evidence/load-runs.ts';
import { placesOf } from '../../probing/code-signs.ts';
import { judgeRuns, runsWith } from '../../probing/load-judging.ts';

export default defineAudit({
  title: 'Under load no more requests fail than claimed',
  failureTitle: 'Under load more requests fail than claimed',
  why: 'Every failed request is somebody who could not do what they came for.',
  fix: 'Group the failures by status and cause; most often they wait for a connection, run into a time limit that is too short or too long, or come from one route.',
  refs: ['Site Reliability Engineering: service level objectives'],
  severity: 'major',
  state: 'trial',
  effortHours: 6,
  claims: [
    'error rate',
    'error rate: < 0.1%',
    'error rate < 0.1%',
    'error rate < 1%',
    'api endpoint success rates',
    'success rates >99%',
    'errors under load',
    '5xx rate',
    '5xx errors',
    'error rates',
    'no error spikes',
    'http errors',
  ],
  limits: { failedPercent: { default: 0.1, unit: '%', about: 'requests that may fail under load' } },
  needs: { seen: loadRuns },
  signs: { from: { code: errorHandlers }, look: ({ code }) => placesOf(code) },
  judge({ seen }, policy) {
    const limit = policy.limit('failedPercent');
    const verdict = judgeRuns(seen.runs, {
      key: 'failed',
      read: (run) => (100 * run.failed) / run.requests,
      isBad: (median) => median > limit.value,
      says: (name, median, spread) =>
        `${name}: about ${median} % of requests failed (${spread} over the runs); ${limit.from} allows ${limit.value} %.`,
    });
    if ('abstains' in verdict || verdict.findings.length > 0) return verdict;
    // None of n failed bounds the true rate at about 3/n only.
    const requests = seen.runs.reduce((sum, run) => sum + run.requests, 0);
    const bound = 300 / requests;
    if (bound > limit.value)
      return {
        abstains: 'unknown',
        because: `${requests} requests prove no less than ${bound.toFixed(2)} % failures; ${limit.from} asks for ${limit.value} %.`,
      };
    return verdict;
  },
  examples: {
    pass: [{ given: { seen: runsWith({}) } }],
    fail: [{ given: { seen: runsWith({ failed: 600 }) }, findings: ['failed:GET /v1/orders'] }],
    hollow: [
      {
        name: 'too few requests to prove so little',
        given: { seen: runsWith({ requests: 1_000 }, 3) },
        limits: { failedPercent: 0.01 },
        outcome: 'unknown',
      },
    ],
  },
});
