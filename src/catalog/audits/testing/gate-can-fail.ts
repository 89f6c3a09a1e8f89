import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import ci from '../../evidence/ci.ts';
import gateBreaks from '../../evidence/gate-breaks.ts';

export default defineAudit({
  title: 'Breaking an assertion turns the gate red',
  failureTitle: 'The gate stays green although an assertion was broken',
  why: 'A gate that cannot close lets everything through with a green tick, which is worse than no gate: people rely on it.',
  fix: 'Follow the way from the test to the gate: the runner must see the file, its exit code must reach the job (no `|| true`, no pipe without `pipefail`, no `continue-on-error`), and the job must be required.',
  refs: ['k6 thresholds', 'Fowler, Continuous Integration'],
  severity: 'major',
  state: 'trial',
  effortHours: 4,
  claims: ['quality gate', 'ci gate', 'tests block', 'merge blocked', 'tests gate deployment'],
  needs: { seen: gateBreaks },
  signs: {
    from: { pipelines: ci },
    look: ({ pipelines }) =>
      pipelines.pipelines.flatMap((pipeline) =>
        pipeline.jobs.flatMap((job) =>
          job.steps
            .filter((step) => step.does.includes('test'))
            .map(({ file, line }) => ({ file, line, job: job.id, note: 'runs tests' })),
        ),
      ),
  },
  judge({ seen }) {
    if (seen.gate.length === 0 || seen.breaks.length === 0)
      return {
        abstains: 'unknown',
        because: 'nothing was broken on purpose, so nobody knows whether the gate can close',
      };
    if (seen.exitBefore !== 0)
      return {
        abstains: 'unknown',
        because: `the gate was red (${seen.exitBefore}) before anything was broken`,
      };
    const findings = seen.breaks
      .filter((one) => one.exitAfter === 0)
      .map(({ file, line, change }) => ({
        key: `stays-green:${file}`,
        says: `${seen.gate.join(', ')} stayed green after ${change}.`,
        where: { file, line },
      }));
    return { looked: seen.breaks.length, findings };
  },
  examples: {
    pass: [{ given: { seen: broken(1) } }],
    fail: [{ given: { seen: broken(0) }, findings: ['stays-green:test/orders.test.ts'] }],
    hollow: [
      { name: 'red already before', given: { seen: { ...broken(1), exitBefore: 1 } }, outcome: 'unknown' },
      { name: 'nothing was broken', given: { seen: { ...broken(1), breaks: [] } }, outcome: 'unknown' },
    ],
  },
});

function broken(exitAfter: number): Given<{ seen: typeof gateBreaks }>['seen'] {
  const change = 'expect(total).toBe(3) became expect(total).not.toBe(3)';
  return {
    gate: ['npm test'],
    exitBefore: 0,
    breaks: [{ file: 'test/orders.test.ts', line: 14, change, exitAfter }],
  };
}
