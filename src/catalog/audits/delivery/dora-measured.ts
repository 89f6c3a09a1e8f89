import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { deployRuns, median, type ForgeRun } from '../../ci/deploy-runs.ts';
import { exampleCi, exampleJob, ran, runStep } from '../../ci/example-ci.ts';
import ci from '../../evidence/ci.ts';
import forgeRuns from '../../evidence/forge-runs.ts';

const windowDays = 90;
const dayMs = 86_400_000;

export default defineAudit({
  title: 'Deploys are frequent, quick after the commit, seldom fail and are soon repaired, by the records',
  failureTitle: 'Delivery is slower or fails more often than agreed, by the records',
  why: 'Rare, large and late deploys fail more often and take longer to repair; these four figures tell before users do.',
  fix: 'Deploy smaller changes more often, and repair a failed deploy before anything else. Set the figures you promise under thresholds: in seaworthy.yaml.',
  refs: ['DORA: the four keys'],
  severity: 'note',
  state: 'stable',
  effortHours: 16,
  claims: [
    'deployment frequency',
    'lead time',
    'mttr',
    'change failure rate',
    '<1hr mttr',
    'build-to-production',
    'dora metrics',
    'deploy frequency',
  ],
  limits: {
    leadDays: { default: 7, unit: 'days', about: 'the longest median from commit to production' },
    deploys: { default: 3, unit: 'deploys', about: 'the fewest in 90 days' },
    failPercent: { default: 15, unit: 'percent', about: 'the largest share of deploys that fail' },
    recoveryHours: {
      default: 24,
      unit: 'hours',
      about: 'the longest median from a failed deploy to the next good one',
    },
  },
  needs: { seen: ci, history: forgeRuns },
  judge({ seen, history }, policy) {
    const since = Date.parse(policy.today) - windowDays * dayMs;
    const runs = deployRuns(seen, history).filter((run) => Date.parse(run.endedAt) >= since);
    const good = runs.filter((run) => run.conclusion === 'success');
    if (runs.length < 3)
      return {
        abstains: 'unknown',
        because: `The code host records ${runs.length} runs that deploy to production in the last ${windowDays} days; three are needed to measure.`,
      };
    const lead = median(
      good.flatMap((run) =>
        run.committedAt === undefined
          ? []
          : [(Date.parse(run.endedAt) - Date.parse(run.committedAt)) / dayMs],
      ),
    );
    const failPercent = (100 * (runs.length - good.length)) / runs.length;
    const recovery = median(recoveries(runs));
    const where = { url: runs[0]?.url ?? '' };
    const findings: Finding[] = [];
    const figures = [
      ['leadDays', lead, (value: string) => `From commit to production it takes ${value} days`],
      ['failPercent', failPercent, (value: string) => `${value} % of the deploys fail`],
      [
        'recoveryHours',
        recovery,
        (value: string) => `From a failed deploy to the next good one it takes ${value} hours`,
      ],
    ] as const;
    for (const [key, value, say] of figures) {
      const limit = policy.limit(key);
      if (value === undefined || value <= limit.value) continue;
      findings.push({
        key,
        says: `${say(value.toFixed(1))}, more than ${limit.value} (${limit.from}).`,
        where,
      });
    }
    const fewest = policy.limit('deploys');
    if (good.length < fewest.value)
      findings.push({
        key: 'deploys',
        says: `There were ${good.length} deploys in ${windowDays} days, fewer than ${fewest.value} (${fewest.from}).`,
        where,
      });
    return { looked: runs.length, findings };
  },
  examples: {
    pass: [{ given: { seen: deploying(), history: recorded('success', 'success', 'success', 'success') } }],
    fail: [
      {
        given: {
          seen: deploying(),
          history: recorded('success', 'failure', 'success', 'failure', 'success'),
        },
        findings: ['failPercent'],
      },
    ],
    hollow: [
      {
        name: 'too few to measure',
        given: { seen: deploying(), history: recorded('success') },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: deploying(), history: recorded() }, outcome: 'unknown' }],
  },
});

/** Hours from each failed run to the next good one. */
function recoveries(newestFirst: readonly ForgeRun[]): number[] {
  const runs = newestFirst.toReversed();
  return runs.flatMap((run, index) => {
    if (run.conclusion === 'success' || runs[index - 1]?.conclusion === 'failure') return [];
    const next = runs.slice(index + 1).find((later) => later.conclusion === 'success');
    return next === undefined ? [] : [(Date.parse(next.endedAt) - Date.parse(run.endedAt)) / 3_600_000];
  });
}

function deploying() {
  return exampleCi([exampleJob('deploy', [runStep([ran('kubectl apply -f k8s/', ['deploy'])])])]);
}

/** One run a day, the newest first. */
function recorded(...conclusions: readonly string[]) {
  const runs = conclusions.map((conclusion, index) => ({
    workflow: '.github/workflows/ci.yml',
    name: 'CI',
    event: 'push',
    branch: 'main',
    commit: `c${index}`,
    status: 'completed',
    conclusion,
    committedAt: `2026-11-${String(18 - index).padStart(2, '0')}T09:00:00Z`,
    startedAt: `2026-11-${String(18 - index).padStart(2, '0')}T10:00:00Z`,
    endedAt: `2026-11-${String(18 - index).padStart(2, '0')}T10:12:00Z`,
    attempt: 1,
    url: `https://github.example/acme/orders/actions/runs/${index}`,
  }));
  return { defaultBranch: 'main', complete: true, runs };
}
