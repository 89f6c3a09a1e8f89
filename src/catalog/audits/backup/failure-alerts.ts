import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { workSigns } from '../../backup/signs.ts';
import backups from '../../evidence/backups.ts';
import missedBackup from '../../evidence/missed-backup.ts';
import monitoring from '../../evidence/monitoring.ts';
import { alertsOf, placeOf } from '../../monitoring/alerts.ts';
import { watchedBy } from '../../monitoring/coverage.ts';

const told = { how: 'skipped' as const, receivedMs: 1_200_000, human: true };

export default defineAudit({
  title: 'A backup that does not happen is told to a person',
  failureTitle: 'A backup can fail for weeks and nobody is told',
  why: 'Backups fail silently: the notice of the failure was lost as well in the best known data loss of our field.',
  fix: 'Alert on the age of the newest success, not on the exit code of the job (`time() - backup_last_success_timestamp_seconds > 26 * 3600 or absent(…)`), and let something outside watch that the alert itself lives.',
  refs: ['GitLab outage of 2017', 'Healthchecks: dead man’s switch'],
  severity: 'major',
  state: 'trial',
  effortHours: 3,
  claims: [
    'backup alert',
    'backup monitoring',
    'backup failure',
    'automated backups',
    'backup alerts',
    'backup failure alert',
    'backup job monitored',
    'alert on failed backup',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  limits: {
    withinHours: {
      default: 4,
      unit: 'hours',
      about: 'how long after the missed backup a person must have been told',
    },
  },
  needs: { seen: missedBackup },
  signs: {
    from: { backups, monitoring },
    look: (given) => [
      ...alertsOf(given.monitoring)
        .filter(({ rule }) => watchedBy(rule.expression).includes('backup'))
        .map(placeOf),
      ...workSigns(given.backups, ({ notifies }) => notifies),
    ],
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('withinHours');
    const findings = seen.attempts.flatMap(({ how, receivedMs, human }): Finding[] => {
      const where = { note: `a backup that was ${how}` };
      if (receivedMs === undefined)
        return [{ key: `silent:${how}`, says: `A backup was ${how}, and nobody was told.`, where }];
      if (!human)
        return [{ key: `machine:${how}`, says: `A backup was ${how}, and only a machine was told.`, where }];
      if (receivedMs <= value * 3_600_000) return [];
      return [
        {
          key: `late:${how}`,
          says: `A backup was ${how}, and it was told after ${Math.round(receivedMs / 3_600_000)} hours; ${from} allows ${value}.`,
          where,
        },
      ];
    });
    return { looked: seen.attempts.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { attempts: [told, { ...told, how: 'empty' }], watchedMs: 14_400_000 } } }],
    fail: [
      {
        given: { seen: { attempts: [{ how: 'skipped', human: false }], watchedMs: 14_400_000 } },
        findings: ['silent:skipped'],
      },
    ],
    hollow: [
      {
        name: 'only a log line',
        given: { seen: { attempts: [{ ...told, human: false }], watchedMs: 14_400_000 } },
        findings: ['machine:skipped'],
      },
    ],
    notApplicable: [{ name: 'no backup was withheld', given: { seen: { attempts: [], watchedMs: 0 } } }],
  },
});
