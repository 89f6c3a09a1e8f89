import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { aJob, aStore, dumpsPostgres, noBackups, toBucket, toSameHost } from '../../backup/samples.ts';
import backups from '../../evidence/backups.ts';

export default defineAudit({
  title: 'Every backup is carried to another failure domain than the data',
  failureTitle: 'A backup stays on the host of the data, or is not made at all',
  why: 'The disk, the host or the account that takes the data takes the backup with it.',
  fix: 'Send the dump to object storage of another account or provider as the last step of the job (`rclone copyto backup.dump.age offsite:bucket/…`, `restic -r s3:… backup`), with a key that may write and not delete.',
  refs: ['AWS Backup', 'NIST SP 800-34, alternate storage site', 'GitLab outage of 2017'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 4,
  claims: [
    'off-site backup',
    'offsite backup',
    's3 backup',
    'disaster recovery',
    'long-term retention backup',
    'backup strategy',
    'database backup strategy implemented',
    'backup uploaded',
    'backup storage',
    'remote backup',
    'cross-region backup',
    'backup location',
    'backup replicated',
    'external backup',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  needs: { backups },
  judge(given) {
    const jobs = given.backups.jobs.filter(({ role, enabled }) => role === 'service' && enabled);
    const findings: Finding[] = [];
    const doubts: Where[] = [];
    let looked = 0;
    for (const { name, file, line, hollow, unseen, work } of jobs) {
      const where = { file, line, service: name };
      if (hollow) {
        looked += 1;
        findings.push({
          key: `hollow:${file}:${name}`,
          says: `${name} is called a backup and reads no data out.`,
          where,
        });
        continue;
      }
      const places = work.destinations.filter(({ kind }) => kind !== 'same-host' && kind !== 'same-volume');
      if (
        work.dumps.length === 0 ||
        (places.length === 0 && (unseen.length > 0 || work.destinations.length === 0))
      ) {
        doubts.push({ ...where, note: `where ${name} leaves its backup is not seen here` });
        continue;
      }
      looked += 1;
      if (places.length > 0) continue;
      const kept = work.destinations[0];
      const says = `${name} leaves its backup on the host: ${kept?.note ?? 'nothing carries it away'}.`;
      findings.push({
        key: `same-host:${file}:${name}`,
        says,
        where: kept ? { file: kept.file, line: kept.line } : where,
      });
    }
    if (findings.length > 0) return { looked, findings };
    if (doubts.length > 0)
      return {
        abstains: 'unknown',
        because: 'A backup job is there; where it leaves its result is not written in the repository.',
        signs: doubts,
      };
    if (looked > 0) return { looked, findings };
    const managed = given.backups.managed.map(({ file, line, what }) => ({ file, line, note: what }));
    if (managed.length > 0) {
      return {
        abstains: 'unknown',
        because:
          'The provider of the database makes backups; whether they outlive the account is not written here.',
        signs: managed,
      };
    }
    const unused = given.backups.scripts
      .filter(({ work }) => work.dumps.length > 0)
      .map(({ file }) => ({ file, note: 'a backup script that nothing here starts' }));
    return {
      abstains: 'unknown',
      because: 'No job in the repository makes backups; they may be made outside it.',
      signs: [
        ...unused,
        ...given.backups.stores
          .filter(({ durable }) => durable)
          .map(({ file, line, name }) => ({ file, line, note: `${name} holds data` })),
      ],
    };
  },
  examples: {
    pass: [
      {
        given: {
          backups: {
            ...noBackups,
            jobs: [aJob({ ...dumpsPostgres, destinations: [...toSameHost, ...toBucket] })],
          },
        },
      },
    ],
    fail: [
      {
        given: { backups: { ...noBackups, jobs: [aJob({ ...dumpsPostgres, destinations: toSameHost })] } },
        findings: ['same-host:compose.yaml:backup'],
      },
    ],
    hollow: [
      {
        name: 'a step called backup that only prints',
        given: {
          backups: {
            ...noBackups,
            jobs: [aJob({}, { kind: 'ci-schedule', file: '.github/workflows/backup.yml', hollow: true })],
          },
        },
        findings: ['hollow:.github/workflows/backup.yml:backup'],
      },
      {
        name: 'a script that nothing starts',
        given: {
          backups: {
            ...noBackups,
            scripts: [
              {
                file: 'ops/backup.sh',
                role: 'service',
                calledBy: [],
                work: aJob({ ...dumpsPostgres, destinations: toBucket }).work,
              },
            ],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { backups: { ...noBackups, stores: [aStore('postgres')] } }, outcome: 'unknown' }],
  },
});
