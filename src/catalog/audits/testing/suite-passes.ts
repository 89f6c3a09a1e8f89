import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import type { SuiteRun } from '../../evidence/suite-runs.ts';
import suiteState from '../../evidence/suite-state.ts';

export default defineAudit({
  title: 'The whole test suite runs from a clean checkout, executes tests, and none fails',
  failureTitle: 'The test suite is missing, hollow, or does not pass from a clean checkout',
  why: 'A suite that is red, or green because it runs nothing, lets every change through: users find the fault first.',
  fix: 'Write tests for what must not break, let one command run all of them on a fresh clone (`npm test`, `pytest`, `go test ./...`, `mvn verify`, `bundle exec rspec`, `phpunit`, `dotnet test`, `cargo test`), and take out every `.only` and `fdescribe`.',
  refs: ['NIST SSDF PW.8', 'Fowler, Self Testing Code'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 16,
  claims: [
    'all tests pass',
    'tests passing',
    'unit tests passing',
    'unit tests',
    'test automation',
    'automated test execution',
    'full test suite',
    'test suite',
    'verify all tests pass',
    'integration tests passed',
    'tests pass',
    'test suite passes',
    'passing tests',
    'unit tests pass',
    'test passing',
    'tests green',
    'all tests',
    'tests are passing',
    'tests run',
    'run tests',
    'tests succeed',
    'test suite green',
    'all unit tests',
    'all tests green',
    'regression tests',
    'regression testing',
    'regression suite',
  ],
  needs: { seen: suiteState },
  judge({ seen }) {
    const cases = seen.kinds.reduce((sum, kind) => sum + kind.cases, 0);
    const unsteady = unsteadyTests(seen.runs ?? []);
    const steady = (seen.runs ?? []).filter((run) => !run.tests.some((test) => unsteady.has(keyOf(test))));
    const findings = steady.flatMap(problemsOf);
    const focused = seen.focused.map(({ file, line, note }) => ({
      key: `focused:${file}`,
      says: `${note} keeps all other tests of ${file} from running.`,
      where: { file, line },
    }));
    const hollow = hollowness(seen, cases);
    const all = onePerKey([...findings, ...focused, ...hollow]);
    if (all.length > 0) return { looked: Math.max(cases, 1), findings: all };
    const signs = seen.kinds.map(({ kind, cases: count, largest }) => ({
      file: largest,
      note: `${count} ${kind} cases`,
    }));
    const [missed] = seen.notRun ?? [];
    if (missed) {
      const because = `\`${missed.command}\` showed nothing: ${missed.because}`;
      return { abstains: 'unknown', because, signs };
    }
    if (seen.runs === undefined || seen.runs.length === 0) {
      const because =
        cases > 0
          ? 'the tests are there, and nobody has seen them run. To prove it: let Seaworthy run the suite in a sandbox (--start)'
          : seen.unread[0] === undefined
            ? 'there is no code to test'
            : `no test was found, and ${seen.unread[0]} could not be looked into`;
      return { abstains: 'unknown', because, signs };
    }
    const [unstable] = unsteady;
    if (unstable !== undefined) {
      const because = `unstable: ${unstable} passed and failed in ${seen.runs.length} runs of the same code`;
      return { abstains: 'unknown', because, signs };
    }
    const dirty = seen.runs.find((run) => !run.cleanCheckout);
    if (dirty)
      return { abstains: 'unknown', because: `\`${dirty.command}\` did not run on a clean checkout`, signs };
    return { looked: seen.runs.flatMap((run) => run.tests).length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: state({ runs: [run({})] }) } }],
    fail: [
      {
        name: 'no test at all',
        given: { seen: state({ kinds: [], assertions: 0 }) },
        findings: ['no-tests'],
      },
      {
        name: 'a focused test',
        given: { seen: state({ focused: [{ file: 'test/a.test.ts', line: 4, note: 'only' }] }) },
        findings: ['focused:test/a.test.ts'],
      },
      {
        name: 'a test fails',
        given: {
          seen: state({
            runs: [
              run({
                exitCode: 1,
                tests: [{ name: 'adds', kind: 'unit', outcome: 'fail', says: '3 is not 4' }],
              }),
            ],
          }),
        },
        findings: ['fails:adds'],
      },
      {
        name: 'green, and nothing was executed',
        given: { seen: state({ runs: [run({ tests: [{ name: 'adds', kind: 'unit', outcome: 'skip' }] })] }) },
        findings: ['nothing-executed:'],
      },
    ],
    hollow: [
      {
        name: 'tests that need more than the sandbox has',
        given: {
          seen: state({
            runs: [],
            notRun: [{ command: 'npm test', folder: '', because: 'it needs a container engine' }],
          }),
        },
        outcome: 'unknown',
      },
      { name: 'tests that nobody has seen run', given: { seen: state({}) }, outcome: 'unknown' },
      {
        name: 'a test that passes and fails on the same code',
        given: {
          seen: state({
            runs: [run({}), run({ exitCode: 1, tests: [{ name: 'adds', kind: 'unit', outcome: 'fail' }] })],
          }),
        },
        outcome: 'unknown',
      },
      {
        name: 'tests that assert nothing',
        given: { seen: state({ assertions: 0 }) },
        findings: ['asserts-nothing'],
      },
      {
        name: 'every test is skipped',
        given: { seen: state({ kinds: [unit(4, 4)] }) },
        findings: ['all-skipped'],
      },
    ],
    absent: [
      {
        name: 'nothing to test',
        given: { seen: state({ kinds: [], assertions: 0, hasCode: false }) },
        outcome: 'unknown',
      },
      {
        name: 'code in a language whose tests are not known here',
        given: { seen: state({ kinds: [], assertions: 0, unread: ['.swift files'] }) },
        outcome: 'unknown',
      },
    ],
  },
});

type Seen = Given<{ seen: typeof suiteState }>['seen'];

/** Tests that one run passed and another failed. */
function unsteadyTests(runs: readonly SuiteRun[]): ReadonlySet<string> {
  const tests = runs.flatMap((run) => run.tests);
  const keysOf = (outcome: 'pass' | 'fail') =>
    new Set(tests.filter((test) => test.outcome === outcome).map(keyOf));
  const passed = keysOf('pass');
  return new Set([...keysOf('fail')].filter((key) => passed.has(key)));
}

function keyOf({ name, file }: SuiteRun['tests'][number]): string {
  return file === undefined ? name : `${name} (${file})`;
}

function problemsOf({ command, folder, exitCode, tests }: SuiteRun): Finding[] {
  const failed = tests.filter((test) => test.outcome === 'fail');
  const executed = tests.filter((test) => test.outcome !== 'skip');
  const failures = failed.slice(0, 20).map(({ name, file, says }) => ({
    key: `fails:${name}`,
    says: `${name} fails${says === undefined ? '' : `: ${says}`}`,
    where: { file: file ?? folder },
  }));
  if (failures.length > 0) return failures;
  const where = { file: folder === '' ? '.' : folder };
  if (executed.length === 0)
    return [{ key: `nothing-executed:${folder}`, says: `\`${command}\` executed not one test.`, where }];
  return exitCode === 0
    ? []
    : [{ key: `exit:${folder}`, says: `\`${command}\` ended with ${exitCode}.`, where }];
}

/** What no run is needed for: nothing there, nothing asserted, everything switched off. */
function hollowness({ kinds, assertions, unread, hasCode }: Seen, cases: number): Finding[] {
  const where = { file: kinds[0]?.largest ?? '.' };
  if (cases === 0) {
    if (unread.length > 0 || !hasCode || kinds.length > 0) return [];
    return [{ key: 'no-tests', says: 'The repository has code and not one test.', where }];
  }
  const skipped = kinds.reduce((sum, kind) => sum + kind.skipped, 0);
  if (skipped >= cases) return [{ key: 'all-skipped', says: `All ${cases} test cases are skipped.`, where }];
  if (assertions > 0) return [];
  return [
    {
      key: 'asserts-nothing',
      says: `${cases} test cases assert nothing: they pass whatever the code does.`,
      where,
    },
  ];
}

function onePerKey(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.key, finding])).values()];
}

function unit(cases: number, skipped: number): Seen['kinds'][number] {
  return { kind: 'unit', files: 2, cases, skipped, largest: 'test/a.test.ts' };
}

function state(change: Partial<Seen>): Seen {
  return { kinds: [unit(40, 0)], assertions: 90, focused: [], unread: [], hasCode: true, ...change };
}

function run(change: Partial<SuiteRun>): SuiteRun {
  const tests = [{ name: 'adds', kind: 'unit' as const, outcome: 'pass' as const }];
  return {
    command: 'npm test',
    folder: '',
    cleanCheckout: true,
    exitCode: 0,
    tests,
    tookMs: 9_000,
    ...change,
  };
}
