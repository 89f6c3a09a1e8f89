import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { backupSigns, workSigns } from '../../backup/signs.ts';
import backupInventory from '../../evidence/backup-inventory.ts';
import backups from '../../evidence/backups.ts';

const artefact = (name: string, sizeBytes: number) => ({
  name,
  at: '2026-11-20T02:00:00Z',
  sizeBytes,
  store: 'postgres',
});
const usual = [artefact('c', 4_100_000), artefact('b', 4_000_000), artefact('a', 3_900_000)];
const opened = { name: 'c', opened: true, parts: 12, checksumMatches: true };

export default defineAudit({
  title: 'The newest backup can be opened, lists its contents, and is about as large as those before it',
  failureTitle: 'The newest backup is empty, cannot be opened, or shrank',
  why: 'A job that writes empty files succeeds every night for a year.',
  fix: 'Open what was written as part of the job (`pg_restore --list`, `restic check --read-data-subset`), compare its size with that of yesterday, and fail the job when either is wrong.',
  refs: ['GitLab outage of 2017', 'pg_verifybackup'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 2,
  claims: [
    'encrypted postgresql dumps',
    'verification: automated integrity checks',
    'backup verification',
    'integrity checks',
    'automated integrity checks',
    'backup integrity',
    'backup file',
    'backup created',
    'verify backup',
    'backup verified',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  limits: {
    shrinkPercent: {
      default: 30,
      unit: '%',
      about: 'how much smaller than the median of the ones before the newest backup may be',
    },
  },
  needs: { seen: backupInventory },
  signs: {
    from: { backups },
    look: ({ backups: found }) => [...workSigns(found, ({ verifies }) => verifies), ...backupSigns(found)],
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('shrinkPercent');
    const { newest } = seen;
    if (!newest)
      return {
        looked: 1,
        findings: [{ key: 'none', says: 'There is no backup to open.', where: { note: 'the backup store' } }],
      };
    const findings: Finding[] = [];
    const where = { note: newest.name };
    const size = seen.artefacts.find(({ name }) => name === newest.name)?.sizeBytes ?? 0;
    if (size === 0) findings.push({ key: 'empty', says: `${newest.name} has no bytes.`, where });
    else if (!newest.opened)
      findings.push({
        key: 'closed',
        says: `${newest.name} cannot be opened: ${newest.because ?? 'no reason given'}.`,
        where,
      });
    else if (newest.parts === 0)
      findings.push({ key: 'no-contents', says: `${newest.name} lists nothing inside.`, where });
    if (newest.checksumMatches === false)
      findings.push({ key: 'checksum', says: `${newest.name} does not match its checksum.`, where });
    const earlier = seen.artefacts
      .filter(({ name }) => name !== newest.name)
      .map(({ sizeBytes }) => sizeBytes)
      .toSorted((a, b) => a - b);
    const median = earlier[Math.floor(earlier.length / 2)];
    if (median !== undefined && size > 0 && size < median * (1 - value / 100)) {
      findings.push({
        key: 'shrank',
        says: `${newest.name} has ${size} bytes, the ones before it about ${median}; ${from} allows ${value} % less.`,
        where,
      });
    }
    return { looked: 1, findings };
  },
  examples: {
    pass: [{ given: { seen: { at: '2026-11-20T12:00:00Z', artefacts: usual, newest: opened } } }],
    fail: [
      {
        name: 'cut short',
        given: {
          seen: {
            at: '2026-11-20T12:00:00Z',
            artefacts: [artefact('c', 40_000), ...usual.slice(1)],
            newest: { ...opened, opened: false, because: 'unexpected end of file' },
          },
        },
        findings: ['closed', 'shrank'],
      },
    ],
    hollow: [
      {
        name: 'a valid archive of nothing',
        given: {
          seen: {
            at: '2026-11-20T12:00:00Z',
            artefacts: [artefact('c', 900)],
            newest: { name: 'c', opened: true, parts: 0 },
          },
        },
        findings: ['no-contents'],
      },
    ],
  },
});
