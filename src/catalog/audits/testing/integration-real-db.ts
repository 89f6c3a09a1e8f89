import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import manifests from '../../evidence/manifests.ts';
import testDatabases from '../../evidence/test-databases.ts';
import testFiles from '../../evidence/test-files.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

/** Stand-ins that behave like a database until production does something they cannot. */
const standIn =
  /^(com\.h2database:h2|org\.hsqldb:hsqldb|org\.apache\.derby:.*|pg-mem|mongodb-memory-server|@shelf\/jest-mongodb|fakeredis|mongomock|ioredis-mock|sqlmock|github\.com\/DATA-DOG\/go-sqlmock|Microsoft\.EntityFrameworkCore\.InMemory|@electric-sql\/pglite|testcontainers|@testcontainers\/.*|org\.testcontainers:.*|github\.com\/testcontainers\/.*|Testcontainers.*)$/;

export default defineAudit({
  title: 'Integration tests run against the database engine and version of production',
  failureTitle: 'Integration tests run against another database than production, or against none',
  why: 'An in-memory stand-in accepts what production refuses: types, locks, constraints and plans differ, and the fault shows on release day.',
  fix: 'Start the production engine in the same major version for tests: Testcontainers, a service container in CI, or embedded PostgreSQL. Keep stand-ins for unit tests.',
  refs: ['12-factor X'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'integration tests',
    'database operations',
    'crud operations',
    'service layer testing',
    'backend integration tests',
    'integration testing',
    'integration test suite',
    'test database',
    'testcontainers',
    'database tests',
    'integration tests pass',
    'service containers',
  ],
  when: ['database'],
  needs: { seen: testDatabases },
  signs: {
    from: { t: testFiles, m: manifests },
    look: ({ t, m }) => [
      ...testsOfKind(t, ['integration']),
      ...m.manifests.flatMap(({ file, dependencies }) =>
        dependencies
          .filter(({ name }) => standIn.test(name))
          .map(({ name, line }) => ({ file, line, note: name })),
      ),
    ],
  },
  judge({ seen }) {
    const { production } = seen;
    const suites = seen.suites.filter((suite) => suite.executed > 0);
    if (suites.length === 0) return { abstains: 'unknown', because: 'no integration test was executed' };
    if (!production)
      return { abstains: 'unknown', because: 'nothing says which database production runs on' };
    const findings = suites.flatMap(({ command, folder, executed, connections }): Finding[] => {
      const where = { file: folder === '' ? '.' : folder };
      const used = connections.filter((connection) => connection.statements > 0);
      if (used.length === 0)
        return [
          {
            key: `none:${folder}`,
            says: `\`${command}\`: ${executed} integration tests sent no statement to any database.`,
            where,
          },
        ];
      if (
        used.some((one) => one.engine === production.engine && isSameMajor(one.version, production.version))
      )
        return [];
      const seenNow = used.map((one) => `${one.engine} ${one.version}`).join(', ');
      const wanted = `${production.engine} ${production.version ?? ''}`.trim();
      return [
        {
          key: `other:${folder}`,
          says: `\`${command}\` ran on ${seenNow}; production is ${wanted} (${production.file}).`,
          where,
        },
      ];
    });
    return { looked: suites.length, findings };
  },
  examples: {
    pass: [{ given: { seen: ran([{ engine: 'postgres', version: '16.4', statements: 900 }]) } }],
    fail: [
      {
        name: 'SQLite instead of PostgreSQL',
        given: { seen: ran([{ engine: 'sqlite', version: '3.46', statements: 900 }]) },
        findings: ['other:'],
      },
      {
        name: 'another major version',
        given: { seen: ran([{ engine: 'postgres', version: '12.1', statements: 900 }]) },
        findings: ['other:'],
      },
      { name: 'everything mocked', given: { seen: ran([]) }, findings: ['none:'] },
    ],
    absent: [{ given: { seen: { suites: [] } }, outcome: 'unknown' }],
  },
});

type Seen = Given<{ seen: typeof testDatabases }>['seen'];

function isSameMajor(a: string, b: string | undefined): boolean {
  return b === undefined || a.split('.')[0] === b.split('.')[0];
}

function ran(connections: Seen['suites'][number]['connections']): Seen {
  return {
    production: { engine: 'postgres', version: '16', file: 'compose.yaml', line: 12 },
    suites: [{ command: 'npm run test:integration', folder: '', executed: 30, connections }],
  };
}
