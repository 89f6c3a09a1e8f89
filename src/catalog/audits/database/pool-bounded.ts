import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import databaseSession from '../../evidence/database-session.ts';
import dbPools from '../../evidence/db-pools.ts';
import scaleOut from '../../evidence/scale-out.ts';
import { sessionWith } from '../../probing/database-examples.ts';

export default defineAudit({
  title:
    'All instances together open fewer connections than the database allows, and nobody waits for one without limit',
  failureTitle: 'The instances together can use up the connections of the database',
  why: 'The next instance, the migration and the person who wants to help are then refused: "too many clients already".',
  fix: 'Bound the pool (`max`, `pool_size` + `max_overflow`, `SetMaxOpenConns`, `maximumPoolSize`) so that pool × instances leaves a reserve, give waiting a limit (`connectionTimeoutMillis`, `pool_timeout`), and renew connections now and then.',
  refs: ['PostgreSQL: connections and authentication', 'Site Reliability Engineering: launch checklist'],
  severity: 'major',
  state: 'trial',
  effortHours: 2,
  claims: [
    'connection pooling',
    'connection pooling configured',
    'database connection pooling',
    'database connection pool handling',
    'no database connection pool exhaustion',
    'database_pool_size',
    'concurrent connections',
    'connection pool',
    'pool size',
    'connection pool configured',
    'database pool',
    'connection limit',
    'max connections',
    'pgbouncer',
    'pool limits',
  ],
  limits: { reservePercent: { default: 20, unit: '%', about: 'connections left free for others' } },
  when: ['postgres'],
  needs: { seen: databaseSession },
  signs: {
    from: { code: dbPools, scale: scaleOut },
    look: ({ code, scale }) => [
      ...code.found.map(({ file, line, library, options }) => {
        const size = [
          'max',
          'pool_size',
          'pool.max',
          'connectionLimit',
          'poolSize',
          'maxPoolSize',
          'max_size',
          'value',
        ].flatMap((name) => (options[name] === undefined ? [] : [`${name} ${String(options[name])}`]));
        return {
          file,
          line,
          note: `${library}${size.length > 0 ? `: ${size.join(', ')}` : ', size by default'}`,
        };
      }),
      ...scale.found.map(({ file, line, note }) => ({ file, line, note })),
    ],
  },
  judge({ seen }, policy) {
    const reserve = policy.limit('reservePercent');
    const usable = Math.floor(
      ((seen.maxConnections - seen.reservedConnections) * (100 - reserve.value)) / 100,
    );
    const most = seen.perInstance * seen.instances;
    const findings: Finding[] = [];
    if (most > usable) {
      findings.push({
        key: 'exhausts',
        says: `${seen.instances} instances with ${seen.perInstance} connections each open ${most}; of ${seen.maxConnections} the application may use ${usable} (${reserve.from} keeps ${reserve.value} % free).`,
        where: { note: 'database' },
      });
    }
    if (seen.saturation && seen.saturation.hung > 0)
      findings.push({
        key: 'hangs',
        says: `With all connections held, ${seen.saturation.hung} requests waited without end.`,
        where: { note: 'pool' },
      });
    if (findings.length === 0 && !seen.saturation)
      return {
        abstains: 'unknown',
        because: 'The number fits; what happens when all connections are held was not tried.',
      };
    return { looked: 2, findings };
  },
  examples: {
    pass: [{ given: { seen: sessionWith({}) } }],
    fail: [
      { given: { seen: sessionWith({ perInstance: 50 }) }, findings: ['exhausts'] },
      {
        given: { seen: sessionWith({ saturation: { waitedMs: [], refused: 0, hung: 5 } }) },
        findings: ['hangs'],
      },
    ],
    hollow: [
      {
        name: 'nobody held all connections',
        given: { seen: { ...sessionWith({}), saturation: undefined } },
        outcome: 'unknown',
      },
    ],
  },
});
