import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import personalColumns from '../../evidence/personal-columns.ts';

const email = { table: 'customers', column: 'email', by: 'name', kind: 'e-mail address' } as const;

export default defineAudit({
  title: 'Every column with personal data is in the inventory',
  failureTitle: 'Columns with personal data are missing from the inventory',
  why: 'Data that nobody listed is not exported on request, not erased, not encrypted, and is found by the next leak.',
  fix: 'List table, column, purpose and period of every personal value in one file, and compare it with the schema in CI.',
  refs: ['GDPR Art. 30', 'ASVS V14'],
  severity: 'note',
  state: 'trial',
  effortHours: 4,
  claims: [
    'pii handling',
    'data protection',
    'gdpr compliance audit',
    'pii handling compliance',
    'personal data',
    'pii',
    'pii inventory',
    'personally identifiable',
    'data classification',
    'data inventory',
  ],
  needs: { seen: personalColumns },
  signs: {
    from: { written: documents },
    look: ({ written }) => [
      ...placesAbout(written.documents, 'assessment'),
      ...placesAbout(written.documents, 'privacy'),
    ],
  },
  judge({ seen }) {
    if (seen.columns.length === 0) return { looked: 0, findings: [] };
    const { inventory } = seen;
    if (!inventory)
      return {
        looked: seen.columns.length,
        findings: [
          {
            key: 'absent',
            says: `${seen.columns.length} columns hold personal data; there is no inventory.`,
            where: {},
          },
        ],
      };
    const findings: Finding[] = seen.columns
      .filter(
        ({ table, column }) =>
          !inventory.entries.some(
            (entry) => entry.table === table && (entry.column === undefined || entry.column === column),
          ),
      )
      .map(({ table, column, kind }) => ({
        key: `${table}.${column}`,
        says: `${table}.${column} (${kind}) is not in ${inventory.file}.`,
        where: { file: inventory.file, table },
      }));
    return { looked: seen.columns.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            columns: [email],
            inventory: {
              file: 'docs/personal-data.md',
              entries: [{ line: 5, table: 'customers', column: 'email' }],
            },
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            columns: [email, { ...email, column: 'phone', kind: 'telephone number' }],
            inventory: {
              file: 'docs/personal-data.md',
              entries: [{ line: 5, table: 'customers', column: 'email' }],
            },
          },
        },
        findings: ['customers.phone'],
      },
    ],
    hollow: [
      {
        name: 'an inventory without entries',
        given: { seen: { columns: [email], inventory: { file: 'docs/personal-data.md', entries: [] } } },
        findings: ['customers.email'],
      },
    ],
    absent: [{ given: { seen: { columns: [email] } }, findings: ['absent'] }],
    notApplicable: [{ name: 'no personal data in the schema', given: { seen: { columns: [] } } }],
  },
});
