import { defineAudit } from '../../../kit/audit.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import routes from '../../evidence/routes.ts';
import { answeredFor, distinct, foundBy, isAccepted, probe, probed } from '../../probing/probes.ts';

export default defineAudit({
  title: 'Repeating a write with the same key has one effect',
  failureTitle: 'Repeating a write has a second effect',
  why: 'A phone that lost the answer sends again, and the customer pays twice.',
  fix: 'Take an `Idempotency-Key`, keep it with the result under a unique constraint, and answer the repeat with the first result.',
  refs: ['IETF draft: The Idempotency-Key HTTP header field', 'RFC 9110 section 9.2.2'],
  severity: 'minor',
  state: 'stable',
  effortHours: 6,
  claims: [
    'idempotency',
    'idempotent writes',
    'idempotency keys',
    'idempotent requests',
    'request deduplication',
    'idempotent endpoints',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { known: routes },
    look: ({ known }) =>
      known.routes
        .filter(({ method }) => method === 'POST')
        .map(({ file, line, path }) => ({ file, line, note: `POST ${path}` })),
  },
  judge({ seen }) {
    const pairs = answeredFor(seen.exchanges, 'repeat-first')
      .filter(isAccepted)
      .flatMap((first) => {
        const again = answeredFor(seen.exchanges, 'repeat-again').find(
          (one) => one.route === first.route && one.method === first.method,
        );
        return again ? [{ first, again }] : [];
      });
    const findings = pairs.flatMap(({ first, again }) => {
      const second =
        /second effect/.test(again.note ?? '') ||
        (isAccepted(again) && idIn(first.body) !== undefined && idIn(first.body) !== idIn(again.body));
      return second
        ? [foundBy(again, 'twice', `${again.method} ${again.route} made a second thing for the same key.`)]
        : [];
    });
    if (pairs.length === 0)
      return { abstains: 'unknown', because: 'No write with an idempotency key was accepted and repeated.' };
    const compared = pairs.filter(
      ({ first, again }) =>
        !isAccepted(again) || idIn(first.body) !== undefined || /one effect/.test(again.note ?? ''),
    );
    if (findings.length === 0 && compared.length === 0)
      return {
        abstains: 'unknown',
        because: 'The answers name no id by which one thing could be told from two.',
      };
    return { looked: pairs.length, findings: distinct(findings) };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            probe('repeat-first', 201, { method: 'POST', body: '{"id":"a1"}' }),
            probe('repeat-again', 201, { method: 'POST', body: '{"id":"a1"}' }),
          ),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: probed(
            probe('repeat-first', 201, { method: 'POST', body: '{"id":"a1"}' }),
            probe('repeat-again', 201, { method: 'POST', body: '{"id":"a2"}' }),
          ),
        },
        findings: ['twice:POST /v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'answers without an id',
        given: {
          seen: probed(
            probe('repeat-first', 202, { method: 'POST' }),
            probe('repeat-again', 202, { method: 'POST' }),
          ),
        },
        outcome: 'unknown',
      },
    ],
  },
});

function idIn(body: string): string | undefined {
  return /"(?:id|uuid)"\s*:\s*"?([\w-]+)/.exec(body)?.[1];
}
