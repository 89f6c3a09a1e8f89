import type restoreRunEvidence from '../evidence/restore-run.ts';

export type RestoreRun = ReturnType<(typeof restoreRunEvidence)['schema']['parse']>;

/** A whole and good restore, for the examples of audits. */
export const goodRestore: RestoreRun = {
  backup: 'orders-20261120',
  backupAt: '2026-11-20T02:00:00Z',
  restoredAt: '2026-11-20T10:00:00Z',
  targetWasEmpty: true,
  exitCode: 0,
  errors: [],
  tookMs: 240_000,
  tables: [{ table: 'orders', rows: 1_200, sourceRows: 1_200, digestMatches: true }],
  newestRowAt: '2026-11-20T01:59:00Z',
  pendingMigrations: 0,
  applicationAnswered: true,
};
