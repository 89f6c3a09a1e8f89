import { defineAudit } from '../../../kit/audit.ts';
import dbPools from '../../evidence/db-pools.ts';
import restartTimeline from '../../evidence/restart-timeline.ts';

const whole = { path: '/v1/orders', needsDatabase: true, downMs: 2_000, watchedMs: 30_000 };
const healed = {
  during: [{ atMs: 400, status: 503 }],
  after: [
    { atMs: 0, status: 503 },
    { atMs: 300, status: 200 },
  ],
};

export default defineAudit({
  title: 'After a restart of the database the service heals by itself',
  failureTitle: 'After a restart of the database the service stays broken or ends',
  why: 'Databases are restarted for every patch and every failover: a service that needs a hand then turns two seconds into an outage.',
  fix: 'Listen for errors of the pool (an unhandled one ends Node), drop broken connections, and connect again with a pause.',
  refs: ['Mercari production readiness checklist'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 4,
  claims: [
    'database connection failures',
    'database connection lost',
    'database connectivity',
    'database stable',
    'database failover',
    'database reconnect',
    'reconnects to database',
    'database failure',
    'database reconnection',
    'database recovers',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlserver'],
  limits: {
    healSeconds: {
      default: 10,
      unit: 'seconds',
      about: 'from the return of the database to the first good answer',
    },
  },
  needs: { seen: restartTimeline },
  signs: {
    from: { code: dbPools },
    look: ({ code }) =>
      code.found.map(({ file, line, library, does }) => ({ file, line, note: `${library}: ${does}` })),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('healSeconds');
    const where = { url: seen.path };
    if (seen.ended) {
      const how = seen.ended.signal ?? `code ${seen.ended.exitCode}`;
      return {
        looked: 1,
        findings: [
          { key: 'ended', says: `The process ended (${how}) when its database was restarted.`, where },
        ],
      };
    }
    if (!seen.needsDatabase)
      return {
        abstains: 'unknown',
        because: `No path that was asked needs the database (${seen.path} does not): healing cannot be seen.`,
      };
    const late = seen.rounds.filter(
      ({ after }) =>
        !after.some(
          ({ status, atMs }) => status !== undefined && status < 400 && atMs <= limit.value * 1_000,
        ),
    );
    const says = `${seen.path} did not answer well within ${limit.value} s after the database was back (${limit.from}).`;
    return {
      looked: seen.rounds.length,
      findings: late.length > 0 ? [{ key: 'not-healed', says, where }] : [],
    };
  },
  examples: {
    pass: [{ given: { seen: { ...whole, rounds: [healed, healed] } } }],
    fail: [
      {
        name: 'broken until someone restarts it',
        given: { seen: { ...whole, rounds: [{ during: [], after: [{ atMs: 29_000, status: 500 }] }] } },
        findings: ['not-healed'],
      },
      {
        name: 'the process ends',
        given: { seen: { ...whole, rounds: [], ended: { exitCode: 1 } } },
        findings: ['ended'],
      },
    ],
    hollow: [
      {
        name: 'only a page that never needed the database',
        given: { seen: { ...whole, path: '/', needsDatabase: false, rounds: [healed] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { ...whole, rounds: [] } }, outcome: 'not-applicable' }],
  },
});
