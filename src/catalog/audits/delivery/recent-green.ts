import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, ran, runStep } from '../../ci/example-ci.ts';
import { does } from '../../ci/look.ts';
import type { Pipeline } from '../../ci/model.ts';
import { checks } from '../../ci/swallowed.ts';
import ci from '../../evidence/ci.ts';
import forgeRuns from '../../evidence/forge-runs.ts';

export default defineAudit({
  title: 'Every workflow that checks the default branch was green there in the last two weeks',
  failureTitle: 'CI is red on the default branch',
  why: 'What is on the default branch is what goes out next. If its checks are red, nobody knows whether it works.',
  fix: 'Repair the failing workflow before anything else is merged; if the failure is a flaky test, repair or remove that test.',
  refs: ['OpenSSF Scorecard CI-Tests', 'DORA: continuous integration'],
  severity: 'major',
  state: 'stable',
  effortHours: 4,
  claims: [
    'ci/cd pipeline',
    'automated testing',
    'test automation',
    'ci/cd pipeline functional',
    'ci/cd pipeline operational',
    'automated test execution',
    'ci green',
    'ci passing',
    'ci passes',
    'ci/cd',
    'pipeline green',
    'green build',
    'build green',
    'all checks pass',
    'continuous integration',
    'pipeline passing',
    'main branch green',
    'ci is green',
  ],
  limits: { days: { default: 14, unit: 'days', about: 'how old the newest green run may be' } },
  needs: { seen: ci, history: forgeRuns },
  judge({ seen, history }, policy) {
    const findings: Finding[] = [];
    const stale: Where[] = [];
    const limit = policy.limit('days');
    const required = seen.pipelines.filter((pipeline) => checksBranch(pipeline, history.defaultBranch));
    for (const pipeline of required) {
      const runs = history.runs.filter(
        (run) =>
          run.workflow === pipeline.file &&
          run.branch === history.defaultBranch &&
          run.event !== 'pull_request' &&
          /^(success|failure|timed_out|startup_failure)$/.test(run.conclusion ?? ''),
      );
      const [newest] = runs;
      if (newest === undefined) {
        stale.push({ file: pipeline.file, note: `no finished run on ${history.defaultBranch}` });
        continue;
      }
      if (newest.conclusion !== 'success') {
        const says = `The newest run of ${newest.name} on ${history.defaultBranch} ended with ${newest.conclusion}.`;
        findings.push({
          key: `red:${pipeline.file}`,
          says,
          where: { file: pipeline.file, url: newest.url, commit: newest.commit },
        });
        continue;
      }
      const days = Math.floor((Date.parse(policy.today) - Date.parse(newest.endedAt)) / 86_400_000);
      if (days > limit.value)
        stale.push({ file: pipeline.file, url: newest.url, note: `last green ${days} days ago` });
    }
    if (findings.length > 0) return { looked: required.length, findings };
    if (required.length === 0)
      return {
        abstains: 'unknown',
        because: `No workflow that was understood checks ${history.defaultBranch}.`,
      };
    if (stale.length > 0) {
      const because = `Some workflows have no run in the last ${limit.value} days (${limit.from}). To prove it: run them again.`;
      return { abstains: 'unknown', because, signs: stale };
    }
    return { looked: required.length, findings };
  },
  examples: {
    pass: [{ given: { seen: testing(), history: withRun('success', '2026-11-18T10:00:00Z') } }],
    fail: [
      {
        given: { seen: testing(), history: withRun('failure', '2026-11-18T10:00:00Z') },
        findings: ['red:.github/workflows/ci.yml'],
      },
    ],
    hollow: [
      {
        name: 'a green run of last year',
        given: { seen: testing(), history: withRun('success', '2025-11-18T10:00:00Z') },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { seen: testing(), history: { defaultBranch: 'main', runs: [], complete: true } },
        outcome: 'unknown',
      },
    ],
  },
});

function checksBranch(pipeline: Pipeline, branch: string): boolean {
  const pushed = pipeline.triggers.some(
    (one) =>
      one.kind === 'push' &&
      (one.branches === undefined || one.branches.some((name) => name === branch || /^\*+$/.test(name))),
  );
  return (
    pushed &&
    pipeline.jobs.some((job) => job.calls !== undefined || job.steps.some((step) => does(step, checks)))
  );
}

function testing() {
  return exampleCi([exampleJob('test', [runStep([ran('npm test', ['test'])])])]);
}

function withRun(conclusion: string, at: string) {
  const run = {
    workflow: '.github/workflows/ci.yml',
    name: 'CI',
    event: 'push',
    branch: 'main',
    commit: 'c0ffee',
    status: 'completed',
    conclusion,
    startedAt: at,
    endedAt: at,
    attempt: 1,
    url: 'https://github.example/acme/orders/actions/runs/1',
  };
  return { defaultBranch: 'main', complete: true, runs: [run] };
}
