import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import migrationReplay from '../../evidence/migration-replay.ts';
import migrations from '../../evidence/migrations.ts';

const replay = {
  command: 'npm run migrate',
  exitCode: 0,
  tookMs: 900,
  tables: 4,
  again: { exitCode: 0, changed: 0 },
  comparedWith: 'models' as const,
  differences: [],
  lastOutput: '',
};

export default defineAudit({
  title: 'All migrations, run on an empty database, make the schema that the service works on',
  failureTitle: 'The migrations do not make the schema of the service from nothing',
  why: 'A new environment, a test database and the rebuild after a disaster all begin with an empty database.',
  fix: 'Run all migrations on an empty database in CI, compare the result with the live schema or the models, and put what was once done by hand into a migration.',
  refs: ['Mercari production readiness checklist', 'Twelve-Factor App XII'],
  severity: 'major',
  state: 'trial',
  effortHours: 4,
  claims: [
    'migration scripts',
    'version-controlled schema changes',
    'migration strategy',
    'database migrations',
    'migrations tested',
    'versioned migrations',
    'migration files',
    'schema migrations',
    'migration tool',
    'version controlled schema',
    'reproducible schema',
    'flyway',
    'liquibase',
    'fresh database',
  ],
  needs: { seen: migrationReplay },
  signs: {
    from: { files: migrations },
    look: ({ files }) =>
      files.sets.map(({ folder, tool, migrations: list }) => ({
        file: list[0]?.file ?? folder,
        note: `${tool} begins here`,
      })),
  },
  judge({ seen }) {
    const where = { note: seen.command };
    const findings: Finding[] = [];
    if (seen.exitCode !== 0)
      findings.push({
        key: 'fails',
        says: `${seen.command} ended with ${seen.exitCode} on an empty database: ${seen.lastOutput.slice(0, 200)}`,
        where,
      });
    if (seen.exitCode === 0 && seen.tables === 0)
      findings.push({ key: 'nothing', says: `${seen.command} made no table.`, where });
    if (seen.again && (seen.again.exitCode !== 0 || seen.again.changed > 0))
      findings.push({
        key: 'again',
        says: `Run a second time, ${seen.command} ${seen.again.exitCode === 0 ? 'changes the schema again' : `ends with ${seen.again.exitCode}`}.`,
        where,
      });
    for (const { object, says } of seen.differences)
      findings.push({ key: `differs:${object}`, says: `${object}: ${says}.`, where: { table: object } });
    if (findings.length > 0) return { looked: 1, findings };
    if (seen.comparedWith === undefined)
      return {
        abstains: 'unknown',
        because: `${seen.tables} tables were made; there was no live schema and no model to compare them with.`,
      };
    return { looked: seen.tables, findings };
  },
  examples: {
    pass: [{ given: { seen: replay } }],
    fail: [
      {
        given: { seen: { ...replay, exitCode: 1, tables: 0, lastOutput: 'relation "users" does not exist' } },
        findings: ['fails'],
      },
      {
        given: {
          seen: { ...replay, differences: [{ object: 'public.orders', says: 'the column note is missing' }] },
        },
        findings: ['differs:public.orders'],
      },
    ],
    hollow: [
      {
        name: 'a command that does nothing',
        given: { seen: { ...replay, tables: 0 } },
        findings: ['nothing'],
      },
      {
        name: 'nothing to compare with',
        given: { seen: { ...replay, comparedWith: undefined } },
        outcome: 'unknown',
      },
    ],
  },
});
