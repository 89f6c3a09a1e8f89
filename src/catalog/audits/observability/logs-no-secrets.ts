import { defineAudit } from '../../../kit/audit.ts';
import logLines from '../../evidence/log-lines.ts';
import loggers from '../../evidence/loggers.ts';
import { placesOf } from '../../probing/code-signs.ts';

const planted = [
  'a password in a body',
  'a bearer token',
  'a cookie',
  'an e-mail address in a body',
  'a token in the query',
];
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
  planted,
};

export default defineAudit({
  title: 'Passwords, tokens and addresses that are sent in never appear in the log',
  failureTitle: 'The log holds passwords, tokens or personal data that were sent in',
  why: 'Logs are copied to many places and read by many people: a token in them is a key under every mat.',
  fix: 'Redact authorization, cookie and set-cookie headers, log the path without its query, and log no bodies; test it with planted values.',
  refs: ['OWASP ASVS 5.0 V16.2.5', 'CWE-532'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 3,
  claims: [
    'pii handling',
    'data protection',
    'sensitive data',
    'data encryption',
    'no sensitive data in logs',
    'no pii in logs',
    'sensitive data logged',
    'no secrets in logs',
    'log redaction',
    'log masking',
    'masked in logs',
    'secret masking',
    'secrets masked',
    'pii masking',
    'logs sanitized',
  ],
  needs: { seen: logLines },
  signs: { from: { code: loggers }, look: ({ code }) => placesOf(code) },
  judge({ seen: log }) {
    const findings = log.leaked.map(({ planted: what, line }) => ({
      key: what,
      says: `${what}, sent in by us, stands in line ${line} of the log.`,
      where: { note: 'standard output', line },
    }));
    if (findings.length > 0) return { looked: log.planted.length, findings };
    // A service that logs nothing about requests leaks nothing, and shows nothing either.
    if (log.linesWithRequestId === 0 && log.lines < log.requests) {
      return {
        abstains: 'unknown',
        because: `The service wrote ${log.lines} lines for ${log.requests} requests: it does not seem to log requests at this level.`,
      };
    }
    if (!log.planted.some((planted) => planted.includes('body')))
      return {
        abstains: 'unknown',
        because: `No route took in a body with the planted password; ${log.planted.join(', ')} did not show up in the log.`,
      };
    return { looked: log.planted.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen } }],
    fail: [
      {
        given: { seen: { ...seen, leaked: [{ planted: 'a bearer token', line: 14 }] } },
        findings: ['a bearer token'],
      },
    ],
    hollow: [
      {
        name: 'nobody read the password',
        given: { seen: { ...seen, planted: ['a bearer token'] } },
        outcome: 'unknown',
      },
      {
        name: 'a log that says nothing at all',
        given: { seen: { ...seen, lines: 1, linesWithRequestId: 0 } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { ...seen, lines: 0, linesWithRequestId: 0 } }, outcome: 'unknown' }],
  },
});
