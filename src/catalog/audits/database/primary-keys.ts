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
const orders = { name: 'public.orders', primaryKey: true };

export default defineAudit({
  title: 'Every table has a primary key',
  failureTitle: 'A table has no primary key',
  why: 'Rows that nothing tells apart cannot be replicated, corrected or deleted one by one: duplicates stay.',
  fix: 'Add a primary key in a migration: `ALTER TABLE t ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`, or make the natural key one.',
  refs: ['Supabase Splinter 0004_no_primary_key', 'PostgreSQL: logical replication needs a replica identity'],
  severity: 'major',
  state: 'stable',
  effortHours: 2,
  claims: ['primary key', 'schema design', 'normalized'],
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
    looked: seen.tables.length,
    findings: seen.tables
      .filter((table) => !table.primaryKey)
      .map(({ name }) => ({ key: name, says: `${name} has no primary key.`, where: { table: name } })),
  }),
  examples: {
    pass: [{ given: { seen: { ...empty, tables: [orders] } } }],
    fail: [
      {
        given: { seen: { ...empty, tables: [orders, { name: 'public.log', primaryKey: false }] } },
        findings: ['public.log'],
      },
    ],
    absent: [{ name: 'no table at all', given: { seen: empty }, outcome: 'not-applicable' }],
  },
});
