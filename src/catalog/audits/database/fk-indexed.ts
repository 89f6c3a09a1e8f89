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
  title: 'Every foreign key has an index, and every index is valid',
  failureTitle: 'A foreign key has no index, or an index is not valid',
  why: 'Deleting one parent row then reads the whole child table under a lock; an invalid index costs every write and helps no read.',
  fix: 'Add `CREATE INDEX CONCURRENTLY ON child (column)`; drop an invalid index and build it again.',
  refs: ['Supabase Splinter 0001_unindexed_foreign_keys', 'PostgreSQL: CREATE INDEX CONCURRENTLY'],
  severity: 'major',
  state: 'stable',
  effortHours: 2,
  claims: [
    'indexes',
    'indexed queries',
    'database indexes',
    'indexes verified',
    'strategic indexes',
    'index coverage',
    'index created',
    'database index',
    'indexes created',
    'composite indexes',
    'indexes on foreign keys',
    'query indexes',
    'indexes optimized',
    'index usage',
    'indexes applied',
    'spatial index',
    'spatial optimization',
    'postgis optimization',
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
    looked: seen.foreignKeys.length + seen.invalidIndexes.length,
    findings: [
      ...seen.foreignKeys
        .filter((one) => !one.indexed)
        .map(({ name, table, columns }) => ({
          key: `${table}:${name}`,
          says: `No index on ${table} begins with ${columns.join(', ')}, which ${name} refers by.`,
          where: { table },
        })),
      ...seen.invalidIndexes.map(({ table, name }) => ({
        key: `invalid:${name}`,
        says: `The index ${name} on ${table} is not valid.`,
        where: { table },
      })),
    ],
  }),
  examples: {
    pass: [{ given: { seen: { ...empty, foreignKeys: [key] } } }],
    fail: [
      {
        given: { seen: { ...empty, foreignKeys: [{ ...key, indexed: false }] } },
        findings: ['public.orders:orders_customer_fkey'],
      },
    ],
    hollow: [
      {
        name: 'an index that is there and not valid',
        given: {
          seen: {
            ...empty,
            foreignKeys: [key],
            invalidIndexes: [{ table: 'public.orders', name: 'orders_customer' }],
          },
        },
        findings: ['invalid:orders_customer'],
      },
    ],
    absent: [{ name: 'no foreign key', given: { seen: empty }, outcome: 'not-applicable' }],
  },
});
