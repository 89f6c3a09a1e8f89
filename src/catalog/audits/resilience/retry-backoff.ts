import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import dependencyFaults from '../../evidence/dependency-faults.ts';
import outboundClients from '../../evidence/outbound-clients.ts';
import { faultWith } from '../../probing/fault-examples.ts';

export default defineAudit({
  title: 'Retries are few and spaced out, as the failing dependency sees them',
  failureTitle: 'Retries storm a dependency that is already failing',
  why: 'Every retry is one more request on a service that is down; without spaces they keep it down after the cause is gone.',
  fix: 'Retry two or three times at most, only what is safe to repeat, with growing pauses and chance in them (`p-retry`, `tenacity` with `wait_random_exponential`, Resilience4j), and stop retrying when most fail.',
  refs: [
    'Site Reliability Engineering: addressing cascading failures',
    'AWS: timeouts, retries and backoff with jitter',
  ],
  severity: 'minor',
  state: 'trial',
  effortHours: 3,
  claims: [
    'retry logic with exponential backoff',
    'exponential backoff',
    'retry logic',
    'retries',
    'retry mechanism',
    'retry policy',
    'retry policies',
    'retry with backoff',
    'automatic retries',
    'retry strategy',
    'retry mechanisms',
  ],
  limits: {
    attemptsPerRequest: {
      default: 4,
      unit: 'attempts',
      about: 'attempts for one request while the dependency fails',
    },
  },
  needs: { seen: dependencyFaults },
  signs: {
    from: { code: outboundClients },
    look: ({ code }) =>
      code.found
        .filter((one) => one.does === 'retry')
        .map(({ file, line, library }) => ({ file, line, note: `${library} retries` })),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('attemptsPerRequest');
    const faults = seen.faults.filter(
      (one) => one.kind === 'http' && (one.fault === 'cut' || one.fault === 'reset'),
    );
    let retried = 0;
    const findings = faults.flatMap(({ dependency, during, attempts, lastedMs }): Finding[] => {
      const asking = during.filter((one) => one.depends).length;
      const seenAttempts = attempts
        .filter((one) => one.atMs <= lastedMs)
        .map((one) => one.atMs)
        .sort((a, b) => a - b);
      if (asking === 0 || seenAttempts.length <= asking) return [];
      retried += 1;
      const each = seenAttempts.length / asking;
      const gaps = seenAttempts.slice(1).map((at, index) => at - (seenAttempts[index] ?? 0));
      const immediate = gaps.filter((gap) => gap < 10).length;
      const found: Finding[] = [];
      if (each > limit.value)
        found.push({
          key: `many:${dependency}`,
          says: `${dependency} saw ${seenAttempts.length} attempts for ${asking} requests; ${limit.from} allows ${limit.value} each.`,
          where: { note: dependency },
        });
      if (immediate > asking)
        found.push({
          key: `no-pause:${dependency}`,
          says: `${immediate} attempts on ${dependency} came within 10 ms of the one before.`,
          where: { note: dependency },
        });
      return found;
    });
    if (findings.length > 0) return { looked: faults.length, findings };
    if (retried === 0) return { abstains: 'unknown', because: 'No retry was seen by a failing dependency.' };
    return { looked: retried, findings };
  },
  examples: {
    pass: [{ given: { seen: { faults: [faultWith({ attempts: spaced(40, 700) })] } } }],
    fail: [
      {
        given: { seen: { faults: [faultWith({ attempts: spaced(400, 2) })] } },
        findings: ['many:payments', 'no-pause:payments'],
      },
    ],
    hollow: [
      {
        name: 'nobody retries',
        given: { seen: { faults: [faultWith({ attempts: spaced(20, 1_000) })] } },
        outcome: 'unknown',
      },
    ],
  },
});

function spaced(count: number, everyMs: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index * everyMs);
}
