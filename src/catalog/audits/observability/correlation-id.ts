import { defineAudit } from '../../../kit/audit.ts';
import logLines from '../../evidence/log-lines.ts';
import loggers from '../../evidence/loggers.ts';
import { placesOf } from '../../probing/code-signs.ts';

const seen = {
  requests: 12,
  requestId: 'r',
  echoed: true,
  lines: 30,
  jsonLines: 30,
  wholeLines: 30,
  plain: [],
  linesWithRequestId: 8,
  leaked: [],
  planted: ['a cookie'],
};

export default defineAudit({
  title: 'A request id that comes in stands in the log and in the answer',
  failureTitle: 'A request id that comes in is lost',
  why: 'A customer who reports an error can then name nothing that leads to it: every search begins with guessing the minute.',
  fix: 'Take `X-Request-Id` (or make one), put it on every log line of the request, and send it back in the answer.',
  refs: ['Mercari production readiness checklist', 'W3C Trace Context'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'correlation id',
    'correlation ids',
    'request id',
    'structured logging with correlation ids',
    'request ids',
    'trace id',
    'trace ids',
    'x-request-id',
    'request tracing',
    'request correlation',
    'distributed tracing',
    'opentelemetry',
    'tracing',
  ],
  needs: { seen: logLines },
  signs: { from: { code: loggers }, look: ({ code }) => placesOf(code) },
  judge({ seen: log }) {
    if (log.requests === 0) return { abstains: 'unknown', because: 'The service was asked nothing.' };
    const id = `${log.requestId}, sent as X-Request-Id, X-Correlation-Id and traceparent,`;
    const logged = log.linesWithRequestId > 0;
    if (log.echoed && logged) return { looked: log.requests, findings: [] };
    const lost = log.echoed
      ? { key: 'not-logged', says: `${id} stands in no line of the log.`, where: { note: 'standard output' } }
      : logged
        ? { key: 'not-echoed', says: `${id} did not come back in any answer.`, where: { note: 'answers' } }
        : {
            key: 'lost',
            says: `${id} did not come back in any answer, and stands in no line of the log.`,
            where: { note: 'answers and standard output' },
          };
    return { looked: log.requests, findings: [lost] };
  },
  examples: {
    pass: [{ given: { seen } }],
    fail: [
      {
        given: { seen: { ...seen, echoed: false, linesWithRequestId: 0 } },
        findings: ['lost'],
      },
    ],
    hollow: [
      {
        name: 'sent back, never logged',
        given: { seen: { ...seen, linesWithRequestId: 0 } },
        findings: ['not-logged'],
      },
    ],
    absent: [{ given: { seen: { ...seen, requests: 0 } }, outcome: 'unknown' }],
  },
});
