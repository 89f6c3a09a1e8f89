import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import errorSinks from '../../evidence/error-sinks.ts';
import sinkDeliveries from '../../evidence/sink-deliveries.ts';
import { placesOf } from '../../probing/code-signs.ts';

const planted = { marker: 'm1', requestId: 'r1', status: 500 };
const good = { afterMs: 900, hasMarker: true, release: 'abc1234', hasRequestId: true, leaks: [] };

export default defineAudit({
  title: 'An exception reaches the error tracker with its release and request id, and without personal data',
  failureTitle: 'Exceptions do not reach the error tracker, or without what is needed',
  why: 'Errors are then found by customers, one by one, and nobody can tell since which release.',
  fix: 'Start the tracker before everything else, hand it what the error handler catches (`Sentry.setupFastifyErrorHandler(app)`, `captureException` in the handler), set `release` to the commit and tag the request id; keep `sendDefaultPii` off.',
  refs: ['Gruntwork production readiness checklist'],
  severity: 'major',
  state: 'trial',
  effortHours: 3,
  claims: [
    'error tracking',
    'automated error reporting',
    'centralized error logging',
    'centralized logging: all errors captured',
    'smart deduplication',
    'react error boundaries',
    'sentry',
    'rollbar',
    'bugsnag',
    'error monitoring',
    'error reporting',
    'exception tracking',
    'sentry configured',
    'error logging',
    'crash reporting',
    'sentry errors',
    'no errors in sentry',
    'source maps uploaded',
  ],
  needs: { seen: sinkDeliveries },
  signs: { from: { code: errorSinks }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const where = { note: 'planted exception' };
    if (seen.planted.status === undefined || seen.planted.status < 500)
      return {
        abstains: 'unknown',
        because: 'No exception could be planted: no request made the service fail.',
      };
    const mine = seen.received.filter((one) => one.hasMarker);
    const first = mine[0];
    if (!first)
      return {
        looked: 1,
        findings: [
          {
            key: 'lost',
            says: `The planted exception did not arrive within ${Math.round(seen.waitedMs / 1_000)} s (${seen.received.length} others did).`,
            where,
          },
        ],
      };
    const findings: Finding[] = [];
    if (first.release === undefined || first.release === '')
      findings.push({ key: 'release', says: 'The report names no release.', where });
    if (!first.hasRequestId)
      findings.push({ key: 'request-id', says: 'The report does not carry the id of the request.', where });
    if (first.leaks.length > 0)
      findings.push({ key: 'leaks', says: `The report carries ${first.leaks.join(', ')}.`, where });
    return { looked: mine.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { planted, waitedMs: 10_000, received: [good] } } }],
    fail: [
      { given: { seen: { planted, waitedMs: 10_000, received: [] } }, findings: ['lost'] },
      {
        given: {
          seen: { planted, waitedMs: 10_000, received: [{ ...good, release: undefined, leaks: ['cookie'] }] },
        },
        findings: ['release', 'leaks'],
      },
    ],
    hollow: [
      {
        name: 'nothing failed',
        given: { seen: { planted: { ...planted, status: 404 }, waitedMs: 10_000, received: [] } },
        outcome: 'unknown',
      },
    ],
  },
});
