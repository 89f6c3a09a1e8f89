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
const role = {
  name: 'app_service',
  superuser: false,
  bypassesRowSecurity: false,
  createsRoles: false,
  ownsTables: 0,
  sessions: 3,
};

export default defineAudit({
  title: 'The service works with a database role that owns no table and is no superuser',
  failureTitle: 'The service works with a database role that owns tables or is a superuser',
  why: 'One injected statement of an owner drops tables, switches row level security off or reads every tenant; that of a plain role cannot.',
  fix: 'Let migrations run as an owner with a connection of its own; grant the role of the service only what it needs.',
  refs: ['OWASP ASVS 5.0 V13.2', 'PostgreSQL: row security does not apply to owners'],
  severity: 'major',
  state: 'trial',
  effortHours: 4,
  claims: [
    'least privilege',
    'row level security',
    'database-level access control',
    'database user with proper permissions',
    'database permissions',
    'database user permissions',
    'restricted database user',
    'rls',
    'rls policies',
    'row-level security',
    'database user has proper permissions',
    'minimal database permissions',
  ],
  when: ['postgres', 'mysql', 'sqlserver'],
  needs: { seen: databaseCatalog },
  signs: {
    from: { known: migrations },
    look: ({ known }) =>
      known.sets
        .flatMap(({ migrations: files }) => files.slice(-1))
        .map(({ file }) => ({ file, note: 'newest migration' })),
  },
  judge({ seen }) {
    if (!seen.rolesAreSeparate) {
      return {
        abstains: 'unknown',
        because:
          'The repository names one database connection: the sandbox gave it the role that owns the tables. Name a second one for migrations (DATABASE_OWNER_URL or the like).',
      };
    }
    if (seen.roles.length === 0)
      return {
        abstains: 'unknown',
        because: 'The service held no connection to the database when it was looked at.',
      };
    const strong = seen.roles.filter(
      ({ superuser, ownsTables, bypassesRowSecurity, createsRoles }) =>
        superuser || ownsTables > 0 || bypassesRowSecurity || createsRoles,
    );
    return {
      looked: seen.roles.length,
      findings: strong.map(({ name, superuser, ownsTables }) => ({
        key: name,
        says: `The service is logged in as ${name}, which ${superuser ? 'is a superuser' : ownsTables > 0 ? `owns ${ownsTables} tables` : 'may make roles or bypass row security'}.`,
        where: { note: name },
      })),
    };
  },
  examples: {
    pass: [{ given: { seen: { ...empty, roles: [role] } } }],
    fail: [
      {
        given: { seen: { ...empty, roles: [{ ...role, name: 'app_owner', ownsTables: 7 }] } },
        findings: ['app_owner'],
      },
    ],
    hollow: [
      {
        name: 'one connection for everything: what the sandbox gave says nothing about the team',
        given: { seen: { ...empty, rolesAreSeparate: false, roles: [role] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ name: 'no session of the service', given: { seen: empty }, outcome: 'unknown' }],
  },
});
