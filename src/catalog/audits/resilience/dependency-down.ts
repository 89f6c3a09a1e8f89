import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import dependencyFaults from '../../evidence/dependency-faults.ts';
import outboundClients from '../../evidence/outbound-clients.ts';
import { placesOf } from '../../probing/code-signs.ts';
import { during, faultWith } from '../../probing/fault-examples.ts';

export default defineAudit({
  title: 'With one dependency down, everything that does not need it works, and the rest recovers by itself',
  failureTitle: 'One dependency that is down takes more of the service with it',
  why: 'The mail server of a partner is down, and nobody can log in.',
  fix: 'Decide for each dependency what happens without it (fail fast, serve what is cached, leave the part out, refuse) and write it down; keep it out of liveness; do at the end what can be done later, in a queue.',
  refs: ['Mercari production readiness checklist', 'Gremlin: dependency tests'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'external service integration',
    'external service unavailable',
    'graceful degradation',
    'service discovery & health checks',
    'external service integration functional',
    'dependency failure',
    'graceful fallback',
    'fallbacks',
    'fallback mechanisms',
    'fault tolerance',
    'fault tolerant',
    'degraded mode',
    'service outage',
    'dependency outages',
    'third-party outage',
    'failure modes',
    'fallback strategy',
    'error recovery',
  ],
  needs: { seen: dependencyFaults },
  signs: { from: { code: outboundClients }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const faults = seen.faults.filter((one) => one.kind !== 'database' && one.fault !== 'slow');
    const findings = faults.flatMap(
      ({ dependency, fault, during: asked, after, processEnded }): Finding[] => {
        const where = { note: dependency };
        if (processEnded)
          return [
            {
              key: `died:${dependency}`,
              says: `The process ended while ${dependency} was away (${fault}).`,
              where,
            },
          ];
        const others = asked.filter((one) => !one.depends);
        const broken = others.filter((one) => one.status === undefined || one.status >= 500);
        const found: Finding[] = [];
        if (broken[0])
          found.push({
            key: `spreads:${dependency}`,
            says: `While ${dependency} was away (${fault}), ${broken.length} of ${others.length} requests failed that do not need it (${broken[0].route}).`,
            where,
          });
        if (after.length > 0 && !after.some((one) => (one.status ?? 500) < 500))
          found.push({
            key: `stays-down:${dependency}`,
            says: `After ${dependency} was back the service still failed.`,
            where,
          });
        return found;
      },
    );
    if (findings.length > 0) return { looked: faults.length, findings };
    const compared = faults.filter(
      (one) =>
        one.during.some((request) => !request.depends) && one.during.some((request) => request.depends),
    );
    if (compared.length === 0)
      return {
        abstains: 'unknown',
        because: 'No fault was made in which some routes need the dependency and others do not.',
      };
    return { looked: compared.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            faults: [
              faultWith({
                during: [during({}), during({ route: '/v1/products', depends: false, status: 200 })],
              }),
            ],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            faults: [
              faultWith({
                during: [during({}), during({ route: '/v1/products', depends: false, status: 500 })],
              }),
            ],
          },
        },
        findings: ['spreads:payments'],
      },
      { given: { seen: { faults: [faultWith({ processEnded: true })] } }, findings: ['died:payments'] },
    ],
    hollow: [
      { name: 'every route needs it', given: { seen: { faults: [faultWith({})] } }, outcome: 'unknown' },
    ],
  },
});
