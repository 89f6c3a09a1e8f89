import { defineAudit } from '../../../kit/audit.ts';
import databaseCatalog from '../../evidence/database-catalog.ts';
import migrations from '../../evidence/migrations.ts';

const empty = {
  version: '18.4',
  tables: [],
  foreignKeys: [],
  invalidIndexes: [],
  roles: [],
  rolesAreSeparate: true,
};
const key = {
  name: 'orders_customer_fkey',
  table: 'public.orders',
  columns: ['customer_id'],
  validated: true,
  indexed: true,
};

export default defineAudit({
  title: 'Every foreign key is validated: no row can point at nothing',
  failureTitle: 'A foreign key was never validated',
  why: 'A constraint marked NOT VALID is not checked for rows that were there before: orphans stay, and the planner cannot trust it.',
  fix: 'Clean the orphans, then `ALTER TABLE t VALIDATE CONSTRAINT name` in a migration of its own.',
  refs: ['PostgreSQL: ALTER TABLE … VALIDATE CONSTRAINT'],
  severity: 'major',
  state: 'stable',
  effortHours: 3,
  claims: [
    'foreign key constraints',
    'foreign key constraints validated',
    'data integrity',
    'referential integrity',
    'foreign keys',
    'constraints enforced',
    'database constraints',
    'relationships maintained',
  ],
  when: ['postgres', 'mysql', 'sqlserver', 'sqlite'],
  needs: { seen: databaseCatalog },
  signs: {
    from: { known: migrations },
    look: ({ known }) =>
      known.sets
        .flatMap(({ migrations: files }) => files.slice(-1))
        .map(({ file }) => ({ file, note: 'newest migration' })),
  },
  judge: ({ seen }) => ({
    looked: seen.foreignKeys.length,
    findings: seen.foreignKeys
      .filter((one) => !one.validated)
      .map(({ name, table }) => ({
        key: `${table}:${name}`,
        says: `${name} on ${table} is NOT VALID.`,
        where: { table },
      })),
  }),
  examples: {
    pass: [{ given: { seen: { ...empty, foreignKeys: [key] } } }],
    fail: [
      {
        given: { seen: { ...empty, foreignKeys: [{ ...key, validated: false }] } },
        findings: ['public.orders:orders_customer_fkey'],
      },
    ],
    absent: [{ name: 'no foreign key', given: { seen: empty }, outcome: 'not-applicable' }],
  },
});
