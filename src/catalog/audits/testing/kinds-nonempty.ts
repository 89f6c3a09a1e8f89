import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Where } from '../../../kit/where.ts';
import readinessClaims from '../../evidence/readiness-claims.ts';
import suiteRuns, { type SuiteRun } from '../../evidence/suite-runs.ts';
import testFiles, { type TestFile } from '../../evidence/test-files.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

/** How documents name the kinds. Contract and performance tests have audits of their own. */
const names: readonly (readonly [TestFile['kind'], RegExp])[] = [
  ['unit', /\bunit[- ]tests?\b/i],
  ['integration', /\bintegration[- ]tests?\b/i],
  ['api', /\bapi[- ]tests?\b|\bendpoints? tested\b/i],
  ['component', /\bcomponent (unit )?tests?\b/i],
  ['e2e', /\b(e2e|end[- ]to[- ]end)\b/i],
];

export default defineAudit({
  title: 'Each kind of test that is claimed or laid out has tests that were executed',
  failureTitle: 'A kind of test exists only by name: nothing of it was executed',
  why: 'A folder called e2e with everything skipped in it gives the comfort of a test and none of its protection.',
  fix: 'Give each kind at least one test that runs: units without a network, integration against the real database or over the API, one end-to-end flow against the started service; or take the claim and the empty folder away.',
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
    'automated tests',
    'unit and integration tests',
    'test suites',
    'test types',
    'unit testing',
    'tests written',
    'unit test',
  ],
  needs: { seen: suiteRuns, tests: testFiles, documents: readinessClaims },
  signs: {
    from: { t: testFiles },
    look: ({ t }) => [
      ...testsOfKind(t, ['unit']),
      ...testsOfKind(t, ['integration', 'api']),
      ...testsOfKind(t, ['e2e']),
    ],
  },
  judge({ seen, tests, documents }) {
    const executed = seen.runs.flatMap((run) => run.tests);
    if (executed.length === 0)
      return { abstains: 'unknown', because: 'no run reported its tests one by one' };
    const [missed] = seen.notRun ?? [];
    if (missed)
      return { abstains: 'unknown', because: `\`${missed.command}\` showed nothing: ${missed.because}` };
    const owed = claimedKinds(tests, documents);
    const findings = [...owed].flatMap(([kind, where]) => {
      const mine = executed.filter((test) => test.kind === kind);
      if (mine.some((test) => test.outcome !== 'skip')) return [];
      const says =
        mine.length === 0
          ? `No ${kind} test was collected.`
          : `All ${mine.length} ${kind} tests were skipped.`;
      return [{ key: `empty:${kind}`, says, where }];
    });
    return { looked: owed.size, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: ran(['unit', 'pass'], ['e2e', 'pass']),
          tests: laidOut('unit', 'e2e'),
          documents: claiming(),
        },
      },
    ],
    fail: [
      {
        name: 'the end-to-end tests are all skipped',
        given: {
          seen: ran(['unit', 'pass'], ['e2e', 'skip']),
          tests: laidOut('unit', 'e2e'),
          documents: claiming(),
        },
        findings: ['empty:e2e'],
      },
      {
        name: 'claimed in a document, and nowhere to be found',
        given: {
          seen: ran(['unit', 'pass']),
          tests: laidOut('unit'),
          documents: claiming('Integration tests'),
        },
        findings: ['empty:integration'],
      },
    ],
    hollow: [
      {
        name: 'files of a kind that no runner collects',
        given: { seen: ran(['unit', 'pass']), tests: laidOut('unit', 'component'), documents: claiming() },
        findings: ['empty:component'],
      },
    ],
    absent: [{ given: { seen: { runs: [] }, tests: laidOut(), documents: claiming() }, outcome: 'unknown' }],
    notApplicable: [{ given: { seen: ran(['unit', 'pass']), tests: laidOut(), documents: claiming() } }],
  },
});

type Tests = Given<{ t: typeof testFiles }>['t'];
type Documents = Given<{ d: typeof readinessClaims }>['d'];

/** The kinds that files or documents promise, each with the place that does. */
function claimedKinds(tests: Tests, { documents }: Documents): ReadonlyMap<TestFile['kind'], Where> {
  const owed = new Map<TestFile['kind'], Where>();
  for (const { file, standing, claims } of documents) {
    for (const { line, text, says } of standing === 'current' ? claims : []) {
      const kind = says === 'open' ? undefined : names.find(([, name]) => name.test(text))?.[0];
      if (kind !== undefined && !owed.has(kind)) owed.set(kind, { file, line });
    }
  }
  for (const { file, kind } of tests.files) {
    if (names.some(([known]) => known === kind) && !owed.has(kind)) owed.set(kind, { file });
  }
  return owed;
}

type Test = SuiteRun['tests'][number];

function ran(...tests: readonly (readonly [Test['kind'], Test['outcome']])[]): { runs: SuiteRun[] } {
  const found = tests.map(([kind, outcome], index) => ({ name: `t${index}`, kind, outcome }));
  return {
    runs: [
      { command: 'npm test', folder: '', cleanCheckout: true, exitCode: 0, tests: found, tookMs: 9_000 },
    ],
  };
}

function laidOut(...kinds: readonly TestFile['kind'][]): Tests {
  const nothing = { skipped: [], focused: [], silent: [], requests: [], statuses: [] };
  const files = kinds.map((kind) => ({
    file: `test/${kind}/a.test.ts`,
    folder: `test/${kind}`,
    language: 'typescript',
    kind,
    kindBecause: 'the path',
    cases: 3,
    assertions: 5,
    ...nothing,
  }));
  return { files, skipped: [] };
}

function claiming(...texts: readonly string[]): Documents {
  const claims = texts.map((text, index) => ({
    line: index + 1,
    text,
    under: [],
    form: 'item' as const,
    says: 'done' as const,
    inherited: false,
    figures: [],
    blank: false,
  }));
  return { documents: [{ file: 'READINESS.md', standing: 'current', claims }], skipped: [] };
}
