import assert from 'node:assert/strict';
import { it } from 'node:test';
import coverageGate from '../src/catalog/audits/testing/coverage-gate-real.ts';
import { exampleCi, exampleJob, ran, runStep } from '../src/catalog/ci/example-ci.ts';

it('a missing coverage gate is placed at the step that tests, not at the first workflow', () => {
  const ci = exampleCi([
    exampleJob('test', [runStep([ran('bundle exec rspec', ['test'])], { name: 'Run tests' })]),
  ]);
  const stale = {
    system: 'github-actions' as const,
    file: '.github/workflows/a-stale.yml',
    understood: true,
  };
  const given = {
    seen: { ...ci, systems: [stale, ...ci.systems] },
    set: { tools: [], skipped: [] },
  };

  const verdict = coverageGate.judge(given, {
    today: '2026-11-21',
    limit: () => ({ value: 0, from: 'test' }),
  });

  const where = 'findings' in verdict ? verdict.findings[0]?.where : undefined;
  assert.deepEqual(
    { file: where?.file, step: where?.step },
    { file: '.github/workflows/ci.yml', step: 'Run tests' },
  );
});
