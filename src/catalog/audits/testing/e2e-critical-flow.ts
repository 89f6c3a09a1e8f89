import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import e2eRuns from '../../evidence/e2e-runs.ts';
import testFiles from '../../evidence/test-files.ts';
import toolConfigs from '../../evidence/tool-configs.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

export default defineAudit({
  title: 'Logging in and one core flow pass end to end against a running stack',
  failureTitle: 'No end-to-end test takes a user through logging in and a core flow',
  why: 'Every part can be green while the parts together cannot log anybody in.',
  fix: 'Write one test that signs in through the real page or API and completes the flow the product exists for, and run it against the started stack before every release (Playwright, Cypress, or plain HTTP).',
  refs: ['Mercari production readiness checklist', 'Google SRE, PRR'],
  severity: 'major',
  state: 'trial',
  effortHours: 16,
  claims: [
    'end-to-end tests',
    'e2e tests for critical flows',
    'e2e smoke tests',
    'complete workflow validation',
    'authentication flow',
    'core functionality',
    'critical user flows',
    'critical user journeys',
    'critical paths tested',
    'user flows tested',
    'end-to-end testing',
    'core user flows',
    'user journeys',
    'critical flows',
    'main user flows',
    'checkout flow',
    'payment flow',
    'critical paths',
    'critical workflows',
    'key user journeys',
    'all user flows',
    'e2e smoke',
    'e2e testing',
    'end to end tests',
    'complete user flow',
    'user flow',
  ],
  when: ['service', 'frontend'],
  needs: { seen: e2eRuns },
  signs: {
    from: { t: testFiles, c: toolConfigs },
    look: ({ t, c }) => [
      ...testsOfKind(t, ['e2e']),
      ...c.tools
        .filter(({ tool, aside }) => /^(playwright|cypress)$/.test(tool) && !aside)
        .map(({ tool, file }) => ({ file, note: `${tool} is configured` })),
    ],
  },
  judge({ seen }) {
    const tests = seen.runs.flatMap((run) => run.tests);
    if (tests.length === 0) return { abstains: 'unknown', because: 'no end-to-end test was run' };
    const failed = tests
      .filter((test) => test.outcome === 'fail')
      .map(({ name, file, says }) => ({
        key: `fails:${name}`,
        says: `${name} fails${says === undefined ? '' : `: ${says}`}`,
        where: file === undefined ? {} : { file },
      }));
    if (failed.length > 0) return { looked: tests.length, findings: failed };
    const passed = tests.filter((test) => test.outcome === 'pass' && test.reached > 0);
    const where = tests[0]?.file === undefined ? {} : { file: tests[0].file };
    const lacking = [
      ...(passed.some((test) => test.signedIn)
        ? []
        : [
            { key: 'no-log-in', says: 'No passing end-to-end test signed in to the running service.', where },
          ]),
      ...(passed.some((test) => test.business > 0)
        ? []
        : [
            {
              key: 'no-core-flow',
              says: 'No passing end-to-end test completed a business request against the running service.',
              where,
            },
          ]),
    ];
    return { looked: tests.length, findings: lacking };
  },
  examples: {
    pass: [{ given: { seen: { runs: [run([test({})])] } } }],
    fail: [
      {
        given: { seen: { runs: [run([test({ outcome: 'fail', says: 'no button "Log in"' })])] } },
        findings: ['fails:places an order'],
      },
      {
        name: 'green without touching the service',
        given: { seen: { runs: [run([test({ reached: 0 })])] } },
        findings: ['no-log-in', 'no-core-flow'],
      },
      {
        name: 'all skipped',
        given: { seen: { runs: [run([test({ outcome: 'skip' })])] } },
        findings: ['no-log-in', 'no-core-flow'],
      },
      {
        name: 'it only opens the start page',
        given: { seen: { runs: [run([test({ signedIn: false, business: 0 })])] } },
        findings: ['no-log-in', 'no-core-flow'],
      },
    ],
    absent: [{ given: { seen: { runs: [] } }, outcome: 'unknown' }],
  },
});

type Run = Given<{ seen: typeof e2eRuns }>['seen']['runs'][number];

function test(change: Partial<Run['tests'][number]>): Run['tests'][number] {
  return {
    name: 'places an order',
    file: 'e2e/order.spec.ts',
    outcome: 'pass',
    reached: 14,
    signedIn: true,
    business: 3,
    ...change,
  };
}

function run(tests: Run['tests']): Run {
  return { command: 'playwright test', exitCode: 0, tests };
}
