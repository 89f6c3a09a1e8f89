import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import databaseSession from '../../evidence/database-session.ts';
import dbPools from '../../evidence/db-pools.ts';
import { sessionWith } from '../../probing/database-examples.ts';

const names = {
  statementTimeoutMs: 'statement_timeout',
  lockTimeoutMs: 'lock_timeout',
  idleInTransactionTimeoutMs: 'idle_in_transaction_session_timeout',
} as const;

export default defineAudit({
  title: 'Statements, waits for locks and idle transactions of the application have a time limit',
  failureTitle: 'The application lets statements, locks or transactions wait without limit',
  why: 'One forgotten transaction or one slow statement holds its connection for ever; soon none is left, and every page hangs.',
  fix: "Set them for the role: `ALTER ROLE orders SET statement_timeout = '5s'; … lock_timeout = '2s'; … idle_in_transaction_session_timeout = '10s'`, or in the pool (`new Pool({ statement_timeout, lock_timeout, idle_in_transaction_session_timeout })`).",
  refs: ['PostgreSQL: client connection defaults', 'Mercari production readiness checklist'],
  severity: 'major',
  state: 'trial',
  effortHours: 1,
  claims: [
    'database timeouts',
    'statement timeout',
    'query timeout',
    'connection timeout',
    'lock timeout',
    'idle in transaction',
    'query timeouts',
  ],
  limits: {
    statementMs: { default: 60_000, unit: 'ms', about: 'the longest statement of the application role' },
  },
  when: ['postgres'],
  needs: { seen: databaseSession },
  signs: {
    from: { code: dbPools },
    look: ({ code }) =>
      code.found
        .filter(
          ({ options }) =>
            Object.keys(options).some((name) => /timeout/i.test(name)) ||
            /imeout/.test(String(options['setting'] ?? options['option'] ?? '')),
        )
        .map(({ file, line, library, options }) => ({
          file,
          line,
          note: `${library}: ${
            Object.keys(options)
              .filter((name) => /timeout/i.test(name))
              .join(', ') || String(options['setting'] ?? options['option'])
          }`,
        })),
  },
  judge({ seen }, policy) {
    if (!seen.connected)
      return {
        abstains: 'unknown',
        because: `The application role could not connect: ${seen.error ?? 'no reason given'}.`,
      };
    const limit = policy.limit('statementMs');
    const where = { note: seen.connected.role };
    const findings: Finding[] = (Object.keys(names) as (keyof typeof names)[]).flatMap((key) =>
      seen.settings[key] > 0
        ? []
        : [{ key: names[key], says: `${names[key]} is off for the application role.`, where }],
    );
    if (seen.settings.statementTimeoutMs > limit.value)
      findings.push({
        key: 'statement_timeout',
        says: `Statements may take ${seen.settings.statementTimeoutMs} ms; ${limit.from} allows ${limit.value}.`,
        where,
      });
    return { looked: 3, findings };
  },
  examples: {
    pass: [{ given: { seen: sessionWith({}) } }],
    fail: [
      {
        given: {
          seen: sessionWith({
            settings: { statementTimeoutMs: 0, lockTimeoutMs: 0, idleInTransactionTimeoutMs: 9 },
          }),
        },
        findings: ['statement_timeout', 'lock_timeout'],
      },
    ],
    hollow: [
      {
        name: 'no connection',
        given: { seen: { ...sessionWith({}), connected: undefined, error: 'refused' } },
        outcome: 'unknown',
      },
    ],
  },
});
