import { defineAudit } from '../../../kit/audit.ts';
import { goodRestore } from '../../backup/restored.ts';
import recoveryPlans from '../../evidence/recovery-plans.ts';
import restoreRun from '../../evidence/restore-run.ts';

export default defineAudit({
  title: 'A restore was timed, and took no longer than the recovery time that is promised',
  failureTitle: 'A restore takes longer than the recovery time that is promised',
  why: 'A promise of fifteen minutes that takes four hours is found out by the customers who relied on it.',
  fix: 'Time the whole way from the order to restore until the application answers; keep a warm copy or restore in parallel (`pg_restore --jobs`) when it is too long, or promise what you measured.',
  refs: ['Mercari production readiness', 'NIST SP 800-34'],
  severity: 'major',
  state: 'trial',
  effortHours: 4,
  claims: [
    'recovery time',
    'rto',
    'recovery time objective',
    'mttr',
    'recovery time: <',
    'restore duration',
    'restore time',
    'time to restore',
    'time to recover',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  limits: {
    rtoMinutes: {
      default: 240,
      unit: 'minutes',
      about: 'the time in which the service must be back, where no document promises less',
    },
  },
  needs: { seen: restoreRun },
  signs: {
    from: { plans: recoveryPlans },
    look: ({ plans }) =>
      plans.plans.flatMap(({ file, recoveryTime }) =>
        recoveryTime.map(({ line, text }) => ({ file, line, note: text })),
      ),
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('rtoMinutes');
    if (seen.exitCode !== 0 || seen.tables.length === 0)
      return { abstains: 'unknown', because: 'The restore did not succeed, so its time says nothing.' };
    if (seen.applicationAnswered !== true)
      return {
        abstains: 'unknown',
        because: 'The application was not started on the restored database: the time is not the whole one.',
      };
    const claimed = seen.claimedRtoMs;
    const limitMs = claimed ?? value * 60_000;
    if (seen.tookMs <= limitMs) return { looked: 1, findings: [] };
    const source = claimed === undefined ? from : 'the document';
    const says = `The restore took ${Math.ceil(seen.tookMs / 60_000)} minutes; ${source} allows ${Math.round(limitMs / 60_000)}.`;
    return { looked: 1, findings: [{ key: 'too-long', says, where: { note: seen.backup } }] };
  },
  examples: {
    pass: [{ given: { seen: goodRestore } }],
    fail: [
      {
        name: 'longer than a document promises',
        given: { seen: { ...goodRestore, tookMs: 1_800_000, claimedRtoMs: 900_000 } },
        findings: ['too-long'],
      },
    ],
    hollow: [
      {
        name: 'a restore that failed quickly',
        given: { seen: { ...goodRestore, exitCode: 1 } },
        outcome: 'unknown',
      },
    ],
  },
});
