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
  planted: ['a bearer token'],
};

export default defineAudit({
  title: 'Every line that is logged while the service runs is JSON with a time, a level and a message',
  failureTitle: 'Lines of the log are not structured',
  why: 'At night nobody can filter free text by customer, route or level: the one line that matters stays hidden among the others.',
  fix: 'Write all output through one structured logger (pino, structlog, slog, logback JSON …), the start banner and uncaught errors included.',
  refs: ['Mercari production readiness checklist', 'The twelve-factor app XI'],
  severity: 'major',
  state: 'stable',
  effortHours: 3,
  claims: [
    'structured logging',
    'logging strategy',
    'structured logging with appropriate levels',
    'structlog',
    'json logs',
    'json logging',
    'log format',
    'structured logs',
    'winston',
    'pino',
    'zap logger',
    'request logging',
    'loguru',
    'structured json',
    'add request logging',
  ],
  limits: {
    plainPercent: {
      default: 2,
      unit: 'percent',
      about: 'how many lines may be plain: a runtime writes a warning of its own now and then',
    },
  },
  needs: { seen: logLines },
  signs: { from: { code: loggers }, look: ({ code }) => placesOf(code) },
  judge({ seen: log }, policy) {
    if (log.lines === 0)
      return {
        abstains: 'unknown',
        because: `The service wrote nothing while it was asked ${log.requests} times.`,
      };
    const limit = policy.limit('plainPercent');
    const bad = log.lines - log.wholeLines;
    if ((100 * bad) / log.lines <= limit.value) return { looked: log.lines, findings: [] };
    const example =
      log.plain[0] === undefined ? 'JSON without time, level or message' : `for example: ${log.plain[0]}`;
    return {
      looked: log.lines,
      findings: [
        {
          key: 'plain',
          says: `${bad} of ${log.lines} lines are not whole JSON records (${limit.value} % allowed, ${limit.from}); ${example}`,
          where: { note: 'standard output' },
        },
      ],
    };
  },
  examples: {
    pass: [{ given: { seen } }],
    fail: [
      {
        given: { seen: { ...seen, jsonLines: 2, wholeLines: 2, plain: ['GET /orders 200'] } },
        findings: ['plain'],
      },
    ],
    hollow: [
      {
        name: 'JSON without level and time',
        given: { seen: { ...seen, wholeLines: 0 } },
        findings: ['plain'],
      },
    ],
    absent: [{ given: { seen: { ...seen, lines: 0, jsonLines: 0, wholeLines: 0 } }, outcome: 'unknown' }],
  },
});
