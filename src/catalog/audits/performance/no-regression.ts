import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import gitHistory from '../../evidence/git-history.ts';
import loadRuns from '../../evidence/load-runs.ts';
import { measure, runsWith } from '../../probing/load-judging.ts';

export default defineAudit({
  title: 'Answers are no slower than at the last accepted release, on the same machine',
  failureTitle: 'Answers are slower than at the last accepted release',
  why: 'Ten changes that each cost a little make a service that nobody likes to use, and no single one to blame.',
  fix: 'Compare every release with the last one on the same machine, one after the other, and bisect between the two tags when it is slower.',
  refs: ['Site Reliability Engineering: release engineering'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'performance improvement',
    '3-5x query performance improvement',
    'no performance regression',
    'performance optimization',
    'performance baseline',
    'performance benchmarks',
    'benchmark',
    'benchmarks',
    'performance baseline established',
    'performance regression',
    'performance acceptable',
    'performance targets',
    'performance goals',
    'performance budgets',
    'performance requirements',
    'performance is acceptable',
    'performance targets met',
    'performance benchmarked',
  ],
  limits: { slowerPercent: { default: 20, unit: '%', about: 'how much slower the 95th percentile may be' } },
  needs: { seen: loadRuns },
  signs: {
    from: { history: gitHistory },
    look: ({ history }) =>
      history.tags.slice(-3).map(({ name, commit }) => ({ commit, note: `release ${name} to compare with` })),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('slowerPercent');
    const { baseline } = seen;
    if (!baseline)
      return {
        abstains: 'unknown',
        because: 'There is no accepted release that was measured on this machine.',
      };
    if (baseline.machine !== seen.machine)
      return {
        abstains: 'unknown',
        because: `Measured on different machines: ${baseline.machine} and ${seen.machine}.`,
      };
    const names = [...new Set(seen.runs.map((run) => run.name))].filter((name) =>
      baseline.runs.some((run) => run.name === name),
    );
    const findings: Finding[] = [];
    for (const name of names) {
      const before = measure(
        baseline.runs.filter((run) => run.name === name),
        (run) => run.latencyMs.p95,
      );
      const now = measure(
        seen.runs.filter((run) => run.name === name),
        (run) => run.latencyMs.p95,
      );
      if ('because' in before || 'because' in now)
        return {
          abstains: 'unknown',
          because: `${name}: ${'because' in before ? before.because : 'because' in now ? now.because : ''}`,
        };
      const slower = (100 * (now.median - before.median)) / Math.max(before.median, 1);
      if (slower > limit.value)
        findings.push({
          key: `slower:${name}`,
          says: `${name}: p95 ${Math.round(now.median)} ms now (${now.spread}), ${Math.round(before.median)} ms at ${baseline.build} (${before.spread}); ${limit.from} allows ${limit.value} % more.`,
          where: { url: name },
        });
    }
    return names.length === 0
      ? { abstains: 'unknown', because: 'The two releases were not asked the same.' }
      : { looked: names.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { ...runsWith({}), baseline: runsWith({}) } } }],
    fail: [
      {
        given: {
          seen: {
            ...runsWith({ latencyMs: { p50: 30, p95: 90, p99: 200, max: 300 } }),
            baseline: runsWith({}),
          },
        },
        findings: ['slower:GET /v1/orders'],
      },
    ],
    hollow: [
      { name: 'nothing to compare with', given: { seen: runsWith({}) }, outcome: 'unknown' },
      {
        name: 'another machine',
        given: { seen: { ...runsWith({}), baseline: { ...runsWith({}), machine: '8 cores' } } },
        outcome: 'unknown',
      },
    ],
  },
});
