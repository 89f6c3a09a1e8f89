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
  judge: ({ seen: log }) => ({
    looked: log.requests,
    findings: [
      ...(log.echoed
        ? []
        : [
            {
              key: 'not-echoed',
              says: `X-Request-Id: ${log.requestId} did not come back in any answer.`,
              where: { note: 'answers' },
            },
          ]),
      ...(log.linesWithRequestId > 0
        ? []
        : [
            {
              key: 'not-logged',
              says: `X-Request-Id: ${log.requestId} stands in no line of the log.`,
              where: { note: 'standard output' },
            },
          ]),
    ],
  }),
  examples: {
    pass: [{ given: { seen } }],
    fail: [
      {
        given: { seen: { ...seen, echoed: false, linesWithRequestId: 0 } },
        findings: ['not-echoed', 'not-logged'],
      },
    ],
    hollow: [
      {
        name: 'sent back, never logged',
        given: { seen: { ...seen, linesWithRequestId: 0 } },
        findings: ['not-logged'],
      },
    ],
    absent: [{ given: { seen: { ...seen, requests: 0 } }, outcome: 'not-applicable' }],
  },
});
