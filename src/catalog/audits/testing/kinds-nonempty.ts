import { defineAudit } from '../../../kit/audit.ts';
import suiteRuns, { type SuiteRun } from '../../evidence/suite-runs.ts';
import testFiles from '../../evidence/test-files.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

/** Kinds a service owes: the others (component, contract, performance) have audits of their own. */
const owed = ['unit', 'integration', 'e2e'] as const;

export default defineAudit({
  title: 'Unit, integration and end-to-end tests each have tests that were executed',
  failureTitle: 'A kind of test exists only by name: nothing of it was executed',
  why: 'A folder called e2e with everything skipped in it gives the comfort of a test and none of its protection.',
  fix: 'Give each kind at least one test that runs: units without a network, integration against the real database or over the API, and one end-to-end flow against the started service.',
  refs: ['Fowler, The Practical Test Pyramid'],
  severity: 'major',
  state: 'trial',
  effortHours: 16,
  claims: [
    'integration tests',
    'api tests',
    'security tests',
    'end-to-end tests',
    'e2e smoke tests',
    'e2e tests',
    'component tests',
    'unit tests for services',
    'component unit tests',
  ],
  needs: { seen: suiteRuns },
  signs: {
    from: { t: testFiles },
    look: ({ t }) => [
      ...testsOfKind(t, ['unit']),
      ...testsOfKind(t, ['integration', 'api']),
      ...testsOfKind(t, ['e2e']),
    ],
  },
  judge({ seen }) {
    const tests = seen.runs.flatMap((run) => run.tests);
    if (tests.length === 0) return { abstains: 'unknown', because: 'no run reported its tests one by one' };
    const findings = owed.flatMap((kind) => {
      // Tests over the API use the parts together too.
      const mine = tests.filter(
        (test) => test.kind === kind || (kind === 'integration' && test.kind === 'api'),
      );
      if (mine.some((test) => test.outcome !== 'skip')) return [];
      const file = mine[0]?.file;
      const says =
        mine.length === 0
          ? `No ${kind} test was collected.`
          : `All ${mine.length} ${kind} tests were skipped.`;
      return [{ key: `empty:${kind}`, says, where: file === undefined ? {} : { file } }];
    });
    return { looked: tests.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { runs: [run(['unit', 'pass'], ['api', 'pass'], ['e2e', 'pass'])] } } }],
    fail: [
      {
        name: 'the end-to-end tests are all skipped',
        given: { seen: { runs: [run(['unit', 'pass'], ['integration', 'pass'], ['e2e', 'skip'])] } },
        findings: ['empty:e2e'],
      },
      { given: { seen: { runs: [run(['unit', 'pass'])] } }, findings: ['empty:integration', 'empty:e2e'] },
    ],
    absent: [{ given: { seen: { runs: [] } }, outcome: 'unknown' }],
  },
});

type Test = SuiteRun['tests'][number];

function run(...tests: readonly (readonly [Test['kind'], Test['outcome']])[]): SuiteRun {
  return {
    command: 'npm test',
    folder: '',
    cleanCheckout: true,
    exitCode: 0,
    tookMs: 9_000,
    tests: tests.map(([kind, outcome], index) => ({
      name: `t${index}`,
      file: `test/${kind}.test.ts`,
      kind,
      outcome,
    })),
  };
}
