import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import appliedMigrations from '../../evidence/applied-migrations.ts';
import migrations from '../../evidence/migrations.ts';

const state = {
  tool: 'Alembic',
  applied: ['001', '002'],
  known: ['001', '002'],
  failed: [],
  drift: [],
  driftChecked: true,
};

export default defineAudit({
  title: 'The live database has every migration of the repository, and nothing else',
  failureTitle: 'The live database and the migrations differ',
  why: 'Code that expects a column which is not there fails for every user at once; a change made by hand is gone after the next restore.',
  fix: 'Run the migrations as a step of every deploy that stops it when it fails, and compare the schema in CI (`alembic check`, `prisma migrate diff`, `rails db:abort_if_pending_migrations`).',
  refs: ['Mercari production readiness checklist'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 2,
  claims: [
    'migration scripts',
    'all alembic migrations applied',
    'database migrations applied',
    'migrations applied',
    'run database migrations',
    'verify migration status',
    'ensure database migrations are ready',
    'migrations run',
    'migration run',
    'migrations executed',
    'migrations complete',
    'database migrated',
    'migrations up to date',
    'apply migrations',
    'pending migrations',
    'schema migrated',
    'migrate deploy',
    'migration status',
    'database schema applied',
    'alembic upgrade',
    'migrations deployed',
    'schema up to date',
  ],
  when: ['postgres'],
  needs: { seen: appliedMigrations },
  signs: {
    from: { files: migrations },
    look: ({ files }) =>
      files.sets.flatMap(({ folder, tool, migrations: list }) => [
        { file: list.at(-1)?.file ?? folder, note: `${tool}, ${list.length} migrations` },
      ]),
  },
  judge({ seen }) {
    const applied = new Set(seen.applied);
    const known = new Set(seen.known);
    const findings: Finding[] = [
      ...seen.known
        .filter((name) => !applied.has(name))
        .map((name) => ({
          key: `pending:${name}`,
          says: `The migration ${name} has not run.`,
          where: { note: name },
        })),
      ...seen.applied
        .filter((name) => !known.has(name))
        .map((name) => ({
          key: `foreign:${name}`,
          says: `The database has a migration ${name} that the repository does not know.`,
          where: { note: name },
        })),
      ...seen.failed.map((name) => ({
        key: `failed:${name}`,
        says: `The migration ${name} is marked as failed.`,
        where: { note: name },
      })),
      ...seen.drift.map(({ object, says }) => ({
        key: `drift:${object}`,
        says: `${object}: ${says}.`,
        where: { table: object },
      })),
    ];
    if (findings.length > 0) return { looked: seen.known.length, findings };
    if (seen.known.length === 0)
      return { abstains: 'unknown', because: 'The repository has no migrations that could be told.' };
    if (!seen.driftChecked)
      return {
        abstains: 'unknown',
        because: 'All migrations have run; whether somebody changed the schema by hand was not compared.',
      };
    return { looked: seen.known.length, findings };
  },
  examples: {
    pass: [{ given: { seen: state } }],
    fail: [
      { given: { seen: { ...state, applied: ['001'] } }, findings: ['pending:002'] },
      {
        given: {
          seen: {
            ...state,
            drift: [{ object: 'public.orders', says: 'the column note is not in the migrations' }],
          },
        },
        findings: ['drift:public.orders'],
      },
    ],
    hollow: [
      {
        name: 'the table of the tool says so, nobody looked at the schema',
        given: { seen: { ...state, driftChecked: false } },
        outcome: 'unknown',
      },
    ],
  },
});
