import { defineAudit } from '../../../kit/audit.ts';
import stopHandlers from '../../evidence/stop-handlers.ts';
import stopRuns from '../../evidence/stop-runs.ts';

const good = { path: '/v1/orders', underWay: 20, answered: 20, tookMs: 1_200, exitCode: 0 };

export default defineAudit({
  title: 'Told to stop, the service finishes what it accepted and ends with code 0',
  failureTitle: 'Told to stop, the service drops requests or does not end cleanly',
  why: 'Every deploy and every scale-down then costs some customers their request, at the busiest hours most.',
  fix: 'On SIGTERM: turn readiness red, stop accepting, finish requests and jobs, close the pool, exit 0, all within the grace of the platform (usually 30 s).',
  refs: ['Mercari production readiness checklist', 'The twelve-factor app IX'],
  severity: 'major',
  state: 'stable',
  effortHours: 3,
  claims: [
    'graceful shutdown',
    'graceful stop',
    'zero-downtime',
    'rolling',
    'gracefully shut down',
    'sigterm',
    'graceful termination',
    'connection draining',
    'drain connections',
    'prestop',
    'graceful restart',
  ],
  needs: { seen: stopRuns },
  signs: {
    from: { code: stopHandlers },
    look: ({ code }) =>
      code.found.map(({ file, line, library, does }) => ({ file, line, note: `${library}: ${does}` })),
  },
  judge({ seen }) {
    const held = seen.runs.filter((run) => run.underWay > 0);
    const dropped = held.filter((run) => run.answered < run.underWay);
    const unclean = seen.runs.filter((run) => run.exitCode !== 0);
    const findings = [
      ...dropped.slice(0, 1).map((run) => ({
        key: 'dropped',
        says: `${run.underWay - run.answered} of ${run.underWay} requests to ${run.path} that were under way got no answer.`,
        where: { url: run.path },
      })),
      ...unclean.slice(0, 1).map((run) => ({
        key: 'unclean-end',
        says: `The service ended ${run.signal === undefined ? `with code ${run.exitCode}` : `by ${run.signal}`} after ${run.tookMs} ms; the grace is ${seen.graceMs} ms.`,
        where: { note: 'SIGTERM' },
      })),
    ];
    if (findings.length === 0 && held.length === 0) {
      return {
        abstains: 'unknown',
        because: 'The service ended cleanly, but no request was still under way when it was told to stop.',
      };
    }
    return { looked: held.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { runs: [good, good, good], graceMs: 30_000 } } }],
    fail: [
      {
        name: 'dies at once',
        given: {
          seen: {
            runs: [{ path: '/v1/orders', underWay: 20, answered: 0, tookMs: 4, signal: 'SIGTERM' }],
            graceMs: 30_000,
          },
        },
        findings: ['dropped', 'unclean-end'],
      },
      {
        name: 'answers, and is killed at the end of the grace',
        given: {
          seen: {
            runs: [{ path: '/v1/orders', underWay: 20, answered: 20, tookMs: 30_010, signal: 'SIGKILL' }],
            graceMs: 30_000,
          },
        },
        findings: ['unclean-end'],
      },
    ],
    hollow: [
      {
        name: 'ends cleanly with nothing to finish',
        given: { seen: { runs: [{ ...good, underWay: 0, answered: 0 }], graceMs: 30_000 } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { runs: [], graceMs: 30_000 } }, outcome: 'unknown' }],
  },
});
