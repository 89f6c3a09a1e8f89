import { defineAudit } from '../../../kit/audit.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import routes from '../../evidence/routes.ts';
import { answeredFor, distinct, shutOut, foundBy, isAccepted, probe, probed } from '../../probing/probes.ts';

export default defineAudit({
  title: 'One user cannot read or change the objects of another, whatever the id looks like',
  failureTitle: 'One user reaches the objects of another',
  why: 'By counting up the number in the address anyone reads the invoices of all customers.',
  fix: 'Ask for the owner in the same statement: `WHERE id = $1 AND customer_id = $2`; parse ids strictly before they are used; answer 404 for what is not theirs. Row level security is a second wall.',
  refs: ['OWASP ASVS 5.0 V8.2.2', 'OWASP API1:2023'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 6,
  claims: [
    'resource isolation',
    'uuid length-based access bypass',
    'uuid length bypass',
    'file permission bypass',
    'ownership validation',
    'object-level authorization',
    'rbac with resource isolation',
    'idor',
    'object level access',
    'tenant isolation',
    'data isolation',
    'users can only access their own',
    'access only their own data',
    'multi-tenant isolation',
    'own data only',
    'tenant separation',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { known: routes },
    look: ({ known }) =>
      known.routes
        .filter(({ path, method }) => /\{[\w-]*(id|slug|uuid)\}/i.test(path) && method !== 'OPTIONS')
        .map(({ file, line, method, path }) => ({ file, line, note: `${method} ${path} takes an id` })),
  },
  judge({ seen }) {
    const asked = answeredFor(seen.exchanges, 'foreign-object', 'malformed-id');
    const findings = asked.flatMap((one) => {
      if (one.purpose === 'foreign-object' && isAccepted(one))
        return [
          foundBy(
            one,
            'foreign',
            `${one.method} ${one.route} gives ${one.as} an object of somebody else (${one.status}).`,
          ),
        ];
      if (one.purpose === 'malformed-id' && isAccepted(one))
        return [
          foundBy(
            one,
            'malformed',
            `${one.method} ${one.route} answers ${one.status} to a malformed id${one.note === undefined ? '' : ` (${one.note})`}.`,
          ),
        ];
      return [];
    });
    if (findings.length > 0) return { looked: asked.length, findings: distinct(findings) };
    const own = answeredFor(seen.exchanges, 'own-object')
      .filter(isAccepted)
      .map(({ method, route }) => `${method} ${route}`);
    const compared = asked.filter(
      (one) => one.purpose === 'foreign-object' && own.includes(`${one.method} ${one.route}`),
    );
    if (compared.length === 0)
      return {
        abstains: 'unknown',
        because: `No route gave an owner their object and was then asked for it by somebody else.${shutOut(seen.exchanges)}`,
      };
    return { looked: compared.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            probe('own-object', 200, { route: '/v1/orders/{id}' }),
            probe('foreign-object', 404, { as: 'user-b', route: '/v1/orders/{id}' }),
            probe('malformed-id', 404, { route: '/v1/orders/{id}' }),
          ),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: probed(
            probe('own-object', 200, { route: '/v1/orders/{id}' }),
            probe('foreign-object', 200, { as: 'user-b', route: '/v1/orders/{id}' }),
          ),
        },
        findings: ['foreign:GET /v1/orders/{id}'],
      },
    ],
    hollow: [
      {
        name: 'nobody gets the object, the owner neither',
        given: { seen: probed(probe('own-object', 404), probe('foreign-object', 404)) },
        outcome: 'unknown',
      },
    ],
  },
});
