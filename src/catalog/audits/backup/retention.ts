import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { workSigns } from '../../backup/signs.ts';
import backupInventory from '../../evidence/backup-inventory.ts';
import backups from '../../evidence/backups.ts';

const day = (ago: number) => new Date(Date.UTC(2026, 10, 20 - ago, 2)).toISOString();
const kept = (...ages: readonly number[]) => ({
  at: '2026-11-20T12:00:00Z',
  artefacts: ages.map((ago) => ({
    name: `orders-${ago}`,
    at: day(ago),
    sizeBytes: 4_000_000,
    store: 'postgres',
  })),
});

export default defineAudit({
  title: 'Backups are kept as long as the policy says, and no longer',
  failureTitle: 'Backups are deleted too early, have gaps, or are kept too long',
  why: 'Damage that is noticed after a week needs a backup from before it; one kept for years holds data that had to be erased.',
  fix: 'Set the retention where backups are stored (`restic forget --keep-daily 30`, a lifecycle rule of the bucket), and list the store once a month.',
  refs: ['AWS Backup', 'GDPR Art. 5(1)(e)'],
  severity: 'minor',
  state: 'trial',
  effortHours: 2,
  claims: [
    'retention: 30 days',
    'backup retention',
    'monthly: long-term retention backup',
    'daily: full database',
    'weekly: comprehensive',
    'retention',
    'retention policy for backups',
    'backup rotation',
    'backup retention policy',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  limits: {
    keepDays: { default: 30, unit: 'days', about: 'how far back a backup must reach' },
    maxDays: { default: 400, unit: 'days', about: 'how old the oldest backup may be' },
    gapDays: { default: 2, unit: 'days', about: 'the longest time between two backups within the days kept' },
  },
  needs: { seen: backupInventory },
  signs: {
    from: { backups },
    look: ({ backups: found }) =>
      workSigns(found, ({ prunes }) =>
        prunes.map(({ file, line, note, days }) => ({
          file,
          line,
          note: days === undefined ? note : `${note}: ${days} days`,
        })),
      ),
  },
  judge({ seen }, policy) {
    const keep = policy.limit('keepDays');
    const max = policy.limit('maxDays');
    const gap = policy.limit('gapDays');
    const findings: Finding[] = [];
    const stores = [...new Set(seen.artefacts.map(({ store }) => store))];
    for (const store of stores) {
      const ages = seen.artefacts
        .filter((one) => one.store === store)
        .map(({ at }) => (Date.parse(seen.at) - Date.parse(at)) / 86_400_000)
        .toSorted((a, b) => a - b);
      const oldest = ages.at(-1) ?? 0;
      const where = { service: store };
      if (oldest < keep.value - gap.value)
        findings.push({
          key: `short:${store}`,
          says: `Backups of ${store} reach back ${Math.floor(oldest)} days; ${keep.from} asks for ${keep.value}.`,
          where,
        });
      if (oldest > max.value)
        findings.push({
          key: `long:${store}`,
          says: `A backup of ${store} is ${Math.floor(oldest)} days old; ${max.from} allows ${max.value}.`,
          where,
        });
      const within = ages.filter((age) => age <= keep.value);
      const widest = Math.max(0, ...within.map((age, index) => age - (within[index - 1] ?? 0)));
      if (widest > gap.value)
        findings.push({
          key: `gap:${store}`,
          says: `Between two backups of ${store} lie ${Math.round(widest)} days; ${gap.from} allows ${gap.value}.`,
          where,
        });
    }
    return { looked: seen.artefacts.length, findings };
  },
  examples: {
    pass: [{ given: { seen: kept(...Array.from({ length: 31 }, (_, ago) => ago)) } }],
    fail: [
      { name: 'only a week', given: { seen: kept(0, 1, 2, 3, 4, 5, 6) }, findings: ['short:postgres'] },
      {
        name: 'two weeks are missing',
        given: { seen: kept(0, 1, 2, 16, 17, 18, 20, 22, 24, 26, 28, 30) },
        findings: ['gap:postgres'],
      },
    ],
    notApplicable: [{ name: 'an empty store is the finding of another audit', given: { seen: kept() } }],
  },
});
