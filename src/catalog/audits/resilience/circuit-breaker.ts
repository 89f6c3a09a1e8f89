import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import dependencyFaults from '../../evidence/dependency-faults.ts';
import outboundClients from '../../evidence/outbound-clients.ts';
import { during, faultWith } from '../../probing/fault-examples.ts';

export default defineAudit({
  title: 'After repeated failures a dependency is left alone, answers fail fast, and it is tried again later',
  failureTitle: 'A failing dependency is asked again and again, or never again',
  why: 'Every user waits the full time limit for an answer that is known already, and the partner gets no chance to recover.',
  fix: 'Put a breaker round the client (`opossum`, `pybreaker`, `gobreaker`, Resilience4j): open after a few failures, answer at once from then on, let one request through after a while.',
  refs: ['Release It!: circuit breaker', 'Mercari production readiness checklist'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'circuit breaker',
    'circuit breaker pattern for external services',
    'circuit breakers',
    'bulkhead',
  ],
  limits: { fastMs: { default: 500, unit: 'ms', about: 'a fast failure, once the breaker is open' } },
  needs: { seen: dependencyFaults },
  signs: {
    from: { code: outboundClients },
    look: ({ code }) =>
      code.found
        .filter((one) => one.does === 'break')
        .map(({ file, line, library }) => ({ file, line, note: `${library} opens after failures` })),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('fastMs');
    const faults = seen.faults.filter(
      (one) =>
        one.kind === 'http' &&
        (one.fault === 'black-hole' || one.fault === 'slow') &&
        one.during.filter((request) => request.depends).length >= 10,
    );
    const findings = faults.flatMap(({ dependency, during: asked, after }): Finding[] => {
      const late = asked.filter((one) => one.depends).slice(-5);
      const slow = late.filter((one) => one.tookMs > limit.value);
      const where = { note: dependency };
      const found: Finding[] = [];
      if (slow.length >= 4)
        found.push({
          key: `waits:${dependency}`,
          says: `Even the last requests while ${dependency} was silent waited for it (${slow.map((one) => one.tookMs).join(', ')} ms).`,
          where,
        });
      if (!after.some((one) => one.depends && (one.status ?? 500) < 500))
        found.push({
          key: `stays-open:${dependency}`,
          says: `After ${dependency} was back no request reached it again.`,
          where,
        });
      return found;
    });
    if (faults.length === 0)
      return {
        abstains: 'unknown',
        because: 'No outside service was silenced long enough for a breaker to open.',
      };
    return { looked: faults.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            faults: [
              faultWith({
                fault: 'black-hole',
                during: Array.from({ length: 20 }, (_, index) =>
                  during({ atMs: index * 3_000, tookMs: index < 5 ? 2_000 : 3 }),
                ),
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
                fault: 'black-hole',
                during: Array.from({ length: 20 }, () => during({ tookMs: 2_000 })),
              }),
            ],
          },
        },
        findings: ['waits:payments'],
      },
    ],
    hollow: [
      {
        name: 'three requests are too few',
        given: {
          seen: {
            faults: [faultWith({ fault: 'black-hole', during: [during({}), during({}), during({})] })],
          },
        },
        outcome: 'unknown',
      },
    ],
  },
});
