import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import coverageClaims from '../../evidence/coverage-claims.ts';
import coverageRuns from '../../evidence/coverage-runs.ts';
import testReports from '../../evidence/test-reports.ts';
import toolConfigs from '../../evidence/tool-configs.ts';
import { toolsWith } from '../../tests/test-signs.ts';

export default defineAudit({
  title: 'Test coverage measured now is at least what is claimed',
  failureTitle: 'Test coverage measured now is below what is claimed',
  why: 'A number from a document nobody measures goes stale within weeks, and decisions rest on it.',
  fix: 'Measure coverage in CI with a threshold that fails (`vitest run --coverage` with `thresholds`, `pytest --cov --cov-fail-under=85`, `jacocoTestCoverageVerification`, SimpleCov `minimum_coverage`), and write into documents what was measured, with the date.',
  refs: ['DORA, Test automation', 'OSPS Baseline QA'],
  severity: 'major',
  state: 'trial',
  effortHours: 24,
  claims: [
    'test coverage',
    'coverage',
    'code coverage',
    'overall coverage',
    'coverage requirements',
    'coverage target',
    'coverage >',
    '% coverage',
    'test coverage above',
    'coverage above',
    'code coverage above',
    'backend coverage',
    'frontend coverage',
    'coverage target met',
    'line coverage',
    'branch coverage',
    'unit test coverage',
    'comprehensive test coverage',
  ],
  limits: {
    leastPercent: {
      default: 70,
      unit: 'percent of lines',
      about: 'The least coverage where nothing is claimed.',
    },
  },
  needs: { measured: coverageRuns, claimed: coverageClaims },
  signs: {
    from: { c: toolConfigs, r: testReports },
    look: ({ c, r }) => [
      ...toolsWith(c, ['coverage']),
      ...r.reports
        .filter((report) => report.coverage !== undefined)
        .map(({ file, coverage }) => ({
          file,
          note: `a committed report says ${coverage?.lines?.percent ?? '?'} %`,
        })),
    ],
  },
  judge({ measured, claimed }, policy) {
    const runs = measured.runs.filter((run) => run.executed > 0 && run.lines.total > 0);
    const [missed] = measured.notRun ?? [];
    if (missed)
      return { abstains: 'unknown', because: `\`${missed.command}\` showed nothing: ${missed.because}` };
    if (runs.length === 0)
      return { abstains: 'unknown', because: 'no run measured coverage while executing at least one test' };
    const findings = claimed.claims.flatMap((claim) => below(claim, runs));
    if (claimed.claims.length === 0) {
      const limit = policy.limit('leastPercent');
      for (const { folder, lines } of runs) {
        if (lines.percent >= limit.value) continue;
        const says = `${lines.percent} % of lines are covered; ${limit.value} % is the least (${limit.from}).`;
        findings.push({ key: `below:${folder}`, says, where: { file: folder === '' ? '.' : folder } });
      }
    }
    return { looked: runs.length, findings };
  },
  examples: {
    pass: [
      { given: { measured: measuredAt(91), claimed: claimedAt(85) } },
      { name: 'nothing is claimed', given: { measured: measuredAt(75), claimed: { claims: [] } } },
    ],
    fail: [
      {
        given: { measured: measuredAt(40.5), claimed: claimedAt(85) },
        findings: ['claimed:READINESS.md:85'],
      },
      {
        name: 'nothing is claimed and little is covered',
        given: { measured: measuredAt(12), claimed: { claims: [] } },
        findings: ['below:'],
      },
    ],
    hollow: [
      {
        name: 'a report of a run that executed nothing',
        given: {
          measured: { runs: measuredAt(100).runs.map((run) => ({ ...run, executed: 0 })) },
          claimed: claimedAt(85),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { measured: { runs: [] }, claimed: claimedAt(85) }, outcome: 'unknown' }],
  },
});

type Run = Given<{ m: typeof coverageRuns }>['m']['runs'][number];
type Claim = Given<{ c: typeof coverageClaims }>['c']['claims'][number];

/** A claim of a configuration is about its folder; one of a document about the whole. */
function below({ file, line, percent, folder }: Claim, runs: readonly Run[]): Finding[] {
  const mine = runs.filter((run) => folder === undefined || run.folder === folder);
  const covered = mine.reduce((sum, run) => sum + run.lines.covered, 0);
  const total = mine.reduce((sum, run) => sum + run.lines.total, 0);
  if (total === 0) return [];
  const now = Math.round((1_000 * covered) / total) / 10;
  if (now >= percent) return [];
  const says = `${file} names ${percent} % coverage; measured now: ${now} % of lines.`;
  return [{ key: `claimed:${file}:${percent}`, says, where: { file, line } }];
}

function measuredAt(percent: number): { runs: Run[] } {
  const lines = { covered: percent * 10, total: 1_000, percent };
  return {
    runs: [{ command: 'npm run coverage', folder: '', exitCode: 0, executed: 120, lines, areas: [] }],
  };
}

function claimedAt(percent: number): { claims: Claim[] } {
  return { claims: [{ file: 'READINESS.md', line: 7, percent, by: 'document' }] };
}
