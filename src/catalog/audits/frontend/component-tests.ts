import { defineAudit } from '../../../kit/audit.ts';
import suiteRuns, { type SuiteRun } from '../../evidence/suite-runs.ts';
import manifests from '../../evidence/manifests.ts';
import testFiles from '../../evidence/test-files.ts';
import { packagesThat } from '../../frontend-signs.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

export default defineAudit({
  title: 'Component tests exist and were executed',
  failureTitle: 'No component test was executed',
  why: 'What a user clicks is a component; without a test of it, a refactoring breaks the form and the type checker is happy.',
  fix: 'Test the components that carry the key flow from the outside, as a user sees them: Testing Library, Vue Test Utils, Angular TestBed, or a Storybook with its test runner.',
  refs: ['Testing Library guiding principles'],
  severity: 'minor',
  state: 'trial',
  effortHours: 16,
  claims: [
    'component tests',
    'frontend component tests',
    'component unit tests',
    'storybook',
    'react testing library',
    'ui tests',
    'frontend tests',
    'component testing',
    'frontend unit tests',
    'snapshot tests',
  ],
  when: ['frontend'],
  needs: { seen: suiteRuns },
  signs: {
    from: { t: testFiles, m: manifests },
    look: ({ t, m }) => [
      ...testsOfKind(t, ['component']),
      ...packagesThat(
        m,
        /^(@testing-library\/(react|vue|svelte|angular)|@vue\/test-utils|storybook|@storybook\/test-runner)$/,
      ),
    ],
  },
  judge({ seen }) {
    const tests = seen.runs.flatMap((run) => run.tests);
    if (tests.length === 0) return { abstains: 'unknown', because: 'no run reported its tests one by one' };
    const mine = tests.filter((test) => test.kind === 'component');
    if (mine.some((test) => test.outcome !== 'skip')) return { looked: mine.length, findings: [] };
    const [missed] = seen.notRun ?? [];
    if (missed)
      return { abstains: 'unknown', because: `\`${missed.command}\` showed nothing: ${missed.because}` };
    const file = mine[0]?.file;
    const says =
      mine.length === 0
        ? 'No component test was collected.'
        : `All ${mine.length} component tests were skipped.`;
    return {
      looked: tests.length,
      findings: [{ key: 'none', says, where: file === undefined ? {} : { file } }],
    };
  },
  examples: {
    pass: [{ given: { seen: { runs: [run('component', 'pass')] } } }],
    fail: [
      { given: { seen: { runs: [run('unit', 'pass')] } }, findings: ['none'] },
      { name: 'all skipped', given: { seen: { runs: [run('component', 'skip')] } }, findings: ['none'] },
    ],
    absent: [{ given: { seen: { runs: [] } }, outcome: 'unknown' }],
  },
});

type Test = SuiteRun['tests'][number];

function run(kind: Test['kind'], outcome: Test['outcome']): SuiteRun {
  return {
    command: 'npm test',
    folder: 'web',
    cleanCheckout: true,
    exitCode: 0,
    tookMs: 6_000,
    tests: [
      {
        name: 'shows the order',
        file: 'web/src/Order.test.tsx',
        kind,
        outcome,
      },
    ],
  };
}
