import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { backupSigns } from '../../backup/signs.ts';
import backupInventory from '../../evidence/backup-inventory.ts';
import backups from '../../evidence/backups.ts';

const artefact = (at: string) => ({ name: `orders-${at}`, at, sizeBytes: 4_000_000, store: 'postgres' });
const listed = (...days: readonly string[]) => ({
  at: '2026-11-20T12:00:00Z',
  scheduled: true,
  artefacts: days.map(artefact),
});

export default defineAudit({
  title: 'Backups are made on schedule: the newest is younger than the loss that is allowed',
  failureTitle: 'There is no backup that is young enough',
  why: 'Everything since the newest backup is gone after a loss, and most teams learn its age on that day.',
  fix: 'Run the backup on a schedule that is shorter than the loss you allow (RPO), let it write a time stamp when it succeeds, and alert on the age of that stamp.',
  refs: ['Mercari production readiness', 'AWS Backup', 'GitLab outage of 2017'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 6,
  claims: [
    'automated backups',
    'backup strategy',
    'automated backup and recovery',
    'database backup strategy implemented',
    'daily backup',
    'weekly backup',
    'manual backup',
    'emergency backup',
    'automated backup',
    'backup: automated',
    'backup scheduled',
    'backup schedule',
    'scheduled backup',
    'backup configured',
    'backup enabled',
    'backup automation',
    'backup script',
    'backup cron',
    'nightly backup',
    'hourly backup',
    'backup job',
    'automatic backup',
    'backup running',
    'backup system',
    'regular backup',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  limits: {
    maxAgeHours: { default: 26, unit: 'hours', about: 'how old the newest backup of a store may be' },
  },
  needs: { seen: backupInventory },
  signs: { from: { backups }, look: ({ backups: found }) => backupSigns(found) },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('maxAgeHours');
    const findings: Finding[] = [];
    if (seen.scheduled === false)
      findings.push({
        key: 'off',
        says: 'The backup job is switched off where it runs.',
        where: { note: 'the scheduler' },
      });
    const stores = [...new Set(seen.artefacts.map(({ store }) => store))];
    for (const store of stores) {
      const newest = Math.max(
        ...seen.artefacts.filter((one) => one.store === store).map(({ at }) => Date.parse(at)),
      );
      const hours = (Date.parse(seen.at) - newest) / 3_600_000;
      if (hours <= value) continue;
      findings.push({
        key: `old:${store}`,
        says: `The newest backup of ${store} is ${Math.round(hours)} hours old; ${from} allows ${value}.`,
        where: { service: store },
      });
    }
    if (stores.length === 0)
      findings.push({
        key: 'none',
        says: 'The backup store holds no backup.',
        where: { note: 'the backup store' },
      });
    return { looked: Math.max(1, stores.length), findings };
  },
  examples: {
    pass: [{ given: { seen: listed('2026-11-20T02:00:00Z', '2026-11-19T02:00:00Z') } }],
    fail: [
      { name: 'three days ago', given: { seen: listed('2026-11-17T02:00:00Z') }, findings: ['old:postgres'] },
      {
        name: 'switched off',
        given: { seen: { ...listed('2026-11-20T02:00:00Z'), scheduled: false } },
        findings: ['off'],
      },
    ],
    hollow: [{ name: 'a job that ran and left nothing', given: { seen: listed() }, findings: ['none'] }],
  },
});
