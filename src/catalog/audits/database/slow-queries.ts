import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import sqlStrings from '../../evidence/sql-strings.ts';
import statementStatistics from '../../evidence/statement-statistics.ts';

const fast = {
  text: 'SELECT id FROM orders WHERE customer_id = $1',
  calls: 900,
  meanMs: 1.2,
  p95Ms: 3,
  maxMs: 20,
};
const seen = {
  source: 'pg_stat_statements' as const,
  days: 7,
  calls: 20_000,
  statements: [fast],
  scans: [{ table: 'orders', rows: 80_000, wholeReads: 0, indexReads: 900 }],
};

export default defineAudit({
  title: 'No frequent statement is slow, and no big table is read whole over and over',
  failureTitle: 'Frequent statements are slow or read big tables whole',
  why: 'It is fast with a hundred rows; with a hundred thousand every page waits, and the database is the first to fall.',
  fix: 'Look at the plan (`EXPLAIN (ANALYZE, BUFFERS)`), add the index that the condition needs (`CREATE INDEX CONCURRENTLY`), select fewer columns and rows, and page by cursor.',
  refs: ['AWS operational readiness reviews', 'PostgreSQL: pg_stat_statements'],
  severity: 'major',
  state: 'trial',
  effortHours: 6,
  claims: [
    'query optimization',
    'database queries: < 100ms',
    'query time < 100ms',
    'database query optimization',
    'database query performance',
    '3-5x query performance',
    'database queries optimized',
    'slow query',
    'slow queries',
    'query performance',
    'optimized queries',
    'slow query log',
    'database query time',
    'n+1 queries',
    'explain analyze',
  ],
  limits: {
    meanMs: { default: 100, unit: 'ms', about: 'mean time of a frequent statement' },
    bigTableRows: { default: 10_000, unit: 'rows', about: 'from here a table is big' },
    days: {
      default: 1,
      unit: 'days',
      about: 'shortest time that statistics must cover, unless there are 1,000 calls',
    },
  },
  needs: { seen: statementStatistics },
  signs: {
    from: { code: sqlStrings },
    look: ({ code }) =>
      code.built.map(({ file, line, sink }) => ({ file, line, note: `${sink} runs SQL from here` })),
  },
  judge({ seen: found }, policy) {
    const mean = policy.limit('meanMs');
    const big = policy.limit('bigTableRows');
    const slow = found.statements.filter((one) => (one.p95Ms ?? one.meanMs) > mean.value && one.calls >= 10);
    const findings: Finding[] = [
      ...slow.map((one) => ({
        key: `slow:${one.text.slice(0, 80)}`,
        says: `${one.calls} calls took ${Math.round(one.p95Ms ?? one.meanMs)} ms${one.p95Ms === undefined ? ' on average' : ' at the 95th percentile'}; ${mean.from} allows ${mean.value}: ${one.text.slice(0, 160)}`,
        where: { note: one.text.slice(0, 160) },
      })),
      ...found.scans
        .filter((one) => one.rows >= big.value && one.wholeReads > one.indexReads && one.wholeReads >= 10)
        .map((one) => ({
          key: `scan:${one.table}`,
          says: `${one.table} (${one.rows} rows) was read whole ${one.wholeReads} times, by index ${one.indexReads} times.`,
          where: { table: one.table },
        })),
    ];
    if (findings.length > 0) return { looked: found.statements.length, findings };
    if (found.calls < 1_000 && found.days < policy.limit('days').value)
      return {
        abstains: 'unknown',
        because: `Only ${found.calls} calls in ${found.days} days were counted: too few to say that nothing is slow.`,
      };
    if (found.scans.every((one) => one.rows < big.value))
      return {
        abstains: 'unknown',
        because: `No table has ${big.value} rows: what is fast now says little about later.`,
      };
    return { looked: found.statements.length, findings };
  },
  examples: {
    pass: [{ given: { seen } }],
    fail: [
      {
        given: { seen: { ...seen, statements: [{ ...fast, p95Ms: 400 }] } },
        findings: ['slow:SELECT id FROM orders WHERE customer_id = $1'],
      },
      {
        given: {
          seen: { ...seen, scans: [{ table: 'orders', rows: 80_000, wholeReads: 300, indexReads: 2 }] },
        },
        findings: ['scan:orders'],
      },
    ],
    hollow: [
      {
        name: 'five calls on empty tables',
        given: { seen: { ...seen, days: 0, calls: 5 } },
        outcome: 'unknown',
      },
      {
        name: 'a hundred rows',
        given: { seen: { ...seen, scans: [{ table: 'orders', rows: 100, wholeReads: 0, indexReads: 2 }] } },
        outcome: 'unknown',
      },
    ],
  },
});
