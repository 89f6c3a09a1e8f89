import { defineAudit } from '../../../kit/audit.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import routes from '../../evidence/routes.ts';
import {
  answeredFor,
  distinct,
  shutOut,
  foundBy,
  isReached,
  isTurnedAway,
  probe,
  probed,
  statusesOf,
} from '../../probing/probes.ts';

const hungUp = /ECONNRESET|EPIPE|socket hang up/;

export default defineAudit({
  title: 'Malformed and oversized input is answered with 4xx, never with 5xx or silence',
  failureTitle: 'Malformed or oversized input breaks the service',
  why: 'An input nobody thought of then stops a process, fills the error log, or gets through to where it does harm.',
  fix: 'Parse every body, query and parameter with a schema at the edge (zod, pydantic, validator, JSR 380), refuse unknown fields, bound lengths and body size, and answer 400 or 422 with the field at fault.',
  refs: ['OWASP ASVS 5.0 V1, V2', 'CWE-20'],
  severity: 'major',
  state: 'stable',
  effortHours: 6,
  claims: [
    'input validation',
    'comprehensive sanitization',
    'input validation on all api endpoints',
    'add input sanitization',
    'input sanitization',
    'input validation implemented',
    'request validation',
    'data validation',
    'user input validated',
    'input sanitized',
    'validation rules',
    'schema validation',
    'validate inputs',
    'inputs validated',
    'payload validation',
    'input sanitation',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { known: routes },
    look: ({ known }) =>
      known.routes
        .filter(({ method }) => /^(POST|PUT|PATCH|ANY)$/.test(method))
        .map(({ file, line, method, path }) => ({ file, line, note: `${method} ${path} takes a body` })),
  },
  judge({ seen }) {
    const sent = seen.exchanges.filter((one) =>
      ['malformed-body', 'wrong-type', 'oversized-body', 'malformed-id'].includes(one.purpose),
    );
    const findings = sent.flatMap((one) => {
      const what = one.note ?? one.purpose.replace('-', ' ');
      // Hanging up on a body that is too big is a refusal, if a rude one.
      if (one.status === undefined && one.purpose === 'oversized-body' && hungUp.test(one.because ?? ''))
        return [];
      if (one.status === undefined)
        return [
          foundBy(
            one,
            'silent',
            `${one.method} ${one.route} gives no answer to ${what}: ${one.because ?? 'no reason'}.`,
          ),
        ];
      return one.status >= 500
        ? [foundBy(one, 'broken', `${one.method} ${one.route} answers ${one.status} to ${what}.`)]
        : [];
    });
    const refused = answeredFor(
      sent,
      'malformed-body',
      'wrong-type',
      'oversized-body',
      'malformed-id',
    ).filter(
      (one) =>
        one.status !== undefined &&
        one.status >= 400 &&
        one.status < 500 &&
        !isTurnedAway(one) &&
        isReached(seen.exchanges, one),
    );
    if (sent.length === 0)
      return { abstains: 'unknown', because: 'No route that takes a body or an id was found to try.' };
    if (findings.length === 0 && refused.length === 0)
      return {
        abstains: 'unknown',
        because: `No malformed input got past the door (${statusesOf(sent)}): give credentials to try with (auth: in seaworthy.yaml).${shutOut(seen.exchanges)}`,
      };
    return { looked: sent.length, findings: distinct(findings) };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            probe('malformed-body', 400, { method: 'POST' }),
            probe('wrong-type', 422, { method: 'POST' }),
            probe('oversized-body', 413, { method: 'POST' }),
          ),
        },
      },
    ],
    fail: [
      {
        given: { seen: probed(probe('wrong-type', 500, { method: 'POST' })) },
        findings: ['broken:POST /v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'refused for lack of credentials',
        given: { seen: probed(probe('malformed-body', 401, { method: 'POST' })) },
        outcome: 'unknown',
      },
      {
        name: 'nothing of that name is there, but a parser before it',
        given: {
          seen: probed(
            probe('malformed-body', 400, { method: 'POST' }),
            probe('malformed-body', 404, { method: 'POST' }),
          ),
        },
        outcome: 'unknown',
      },
    ],
  },
});
