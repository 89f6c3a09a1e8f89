import { defineAudit, type Verdict } from '../../../kit/audit.ts';
import type { Where } from '../../../kit/where.ts';
import { isFixture } from '../../aside.ts';
import { coverageGates, type CoverageGate } from '../../ci/coverage-gates.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot, does, seatsOf, unfollowedRunner, whereOf } from '../../ci/look.ts';
import ci from '../../evidence/ci.ts';
import toolConfigs from '../../evidence/tool-configs.ts';

export default defineAudit({
  title: 'CI fails when test coverage falls below a stated number',
  failureTitle: 'No coverage number can fail CI, or only one lower than asked for',
  why: 'A number in a document or a badge does not stop anybody: untested code piles up until a release breaks what nobody tests.',
  fix: 'Write the threshold where the test command compares it, and run that command in CI: `coverage.thresholds` and `vitest run --coverage`; `coverageThreshold` and `jest --coverage`; `pytest --cov --cov-fail-under=85`; `nyc --check-coverage`; `minimum_coverage` in SimpleCov; the JaCoCo `check` goal; `cargo llvm-cov --fail-under-lines 85`.',
  refs: ['Google Testing Blog: Code coverage best practices', 'DORA: test automation'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'coverage requirements',
    'fail-under',
    'coverage target',
    'minimum coverage',
    'coverage tracking',
    'coverage gate',
    '85% minimum',
    'coverage threshold',
    'test coverage collection framework',
    'minimum target',
    'coverage report',
    'coverage enforced',
    'coverage reports',
    'coverage tracked',
    'coverage reporting',
  ],
  limits: { lowest: { default: 1, unit: '%', about: 'the share of tested lines below which CI fails' } },
  needs: { seen: ci, set: toolConfigs },
  judge({ seen, set }, policy) {
    const gates = coverageGates(seen, set.tools);
    const real = gates.filter((gate) => gate.harmless === undefined && gate.percent > 0);
    if (real.length > 0) return compare(real, policy.limit('lowest'));
    const [lost] = gates;
    if (lost) {
      const says =
        lost.percent > 0
          ? `Coverage is compared, but ${lost.harmless}.`
          : 'The coverage threshold is 0, which every run reaches.';
      return {
        looked: gates.length,
        findings: [{ key: lost.percent > 0 ? 'harmless' : 'zero', says, where: lost.where }],
      };
    }
    const written = set.tools.filter(
      (tool) =>
        !tool.aside &&
        !isFixture(tool.file) &&
        tool.settings.some((setting) => setting.key.startsWith('threshold.')),
    );
    const watched = watchers(seen);
    const blind = blindSpot(seen);
    if (blind !== undefined || watched.length > 0 || written.some((tool) => tool.tool === 'codecov')) {
      const because =
        blind ??
        'Coverage is sent to a service, which may fail the check; its settings are not in the repository';
      const signs = [
        ...watched,
        ...written.map(({ file, line }) => ({ file, line, note: 'a threshold is written here' })),
      ];
      return { abstains: 'unknown', because: `${because}.`, signs };
    }
    const runner = unfollowedRunner(seen);
    if (runner !== undefined)
      return {
        abstains: 'unknown',
        because: `CI runs ${runner}, whose tasks were not followed.`,
        signs: written.map(({ file, line }) => ({ file, line, note: 'a threshold is written here' })),
      };
    const [one] = written;
    if (one) {
      const says = `${one.file} states a threshold, and no CI step runs a command that compares it.`;
      return {
        looked: 1,
        findings: [{ key: `not-enforced:${one.file}`, says, where: { file: one.file, line: one.line } }],
      };
    }
    const unread = set.tools.find(
      (tool) =>
        !tool.complete &&
        !tool.aside &&
        /^(jest|vitest|vite|karma|nyc|c8|simplecov|mocha|ava|tap)$/.test(tool.tool),
    );
    if (unread)
      return {
        abstains: 'unknown',
        because: `${unread.file} is a program that may set a threshold.`,
        signs: [{ file: unread.file, line: unread.line }],
      };
    const tests = seatsOf(seen).find(({ step }) => does(step, ['test']));
    const where = tests ? whereOf(tests) : { file: seen.systems[0]?.file ?? '.github/workflows' };
    return {
      looked: 1,
      findings: [{ key: 'absent', says: 'No test command in CI compares coverage with a number.', where }],
    };
  },
  examples: {
    pass: [
      { given: { seen: testing('pytest --cov=app --cov-fail-under=85'), set: nothing() } },
      {
        name: 'a threshold in the configuration of the runner',
        given: { seen: testing('vitest run --coverage'), set: threshold() },
      },
    ],
    fail: [
      { given: { seen: testing('pytest --cov=app'), set: nothing() }, findings: ['absent'] },
      {
        given: { seen: testing('vitest run'), set: threshold() },
        findings: ['not-enforced:vitest.config.ts'],
      },
      {
        name: 'a gate below what the team asks for',
        given: { seen: testing('pytest --cov=app --cov-fail-under=60'), set: nothing() },
        limits: { lowest: 85 },
        findings: ['low'],
      },
    ],
    hollow: [
      {
        name: 'a threshold of zero',
        given: { seen: testing('pytest --cov-fail-under=0'), set: nothing() },
        findings: ['zero'],
      },
      {
        name: 'a gate whose failure is thrown away',
        given: {
          seen: exampleCi([
            exampleJob('test', [runStep([ran('pytest --cov-fail-under=85', ['test'], { lost: 'or-true' })])]),
          ]),
          set: nothing(),
        },
        findings: ['harmless'],
      },
    ],
    absent: [{ given: { seen: noCi, set: nothing() }, outcome: 'unknown' }],
  },
});

/** Gates for lines, branches and parts may differ: only what all of them reach, or none, is said. */
function compare(gates: readonly CoverageGate[], limit: { value: number; from: string }): Verdict {
  const low = gates.filter(({ percent }) => percent < limit.value);
  const [first] = low;
  if (!first) return { looked: gates.length, findings: [] };
  const says = `CI lets coverage fall to ${first.percent} %; ${limit.from} asks for ${limit.value} %.`;
  // A gate whose number is set elsewhere counts as 1.
  if (low.length < gates.length || low.some(({ percent }) => percent <= 1))
    return { abstains: 'unknown', because: says, signs: [first.where] };
  return { looked: gates.length, findings: [{ key: 'low', says, where: first.where }] };
}

/** Uploads to services that can fail a check by their own settings. */
function watchers(seen: Parameters<typeof seatsOf>[0]): Where[] {
  const service = /codecov|coveralls|codacy|codeclimate|sonar|qlty|deepsource/i;
  return seatsOf(seen)
    .filter(({ step }) =>
      service.test(`${step.uses ?? ''} ${step.commands.map((one) => one.program ?? '').join(' ')}`),
    )
    .map((seat) => ({ ...whereOf(seat), note: 'coverage goes to a service' }));
}

function testing(text: string) {
  return exampleCi([exampleJob('test', [runStep([ran(text, ['test'])])])]);
}

function nothing() {
  return { tools: [], skipped: [] };
}

function threshold() {
  const tool = {
    tool: 'vitest',
    role: 'test-runner' as const,
    file: 'vitest.config.ts',
    folder: '',
    aside: false,
    line: 4,
    settings: [{ key: 'threshold.lines', value: 90, line: 9 }],
    extends: [],
    complete: true,
  };
  return { tools: [tool], skipped: [] };
}
