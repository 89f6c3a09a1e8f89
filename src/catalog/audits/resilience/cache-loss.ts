import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import compose from '../../evidence/compose.ts';
import dependencyFaults from '../../evidence/dependency-faults.ts';
import limiters from '../../evidence/limiters.ts';
import { during, faultWith } from '../../probing/fault-examples.ts';

export default defineAudit({
  title: 'Without its cache the service is slower, and still right',
  failureTitle: 'Without its cache the service fails or answers wrongly',
  why: 'A cache is lost at every restart; if it is needed to be right, that restart is an outage.',
  fix: 'Treat a miss and an error of the cache alike: read from the database, bounded so that it is not overrun; give commands to the cache a short limit (`commandTimeout`, `socket_timeout`) and no queue while it is away.',
  refs: ['Gremlin: cache failures'],
  severity: 'major',
  state: 'trial',
  effortHours: 4,
  claims: [
    'redis configured for session storage',
    'redis connection working',
    'redis cache',
    'redis connection',
    'redis failover',
    'cache layer',
    'cache unavailable',
    'without cache',
  ],
  when: ['redis'],
  needs: { seen: dependencyFaults },
  signs: {
    from: { stack: compose, limits: limiters },
    look: ({ stack, limits }) => [
      ...stack.files.flatMap(({ file, services }) =>
        services
          .filter(({ image }) => /redis|valkey|memcached/.test(image?.name ?? ''))
          .map(({ name, line }) => ({ file, line, service: name, note: 'a cache' })),
      ),
      ...limits.found
        .filter(({ options }) => options['store'] === 'shared')
        .map(({ file, line, library }) => ({ file, line, note: `${library} counts in it` })),
    ],
  },
  judge({ seen }) {
    const faults = seen.faults.filter((one) => one.kind === 'cache');
    const findings = faults.flatMap(({ dependency, fault, during: asked, processEnded }): Finding[] => {
      const where = { note: dependency };
      if (processEnded)
        return [{ key: `died:${fault}`, says: `The process ended while ${dependency} was away.`, where }];
      const failed = asked.filter((one) => one.status === undefined || one.status >= 500);
      const wrong = asked.filter((one) => one.correct === false);
      const found: Finding[] = [];
      if (failed[0])
        found.push({
          key: `fails:${fault}`,
          says: `Without ${dependency} (${fault}) ${failed.length} of ${asked.length} requests failed (${failed[0].route}).`,
          where,
        });
      if (wrong[0])
        found.push({
          key: `wrong:${fault}`,
          says: `Without ${dependency} (${fault}) ${wrong.length} answers differed (${wrong[0].route}).`,
          where,
        });
      return found;
    });
    const asked = faults.reduce((sum, one) => sum + one.during.length, 0);
    if (asked === 0)
      return { abstains: 'unknown', because: 'The cache was not taken away while requests came.' };
    const using = faults.some((one) => one.during.some((request) => request.depends));
    if (findings.length === 0 && !using)
      return {
        abstains: 'unknown',
        because: 'The cache was taken away, and no request was seen that uses it.',
      };
    return { looked: asked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            faults: [
              faultWith({ kind: 'cache', during: [during({ status: 200, tookMs: 80, correct: true })] }),
            ],
          },
        },
      },
    ],
    fail: [
      {
        given: { seen: { faults: [faultWith({ kind: 'cache', during: [during({ status: 500 })] })] } },
        findings: ['fails:cut'],
      },
    ],
    hollow: [
      {
        name: 'what was asked does not use it',
        given: {
          seen: {
            faults: [
              faultWith({ kind: 'cache', during: [during({ depends: false, status: 200, correct: true })] }),
            ],
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'nobody asked meanwhile',
        given: { seen: { faults: [faultWith({ kind: 'cache', during: [] })] } },
        outcome: 'unknown',
      },
    ],
  },
});
