import { defineAudit } from '../../../kit/audit.ts';
import errorHandlers from '../../evidence/error-handlers.ts';
import probeAnswers, { type Probe } from '../../evidence/probe-answers.ts';
import { distinct, foundBy, headerOf, probe, probed } from '../../probing/probes.ts';

const problem = '{"type":"about:blank","title":"x","status":400,"detail":"x"}';
const kinds = [400, 401, 404, 405, 422, 500];

export default defineAudit({
  title: 'All errors have one shape: 400, 401, 404, 405, 422 and 500 alike',
  failureTitle: 'Errors come in several shapes',
  why: 'Every client writes the handling twice, and shows "undefined" to the user for the shape it forgot.',
  fix: 'Answer every error as problem details (`application/problem+json`, RFC 9457), also for unknown routes, wrong methods and what the framework refuses by itself.',
  refs: ['RFC 9457', 'OWASP ASVS 5.0 V16.5'],
  severity: 'minor',
  state: 'stable',
  effortHours: 3,
  claims: [
    'error handling',
    'standardized error responses',
    'robust error responses',
    'error handling works properly',
    'consistent error responses',
    'structured error responses',
    'error response format',
    'error responses formatted',
    'problem details',
    'rfc 9457',
    'error messages user friendly',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { code: errorHandlers },
    look: ({ code }) =>
      code.found
        .filter((one) => one.does === 'handle')
        .map(({ file, line, library }) => ({ file, line, note: `${library} answers errors` })),
  },
  judge({ seen }) {
    const errors = seen.exchanges.filter(
      ({ status, method }) => status !== undefined && kinds.includes(status) && method !== 'HEAD',
    );
    const shapes = new Map<string, Probe[]>();
    for (const one of errors) shapes.set(shapeOf(one), [...(shapes.get(shapeOf(one)) ?? []), one]);
    const seenKinds = new Set(errors.map((one) => one.status));
    if (seenKinds.size < 3)
      return {
        abstains: 'unknown',
        because: `${seenKinds.size === 0 ? 'No errors were seen' : `Only ${[...seenKinds].join(', ')} was seen of errors`}; three kinds are needed to compare.`,
      };
    const [usual, ...others] = [...shapes].sort((a, b) => b[1].length - a[1].length);
    const findings = others.flatMap(([shape, [first]]) =>
      first
        ? [
            foundBy(
              first,
              `shape:${first.status}`,
              `${first.method} ${first.route} answers ${first.status} as ${shape}; most errors are ${usual?.[0] ?? 'otherwise'}.`,
            ),
          ]
        : [],
    );
    return { looked: errors.length, findings: distinct(findings) };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            ...[400, 401, 404].map((status) =>
              probe('malformed-body', status, {
                body: problem,
                headers: [['content-type', 'application/problem+json']],
              }),
            ),
          ),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: probed(
            ...[400, 401].map((status) =>
              probe('malformed-body', status, {
                body: problem,
                headers: [['content-type', 'application/problem+json']],
              }),
            ),
            probe('unsupported-method', 404, {
              body: '<html>Cannot GET /</html>',
              headers: [['content-type', 'text/html']],
            }),
          ),
        },
        findings: ['shape:404:GET /v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'one kind of error',
        given: { seen: probed(probe('malformed-body', 400, { body: problem })) },
        outcome: 'unknown',
      },
    ],
  },
});

/** The kind of content and its outer names; a list of field errors may come and go. */
function shapeOf(one: Probe): string {
  const type = (headerOf(one, 'content-type') ?? 'no content type').split(';')[0] ?? '';
  try {
    const value: unknown = JSON.parse(one.body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${type} without names`;
    const names = Object.keys(value).filter(
      (name) => !/^(errors|details|issues|fields|invalid-?params|instance|requestId|traceId)$/i.test(name),
    );
    return `${type} with ${names.sort().join(', ')}`;
  } catch {
    return `${type} that is no JSON`;
  }
}
