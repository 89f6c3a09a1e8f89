import { defineAudit } from '../../../kit/audit.ts';
import suiteRuns, { type SuiteRun } from '../../evidence/suite-runs.ts';
import testFiles from '../../evidence/test-files.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

const leastRuns = 3;

export default defineAudit({
  title: 'Three runs of the suite in a row agree on every test',
  failureTitle: 'A test gives different results on the same code',
  why: 'People learn to press "run again" on a flaky suite, and press it on the day the failure is real.',
  fix: 'Find what differs between the runs (time, order, shared rows, ports, sleeps) and take it away; a test that cannot be made steady is quarantined with an owner and a date.',
  refs: ['DORA, Test automation'],
  severity: 'minor',
  state: 'trial',
  effortHours: 8,
  claims: [
    'flaky tests',
    'no flaky tests',
    'stable tests',
    'test stability',
    'tests stable',
    'test flakiness',
  ],
  needs: { seen: suiteRuns },
  signs: { from: { t: testFiles }, look: ({ t }) => testsOfKind(t, ['e2e', 'integration', 'api']) },
  judge({ seen }) {
    const folders = [...new Set(seen.runs.map((run) => run.folder))];
    const enough = folders.filter((folder) => runsOf(seen.runs, folder).length >= leastRuns);
    if (enough.length === 0)
      return { abstains: 'unknown', because: `fewer than ${leastRuns} runs of the same suite were made` };
    const findings = enough.flatMap((folder) => {
      const runs = runsOf(seen.runs, folder);
      const results = new Map<string, { outcomes: Set<string>; file?: string | undefined }>();
      for (const { tests } of runs) {
        for (const { name, file, outcome } of tests) {
          const key = `${file ?? ''}:${name}`;
          const known = results.get(key) ?? { outcomes: new Set<string>(), file };
          results.set(key, { ...known, outcomes: known.outcomes.add(outcome) });
        }
      }
      return [...results]
        .filter(([, { outcomes }]) => outcomes.has('pass') && outcomes.has('fail'))
        .map(([name, { file }]) => ({
          key: `flaky:${name}`,
          says: `${name.slice(name.indexOf(':') + 1)} passed and failed in ${runs.length} runs of the same code.`,
          where: file === undefined ? {} : { file },
        }));
    });
    return { looked: enough.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { runs: [run('pass'), run('pass'), run('pass')] } } }],
    fail: [
      {
        given: { seen: { runs: [run('pass'), run('fail'), run('pass')] } },
        findings: ['flaky:test/a.test.ts:adds'],
      },
    ],
    hollow: [
      { name: 'one run agrees with itself', given: { seen: { runs: [run('pass')] } }, outcome: 'unknown' },
    ],
    absent: [{ given: { seen: { runs: [] } }, outcome: 'unknown' }],
  },
});

function runsOf(runs: readonly SuiteRun[], folder: string): readonly SuiteRun[] {
  return runs.filter((run) => run.folder === folder && run.tests.length > 0);
}

function run(outcome: 'pass' | 'fail'): SuiteRun {
  return {
    command: 'npm test',
    folder: '',
    cleanCheckout: true,
    exitCode: outcome === 'pass' ? 0 : 1,
    tookMs: 4_000,
    tests: [
      {
        name: 'adds',
        file: 'test/a.test.ts',
        kind: 'unit',
        outcome,
      },
    ],
  };
}
