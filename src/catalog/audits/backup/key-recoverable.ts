import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { workSigns } from '../../backup/signs.ts';
import backups from '../../evidence/backups.ts';
import keyRecovery from '../../evidence/key-recovery.ts';

const good = { encrypted: true, wrongKeyRefused: true, keySource: 'escrow' as const, opened: true };

export default defineAudit({
  title: 'Backups are encrypted, and open with a key that does not live on the backup host only',
  failureTitle: 'Backups are not encrypted, or their key would be lost with the host',
  why: 'An open dump in a bucket is a data leak; an encrypted one whose key burned with the server is no backup at all.',
  fix: 'Encrypt for public keys (`age --recipients-file`, `gpg --recipient`) whose private halves lie with two people or in an escrow, and open one backup with them twice a year on another machine.',
  refs: ['NIST SP 800-57', 'OWASP ASVS 5.0 V11'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 4,
  claims: [
    'encrypted postgresql dumps',
    'secure key management',
    'aes-256',
    'encrypted backups',
    'encryption: aes-256-cbc',
    'backup encryption',
    'backup encrypted',
    'encryption key backup',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlite', 'sqlserver', 'database'],
  needs: { seen: keyRecovery },
  signs: {
    from: { backups },
    look: ({ backups: found }) =>
      workSigns(found, ({ encrypts }) =>
        encrypts.map(({ file, line, tool, keyFrom }) => ({
          file,
          line,
          note: `encrypts with ${tool}, key from ${keyFrom}`,
        })),
      ),
  },
  judge({ seen }) {
    const findings: Finding[] = [];
    const where = { note: 'the newest backup' };
    if (!seen.encrypted || !seen.wrongKeyRefused)
      findings.push({ key: 'open', says: 'The backup can be read without its key.', where });
    else if (!seen.opened)
      findings.push({
        key: 'lost',
        says: `The backup could not be opened with the key from ${seen.keySource}: ${seen.because ?? 'no reason given'}.`,
        where,
      });
    else if (seen.keySource === 'backup-host')
      findings.push({
        key: 'one-place',
        says: 'The only key that opens the backup lives on the backup host.',
        where,
      });
    return { looked: 1, findings };
  },
  examples: {
    pass: [{ given: { seen: good } }],
    fail: [
      {
        name: 'the key lives beside the backups',
        given: { seen: { ...good, keySource: 'backup-host' } },
        findings: ['one-place'],
      },
      {
        name: 'nobody has the key',
        given: { seen: { ...good, keySource: 'none', opened: false, because: 'no key was handed over' } },
        findings: ['lost'],
      },
    ],
    hollow: [
      { name: 'any key opens it', given: { seen: { ...good, wrongKeyRefused: false } }, findings: ['open'] },
    ],
  },
});
