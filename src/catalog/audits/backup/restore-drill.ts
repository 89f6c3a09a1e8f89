import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { goodRestore } from '../../backup/restored.ts';
import { workSigns } from '../../backup/signs.ts';
import backups from '../../evidence/backups.ts';
import recoveryPlans from '../../evidence/recovery-plans.ts';
import restoreRun from '../../evidence/restore-run.ts';

export default defineAudit({
  title:
    'The newest backup was restored into scratch: rows and checksums match, and the application runs on it',
  failureTitle: 'The newest backup could not be restored whole',
  why: 'A backup that was never restored is a hope. Half of the famous data losses had backups.',
  fix: 'Restore the newest backup into an empty database every week by machine, compare counts and digests with a snapshot taken at the dump, start the application read-only on it, and destroy the copy.',
  refs: ['Mercari production readiness', 'AWS Backup restore testing', 'GitLab outage of 2017'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 12,
  claims: [
    'recovery testing',
    'backup and recovery tested',
    'tested recovery',
    'backup verification',
    'disaster recovery testing',
    'disaster recovery procedures',
    'restore procedures',
    'restore-backup',
    'dry run restore',
    'backup reliability',
    'verify_backups',
    'monthly backup verification',
    'backup & recovery',
    'restore tested',
    'backup restore',
    'backup restoration',
    'test restore',
    'restore test',
    'restore drill',
    'recovery drill',
    'restore rehearsal',
    'backup tested',
    'tested backup',
    'dr restore',
    'restore validated',
    'dr drill',
    'disaster recovery drill',
    'disaster recovery tested',
    'backup recovery',
    'restore from backup',
    'restore script',
    'restore verified',
    'run restore',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  needs: { seen: restoreRun },
  signs: {
    from: { backups, plans: recoveryPlans },
    look: (given) => [
      ...workSigns(given.backups, ({ restores }) =>
        restores.map(({ file, line, tool }) => ({ file, line, note: `restores with ${tool}` })),
      ),
      ...given.plans.plans.map(({ file, line, title }) => ({ file, line, note: title })),
    ],
  },
  judge({ seen }) {
    if (!seen.targetWasEmpty)
      return {
        abstains: 'unknown',
        because: 'The scratch database was not empty: what was found in it may not come from the backup.',
      };
    const findings: Finding[] = [];
    const where = { note: seen.backup };
    if (seen.exitCode !== 0 || seen.errors.length > 0)
      findings.push({
        key: 'errors',
        says: `Restoring ended with ${seen.errors.length} errors: ${seen.errors[0] ?? `exit code ${seen.exitCode}`}.`,
        where,
      });
    if (seen.tables.length === 0)
      findings.push({ key: 'empty', says: 'The restored database has no table.', where });
    for (const { table, rows, sourceRows, digestMatches } of seen.tables) {
      if (rows !== sourceRows)
        findings.push({
          key: `rows:${table}`,
          says: `${table} has ${rows} rows, the source had ${sourceRows}.`,
          where: { table },
        });
      else if (digestMatches === false)
        findings.push({
          key: `content:${table}`,
          says: `${table} has as many rows as the source, and other content.`,
          where: { table },
        });
    }
    if ((seen.pendingMigrations ?? 0) > 0)
      findings.push({
        key: 'migrations',
        says: `${seen.pendingMigrations} migrations are missing on the restored database.`,
        where,
      });
    if (seen.applicationAnswered === false)
      findings.push({
        key: 'application',
        says: 'The application does not run on the restored database.',
        where,
      });
    if (findings.length > 0) return { looked: seen.tables.length, findings };
    if (
      seen.applicationAnswered === undefined ||
      seen.tables.every(({ digestMatches }) => digestMatches === undefined)
    ) {
      return {
        abstains: 'unknown',
        because: 'Rows were counted; neither their content was compared nor the application started on them.',
      };
    }
    return { looked: seen.tables.length, findings };
  },
  examples: {
    pass: [{ given: { seen: goodRestore } }],
    fail: [
      {
        name: 'rows are missing',
        given: { seen: { ...goodRestore, tables: [{ table: 'orders', rows: 900, sourceRows: 1_200 }] } },
        findings: ['rows:orders'],
      },
      {
        name: 'the application does not start on it',
        given: { seen: { ...goodRestore, applicationAnswered: false } },
        findings: ['application'],
      },
    ],
    hollow: [
      { name: 'a restore of nothing', given: { seen: { ...goodRestore, tables: [] } }, findings: ['empty'] },
      {
        name: 'only counted',
        given: { seen: { ...goodRestore, tables: [{ table: 'orders', rows: 5, sourceRows: 5 }] } },
        outcome: 'unknown',
      },
    ],
  },
});
