import { defineAudit } from '../../../kit/audit.ts';
import { goodRestore } from '../../backup/restored.ts';
import { backupSigns } from '../../backup/signs.ts';
import backups from '../../evidence/backups.ts';
import restoreRun from '../../evidence/restore-run.ts';

export default defineAudit({
  title: 'The newest row that can be restored is within the loss that is allowed',
  failureTitle: 'More is lost after a restore than is allowed',
  why: 'Orders, payments and messages of those hours are gone, and nobody can tell which.',
  fix: 'Dump more often, or archive the write-ahead log (pgBackRest, WAL-G) so that any moment can be restored.',
  refs: ['AWS Backup', 'NIST SP 800-34'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'rpo',
    'recovery point',
    'recovery point objective',
    'disaster recovery procedures',
    'point-in-time recovery',
    'pitr',
    'wal archiving',
    'point in time recovery',
    'data loss',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  limits: {
    rpoHours: { default: 24, unit: 'hours', about: 'how much may be lost, where no document promises less' },
  },
  needs: { seen: restoreRun },
  signs: { from: { backups }, look: ({ backups: found }) => backupSigns(found) },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('rpoHours');
    if (seen.exitCode !== 0 || seen.newestRowAt === undefined) {
      return {
        abstains: 'unknown',
        because: 'No restored row tells its time, so the loss cannot be measured.',
      };
    }
    const lostMs = Date.parse(seen.restoredAt) - Date.parse(seen.newestRowAt);
    const limitMs = seen.claimedRpoMs ?? value * 3_600_000;
    if (lostMs <= limitMs) return { looked: 1, findings: [] };
    const source = seen.claimedRpoMs === undefined ? from : 'the document';
    const says = `The newest restored row is ${Math.round(lostMs / 3_600_000)} hours old; ${source} allows ${Math.round(limitMs / 3_600_000)}.`;
    return { looked: 1, findings: [{ key: 'too-old', says, where: { note: seen.backup } }] };
  },
  examples: {
    pass: [{ given: { seen: goodRestore } }],
    fail: [
      { given: { seen: { ...goodRestore, newestRowAt: '2026-11-17T10:00:00Z' } }, findings: ['too-old'] },
    ],
    hollow: [
      {
        name: 'no row tells its time',
        given: { seen: { ...goodRestore, newestRowAt: undefined } },
        outcome: 'unknown',
      },
    ],
  },
});
