import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import httpAnswers, { type Exchange } from '../../evidence/http-answers.ts';
import routes from '../../evidence/routes.ts';
import { asked, exchange, isHtml, withPurpose } from '../../probing/answers.ts';

/** What the answer must hold to be that thing and not the front page of a single-page application. */
const tellTale: readonly (readonly [path: RegExp, body: RegExp, what: string])[] = [
  [/metrics$/, /^# (HELP|TYPE) |^[a-z_:][\w:]*(\{[^}]{0,500}\})? [\d.e+-]+$/m, 'its metrics'],
  [/actuator(\/|$)/, /"_links"|"activeProfiles"|"propertySources"/, 'its actuator'],
  [
    /pprof|debug\/vars|server-status|_profiler|__debug__|phpinfo/,
    /goroutine|memstats|Apache Server Status|Symfony Profiler|phpinfo\(\)|profiles:/i,
    'its inside',
  ],
  [/\.env$/, /^[A-Z][A-Z0-9_]+=/m, 'its environment'],
  [/\.git\/config$/, /\[core\]/, 'its git configuration'],
  [/errors|alerts|logs/, /^\s*[[{]/, 'its errors, alerts or logs'],
];

export default defineAudit({
  title: 'Metrics, logs, error lists and debug routes ask for credentials',
  failureTitle: 'A route for operators is open to everybody',
  why: 'They tell a stranger which parts are slow, which errors happen with whose data, and what to overload first.',
  fix: 'Ask for a token or a client certificate on these routes, or serve them on a port that the outside cannot reach.',
  refs: ['OWASP ASVS 5.0 V13.4', 'CWE-200'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 2,
  claims: [
    'admin endpoints',
    'admin logs',
    'monitoring endpoints',
    'admin endpoints protected',
    'metrics endpoint protected',
    'internal endpoints',
    'actuator',
    'actuator endpoints',
    'admin panel protected',
    'management endpoints',
    'actuator exposure',
    'admin routes protected',
    'admin access restricted',
  ],
  needs: { seen: httpAnswers },
  signs: {
    from: { code: routes },
    look: ({ code }) =>
      code.routes
        .filter(({ path }) => /metrics|debug|errors|alerts|logs|actuator/i.test(path))
        .map(({ file, line, path, guards }) => ({
          file,
          line,
          note: `${path}${guards.length > 0 ? ` behind ${guards.join(', ')}` : ''}`,
        })),
  },
  judge({ seen }) {
    const nothing = withPurpose(seen.exchanges, 'missing')[0];
    // What also comes for an address that does not exist is no route for operators.
    const answers = withPurpose(seen.exchanges, 'operations').filter(
      (one) => nothing?.status !== 200 || one.status !== 200 || one.body !== nothing.body,
    );
    const findings = answers.flatMap((answer) => openWhat(answer) ?? []);
    const closed = answers.filter(({ status }) => status === 401 || status === 403);
    const other = withPurpose(seen.exchanges, 'missing').find(
      ({ status }) => status === 401 || status === 403,
    );
    if (findings.length === 0 && other)
      return {
        abstains: 'unknown',
        because: `Every address answers ${other.status}, also one that does not exist: nobody without credentials sees a route for operators, and which there are was not seen.`,
      };
    if (findings.length === 0 && closed.length === 0) {
      return {
        abstains: 'unknown',
        because:
          'None of the usual or known routes for operators was there: what others there are was not seen.',
      };
    }
    return { looked: answers.length, findings };
  },
  examples: {
    pass: [
      { given: { seen: { ...asked, exchanges: [{ ...exchange('operations', 401), path: '/metrics' }] } } },
    ],
    fail: [
      {
        given: {
          seen: {
            ...asked,
            exchanges: [
              { ...exchange('operations', 200, {}, '# HELP up Whether it is up\nup 1\n'), path: '/metrics' },
            ],
          },
        },
        findings: ['/metrics'],
      },
    ],
    hollow: [
      {
        name: 'the same JSON for every address',
        given: {
          seen: {
            ...asked,
            exchanges: [
              exchange('missing', 200, {}, '{"errors":[]}'),
              { ...exchange('operations', 200, {}, '{"errors":[]}'), path: '/errors' },
            ],
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'everything is refused, also what is not there',
        given: {
          seen: {
            ...asked,
            exchanges: [exchange('missing', 401), { ...exchange('operations', 401), path: '/metrics' }],
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'a front page that answers 200 to every path',
        given: {
          seen: {
            ...asked,
            exchanges: [
              {
                ...exchange('operations', 200, { 'content-type': 'text/html' }, '<!doctype html>'),
                path: '/metrics',
              },
            ],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { seen: { ...asked, exchanges: [{ ...exchange('operations', 404), path: '/metrics' }] } },
        outcome: 'unknown',
      },
    ],
  },
});

function openWhat(answer: Exchange): Finding | undefined {
  if (answer.status !== 200 || isHtml(answer) || answer.body.trim() === '') return undefined;
  const what = tellTale.find(([path, body]) => path.test(answer.path) && body.test(answer.body))?.[2];
  return what === undefined
    ? undefined
    : { key: answer.path, says: `${answer.path} shows ${what} to everybody.`, where: { url: answer.path } };
}
