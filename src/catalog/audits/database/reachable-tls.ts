import { defineAudit } from '../../../kit/audit.ts';
import databaseSession from '../../evidence/database-session.ts';
import dbPools from '../../evidence/db-pools.ts';
import { placesOf } from '../../probing/code-signs.ts';
import { sessionWith } from '../../probing/database-examples.ts';

export default defineAudit({
  title: 'The application role connects to its database, over TLS when that is on another host',
  failureTitle: 'The application cannot connect to its database, or connects without TLS',
  why: 'Without TLS everyone on the way reads the password and every row.',
  fix: 'Set `sslmode=verify-full` (or `ssl: { rejectUnauthorized: true, ca }`) in the connection, and refuse plain connections at the server (`hostssl` in pg_hba.conf).',
  refs: ['OWASP ASVS 5.0 V12.3', 'PostgreSQL: SSL support'],
  severity: 'major',
  state: 'trial',
  effortHours: 2,
  claims: [
    'database connection',
    'postgresql connected and working',
    'database connectivity',
    'database credentials',
    'database accessible',
    'database ssl',
    'database tls',
    'database connected',
    'connect to database',
    'database connections encrypted',
    'database connection string',
    'postgresql is accessible',
    'ssl connection',
    'ssl for db connection',
    'ssl/tls for db',
    'connections healthy',
    'database connections healthy',
  ],
  when: ['postgres'],
  needs: { seen: databaseSession },
  signs: { from: { code: dbPools }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    if (!seen.connected)
      return {
        looked: 1,
        findings: [
          {
            key: 'refused',
            says: `The application role could not connect: ${seen.error ?? 'no reason given'}.`,
            where: { note: 'database' },
          },
        ],
      };
    const { role, tls, local } = seen.connected;
    if (tls || local) return { looked: 1, findings: [] };
    return {
      looked: 1,
      findings: [
        {
          key: 'plain',
          says: `${role} talks to a database on another host without TLS.`,
          where: { note: role },
        },
      ],
    };
  },
  examples: {
    pass: [
      { given: { seen: sessionWith({}) } },
      {
        name: 'on the same host',
        given: {
          seen: sessionWith({ connected: { role: 'orders', tls: false, local: true, version: '18.1' } }),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: sessionWith({ connected: { role: 'orders', tls: false, local: false, version: '18.1' } }),
        },
        findings: ['plain'],
      },
      {
        given: {
          seen: { ...sessionWith({}), connected: undefined, error: 'password authentication failed' },
        },
        findings: ['refused'],
      },
    ],
  },
});
