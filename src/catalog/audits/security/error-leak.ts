import { defineAudit } from '../../../kit/audit.ts';
import errorHandlers from '../../evidence/error-handlers.ts';
import httpAnswers from '../../evidence/http-answers.ts';
import { asked, exchange } from '../../probing/answers.ts';
import { placesOf } from '../../probing/code-signs.ts';

/** What only the inside of a program says. */
const leaks: readonly (readonly [what: string, shape: RegExp])[] = [
  [
    'a stack trace',
    /\n?\s+at [\w$.<>[\] ]{1,100} \(?(?:file:|node:|\/|[A-Z]:\\)[^\n]{1,200}:\d+:\d+|Traceback \(most recent call last\)|goroutine \d+ \[|\bat [\w.$]{1,100}\([\w]{1,60}\.java:\d+\)|#0 \/[^\n]{1,200}\.php\(\d+\)/,
  ],
  [
    'an SQL error',
    /syntax error at or near|SQLSTATE\[|ORA-\d{5}|You have an error in your SQL syntax|relation "[^"]{1,100}" does not exist|sqlite3?\.(?:OperationalError|Error)|PG::[A-Z]\w{1,60}/,
  ],
  [
    'a debug page',
    /Werkzeug Debugger|DisallowedHost at|You(?:'|&#x27;)re seeing this error because you have <code>DEBUG|Whoops! There was an error|Ignition|Action Controller: Exception caught|Symfony Exception/,
  ],
];

export default defineAudit({
  title: 'Errors tell what went wrong for the user and nothing of the inside',
  failureTitle: 'Errors show stack traces, SQL or a debug page',
  why: 'Paths, versions and queries in an error are a map for the next attack, and they frighten customers.',
  fix: 'Answer errors in one place with a fixed shape and a request id; log the details there. Switch debug mode off by default, on only by an explicit setting.',
  refs: ['OWASP ASVS 5.0 V16.5.1', 'CWE-209'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 2,
  claims: [
    'error handling',
    'standardized error responses',
    'robust error responses',
    'error handling works properly',
    'error details hidden',
    'stack traces hidden',
    'no stack traces',
    'generic error messages',
    'no sensitive error messages',
    'error messages do not leak',
    'error information disclosure',
  ],
  needs: { seen: httpAnswers },
  signs: { from: { code: errorHandlers }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const errors = seen.exchanges.filter(({ status }) => status !== undefined && status >= 400);
    const findings = errors.flatMap((answer) =>
      leaks
        .filter(([, shape]) => shape.test(answer.body))
        .map(([what]) => ({
          key: `${what}:${answer.path}`,
          says: `${answer.method} ${answer.path} (${answer.status}) shows ${what}.`,
          where: { url: answer.path },
        })),
    );
    if (findings.length > 0) return { looked: errors.length, findings };
    // A missing page is the mildest of errors: that it is clean says little about the error of a broken query.
    const broken = errors.some(({ status }) => status !== undefined && status >= 500);
    if (!broken)
      return {
        abstains: 'unknown',
        because: `${errors.length === 0 ? 'No error was met' : `${errors.length} errors were clean`}; none was the service's own fault (5xx), and those leak most.`,
      };
    return { looked: errors.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            ...asked,
            exchanges: [
              exchange('business', 503, {}, '{"title":"Service unavailable"}'),
              exchange('missing', 404, {}, '{}'),
            ],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            ...asked,
            exchanges: [
              exchange('missing', 500, {}, 'Error: no\n    at handle (file:///srv/app/src/app.ts:14:9)'),
            ],
          },
        },
        findings: ['a stack trace:/missing'],
      },
    ],
    hollow: [
      {
        name: 'only a clean 404',
        given: { seen: { ...asked, exchanges: [exchange('missing', 404, {}, 'Not found')] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { ...asked, exchanges: [] } }, outcome: 'unknown' }],
  },
});
