import { defineAudit } from '../../../kit/audit.ts';
import { deployRuns, median, type ForgeRun } from '../../ci/deploy-runs.ts';
import { exampleCi, exampleJob, ran, runStep } from '../../ci/example-ci.ts';
import ci from '../../evidence/ci.ts';
import forgeRuns from '../../evidence/forge-runs.ts';

export default defineAudit({
  title: 'The pipeline to production is fast, by the records of its latest runs',
  failureTitle: 'The pipeline to production takes longer than agreed',
  why: 'How long the pipeline takes is how long an outage lasts whose repair is already written.',
  fix: 'Look at the slowest jobs of the run named: cache dependencies and image layers, run jobs side by side, split the slowest tests. Set the number you promise under thresholds: in seaworthy.yaml.',
  refs: ['DORA: lead time for changes'],
  severity: 'note',
  state: 'stable',
  effortHours: 6,
  claims: [
    'build-to-production time',
    'deployment time',
    'minutes deploy',
    'zero-touch deployment',
    '<10min build-to-production time',
    'faster builds',
    'parallel job execution',
    'build time',
    'pipeline duration',
    'ci time',
    'deploy time',
    'fast builds',
  ],
  limits: { minutes: { default: 60, unit: 'minutes', about: 'the longest median of a run that deploys' } },
  needs: { seen: ci, history: forgeRuns },
  judge({ seen, history }, policy) {
    const runs = deployRuns(seen, history)
      .filter((run) => run.conclusion === 'success')
      .slice(0, 20);
    if (runs.length < 3) {
      const because = `The code host records ${runs.length} successful runs of a workflow that deploys to production; three are needed to measure.`;
      return { abstains: 'unknown', because, signs: runs.map(({ url }) => ({ url })) };
    }
    const minutes = runs.map(minutesOf);
    const middle = median(minutes) ?? 0;
    const limit = policy.limit('minutes');
    if (middle <= limit.value) return { looked: runs.length, findings: [] };
    const spread = `${Math.round(Math.min(...minutes))}–${Math.round(Math.max(...minutes))}`;
    const says = `A run to production takes ${Math.round(middle)} minutes (median of ${runs.length}, ${spread}), more than ${limit.value} (${limit.from}).`;
    const slowest = runs[minutes.indexOf(Math.max(...minutes))];
    const where = slowest === undefined ? {} : { file: slowest.workflow, url: slowest.url };
    return { looked: runs.length, findings: [{ key: 'slow', says, where }] };
  },
  examples: {
    pass: [{ given: { seen: deploying(), history: took(11, 12, 14) } }],
    fail: [{ given: { seen: deploying(), history: took(70, 80, 95) }, findings: ['slow'] }],
    hollow: [{ name: 'one run', given: { seen: deploying(), history: took(4) }, outcome: 'unknown' }],
    absent: [{ given: { seen: deploying(), history: took() }, outcome: 'unknown' }],
  },
});

function minutesOf(run: ForgeRun): number {
  return (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 60_000;
}

function deploying() {
  return exampleCi([exampleJob('deploy', [runStep([ran('kubectl apply -f k8s/', ['deploy'])])])]);
}

function took(...minutes: readonly number[]) {
  const runs = minutes.map((long, index) => ({
    workflow: '.github/workflows/ci.yml',
    name: 'CI',
    event: 'push',
    branch: 'main',
    commit: `c${index}`,
    status: 'completed',
    conclusion: 'success',
    startedAt: '2026-11-19T09:00:00Z',
    endedAt: new Date(Date.parse('2026-11-19T09:00:00Z') + long * 60_000).toISOString(),
    attempt: 1,
    url: `https://github.example/acme/orders/actions/runs/${index}`,
  }));
  return { defaultBranch: 'main', complete: true, runs };
}
