import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { aJob, aStore, dumpsPostgres, noBackups, toBucket } from '../../backup/samples.ts';
import backups from '../../evidence/backups.ts';

export default defineAudit({
  title: 'Every store of production that holds data is in a backup',
  failureTitle: 'A store of production that holds data is in no backup',
  why: 'After the restore the orders are back and the files that belong to them are not.',
  fix: 'List what holds state (databases, object stores, volumes with uploads) and give each a backup, or write down why its loss does not matter.',
  refs: ['AWS Backup', 'Well-Architected REL09-BP01'],
  severity: 'major',
  state: 'stable',
  effortHours: 6,
  claims: [
    'backup components',
    'application files',
    'system configuration backup',
    'full database and application files',
    'comprehensive system backup',
    'database backup',
    'uploads backup',
    'file backup',
    'media backup',
    'full backup',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  needs: { backups },
  judge(given) {
    const stores = given.backups.stores.filter(({ durable }) => durable);
    const jobs = given.backups.jobs.filter(
      ({ role, enabled, hollow }) => role === 'service' && enabled && !hollow,
    );
    const dumped = jobs.flatMap(({ work }) => work.dumps.map(({ store }) => store));
    const place = (one: (typeof stores)[number]): Where => ({
      file: one.file,
      line: one.line,
      service: one.name,
    });
    if (stores.length === 0) {
      return {
        abstains: 'unknown',
        because: 'No store of production is described in the repository: it may be run elsewhere.',
      };
    }
    if (dumped.length === 0) {
      const because =
        'These stores hold data, and no job in the repository reads it out; backups may be made outside it.';
      return {
        abstains: 'unknown',
        because,
        signs: [
          ...stores.map(place),
          ...given.backups.managed.map(({ file, line, what }) => ({ file, line, note: what })),
        ],
      };
    }
    const unseen = jobs.flatMap(({ file, line, unseen: calls }) =>
      calls.map((call) => ({ file, line, note: `not seen here: ${call}` })),
    );
    const takesAll = dumped.includes('any') || dumped.includes('kubernetes');
    const findings: Finding[] = [];
    const doubts: Where[] = [...unseen];
    for (const store of stores) {
      const alike = stores.filter(({ kind, file }) => kind === store.kind && file === store.file).length;
      const taken = dumped.filter((kind) => kind === store.kind).length;
      if (taken >= alike || takesAll) continue;
      const byVolume = dumped.includes('files') && store.kind !== 'files';
      if (taken > 0 || byVolume || given.backups.managed.length > 0)
        doubts.push({ ...place(store), note: `whether a job takes ${store.name} is not written here` });
      else
        findings.push({
          key: `${store.file}:${store.name}`,
          says: `${store.name} holds data (${store.kind}), and no backup job reads it.`,
          where: place(store),
        });
    }
    if (findings.length > 0 && unseen.length === 0) return { looked: stores.length, findings };
    if (doubts.length > 0 || takesAll) {
      return {
        abstains: 'unknown',
        because: 'Which of these stores the backup jobs take is not written in the repository.',
        signs: [...doubts, ...findings.map(({ where }) => where)],
      };
    }
    return { looked: stores.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          backups: {
            ...noBackups,
            stores: [aStore('postgres')],
            jobs: [aJob({ ...dumpsPostgres, destinations: toBucket })],
          },
        },
      },
    ],
    fail: [
      {
        name: 'the uploads are left out',
        given: {
          backups: {
            ...noBackups,
            stores: [aStore('postgres'), aStore('files', 'web')],
            jobs: [aJob(dumpsPostgres)],
          },
        },
        findings: ['compose.yaml:web'],
      },
    ],
    hollow: [
      {
        name: 'a job that reads nothing out',
        given: {
          backups: { ...noBackups, stores: [aStore('postgres')], jobs: [aJob({}, { hollow: true })] },
        },
        outcome: 'unknown',
      },
      {
        name: 'two databases and one dump',
        given: {
          backups: {
            ...noBackups,
            stores: [aStore('postgres', 'orders'), aStore('postgres', 'accounts')],
            jobs: [aJob(dumpsPostgres)],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { backups: noBackups }, outcome: 'unknown' }],
  },
});
