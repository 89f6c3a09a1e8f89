import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import atRestSamples from '../../evidence/at-rest-samples.ts';
import platforms from '../../evidence/platforms.ts';

const volume = { name: 'postgres-data', encrypted: true, told: 'by the provider' };
const column = { table: 'users', column: 'password_hash', sampled: 200, plain: 0, kind: 'password' as const };

export default defineAudit({
  title: 'Volumes are encrypted, and sensitive columns are not plain text',
  failureTitle: 'A volume is not encrypted, or a sensitive column holds plain text',
  why: 'A lost disk, a copied snapshot or one injected query gives everything away at once.',
  fix: 'Switch encryption on where the volume is made (`storage_encrypted = true`), hash passwords with Argon2id, and encrypt the few columns that need it with a key outside the database.',
  refs: ['OWASP ASVS 5.0 V11 and V14', 'GDPR Art. 32'],
  severity: 'major',
  state: 'trial',
  effortHours: 12,
  claims: [
    'data encryption',
    'encryption at rest',
    'secure data handling',
    'full encryption',
    'data protection: full encryption and access controls',
    'encrypted at rest',
    'data encrypted',
    'disk encryption',
    'storage encryption',
    'sensitive data encrypted',
    'database encryption',
    'database encrypted',
    'data encryption at rest',
    'field-level encryption',
    'encryption of data',
  ],
  needs: { seen: atRestSamples },
  signs: {
    from: { platforms },
    look: ({ platforms: { files } }) =>
      files.flatMap(({ file, stores }) =>
        stores.flatMap(({ encryption }) =>
          encryption ? [{ file, line: encryption.line, note: encryption.value }] : [],
        ),
      ),
  },
  judge({ seen }) {
    const findings: Finding[] = [
      ...seen.volumes
        .filter(({ encrypted }) => encrypted === false)
        .map(({ name }) => ({
          key: `volume:${name}`,
          says: `${name} is not encrypted.`,
          where: { note: name },
        })),
      ...seen.columns
        .filter(({ plain, sampled }) => sampled > 0 && plain > 0)
        .map(({ table, column: name, plain, sampled }) => ({
          key: `column:${table}.${name}`,
          says: `${plain} of ${sampled} values of ${table}.${name} are plain text.`,
          where: { table },
        })),
    ];
    const looked = seen.volumes.length + seen.columns.length;
    if (findings.length > 0) return { looked, findings };
    if (
      seen.volumes.some(({ encrypted }) => encrypted === undefined) ||
      seen.columns.some(({ sampled }) => sampled === 0)
    ) {
      return { abstains: 'unknown', because: 'For some volumes nobody could tell, or a column was empty.' };
    }
    return { looked, findings };
  },
  examples: {
    pass: [{ given: { seen: { volumes: [volume], columns: [column] } } }],
    fail: [
      {
        name: 'an open volume',
        given: { seen: { volumes: [{ ...volume, encrypted: false }], columns: [] } },
        findings: ['volume:postgres-data'],
      },
      {
        name: 'passwords in plain text',
        given: { seen: { volumes: [], columns: [{ ...column, column: 'password', plain: 200 }] } },
        findings: ['column:users.password'],
      },
    ],
    hollow: [
      {
        name: 'an empty column proves nothing',
        given: { seen: { volumes: [], columns: [{ ...column, sampled: 0 }] } },
        outcome: 'unknown',
      },
    ],
    notApplicable: [{ name: 'it stores nothing', given: { seen: { volumes: [], columns: [] } } }],
  },
});
