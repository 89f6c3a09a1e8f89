import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import compose from '../../evidence/compose.ts';
import externalAnswers from '../../evidence/external-answers.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';
import { namedHosts } from '../../production/hosts.ts';

const service = { variable: 'PAYMENTS_URL', host: 'payments.acme.dev', resolved: true, status: 401 };

export default defineAudit({
  title: 'Every configured external service resolves and answers',
  failureTitle: 'A configured external service does not answer',
  why: 'The service starts, and the first payment or mail fails because the other side moved or was never deployed.',
  fix: 'Correct the address where it is configured, ask it at the start or in the readiness check, and decide what the service does without it.',
  refs: ['Google production readiness review', 'Twelve-Factor App IV'],
  severity: 'major',
  state: 'trial',
  effortHours: 2,
  claims: [
    'external service integration',
    'external services',
    'auth service',
    'correct service urls',
    'external service urls',
    'bot/media services',
    'api status checks',
    'third-party integrations',
    'external api',
    'external apis',
    'third-party services',
    'api integrations',
    'third-party apis',
    'webhook urls',
    'callback urls',
  ],
  needs: { seen: externalAnswers },
  signs: {
    from: { compose, kubernetes, platforms },
    look: (given) =>
      namedHosts(given.compose, given.kubernetes, given.platforms)
        .filter(({ host }) => host.includes('.') && !/\.(svc|internal|local)(\.|$)|^\d/.test(host))
        .map(({ where, by, host }) => ({ ...where, note: `${by} names ${host}` })),
  },
  judge({ seen }) {
    const findings = seen.services.flatMap(({ variable, host, resolved, status, because }): Finding[] => {
      const where = { url: host };
      if (!resolved)
        return [{ key: variable, says: `${host}, named by ${variable}, does not resolve.`, where }];
      if (status === undefined)
        return [
          {
            key: variable,
            says: `${host}, named by ${variable}, does not answer: ${because ?? 'no reason given'}.`,
            where,
          },
        ];
      // Without credentials a refusal is an answer; a missing page at the root is one as well.
      return status >= 500
        ? [{ key: variable, says: `${host}, named by ${variable}, answers ${status}.`, where }]
        : [];
    });
    return { looked: seen.services.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { services: [service] } } }],
    fail: [
      {
        name: 'it is gone',
        given: { seen: { services: [{ ...service, resolved: false, status: undefined }] } },
        findings: ['PAYMENTS_URL'],
      },
      {
        name: 'its gateway has nobody behind it',
        given: { seen: { services: [{ ...service, status: 502 }] } },
        findings: ['PAYMENTS_URL'],
      },
    ],
    notApplicable: [{ name: 'it calls nobody', given: { seen: { services: [] } } }],
  },
});
