import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import cutTimeline, { type Sample } from '../../evidence/cut-timeline.ts';
import routes from '../../evidence/routes.ts';

const before = [
  { path: '/health/ready', atMs: 0, status: 200, tookMs: 3 },
  { path: '/orders', atMs: 0, status: 200, tookMs: 5 },
];
const health = [{ path: '/health/ready', role: 'ready' as const }];
const whole = { health, business: ['/orders'], cutMs: 8_000, watchedAfterMs: 15_000, before };

export default defineAudit({
  title: 'Readiness turns red when the database is gone, and green again when it is back',
  failureTitle: 'Readiness does not tell that the database is gone',
  why: 'A load balancer keeps sending people to an instance that calls itself ready: each of them gets an error that another instance could have spared them.',
  fix: 'Let the readiness route ask the database with a time limit of its own (a second or two) and answer 503 when it does not answer. Keep liveness free of it.',
  refs: ['Mercari production readiness checklist', 'Kubernetes: liveness, readiness and startup probes'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 3,
  claims: [
    'health check',
    'health checks',
    'readiness',
    'health checks accurate',
    'health monitoring',
    'database health',
    '/ready',
    '/readyz',
    'readiness endpoint',
    'dependency health',
    'health endpoint checks database',
    'readiness check',
    'readiness probe',
    'dependency checks',
  ],
  when: ['postgres', 'mysql', 'mongodb', 'sqlserver'],
  limits: {
    noticeSeconds: {
      default: 5,
      unit: 'seconds',
      about: 'from the cut to the first answer that says not ready',
    },
    recoverSeconds: { default: 10, unit: 'seconds', about: 'from the return of the database to ready' },
  },
  needs: { seen: cutTimeline },
  signs: {
    from: { known: routes },
    look: ({ known }) =>
      known.routes
        .filter(({ path }) => /health|ready/i.test(path))
        .map(({ file, line, path }) => ({ file, line, note: path })),
  },
  judge({ seen }, policy) {
    const said = seen.health.filter(({ role }) => role === 'ready');
    const judged = said.length > 0 ? said : seen.health.filter(({ role }) => role === 'health');
    const hurt = seen.during.some(
      ({ path, status }) => seen.business.includes(path) && (status === undefined || status >= 500),
    );
    if (judged.length === 0) {
      return {
        abstains: 'unknown',
        because:
          'No readiness or health route answered, at the paths that the code shows or at the usual ones.',
      };
    }
    const findings: Finding[] = [];
    for (const { path } of judged) {
      const red = firstBad(seen.during, path);
      const notice = policy.limit('noticeSeconds');
      const recover = policy.limit('recoverSeconds');
      if (red === undefined) {
        if (!hurt) continue;
        findings.push({
          key: `stays-green:${path}`,
          says: `${path} stayed green for ${seen.cutMs / 1_000} s while the database was cut off and other routes failed.`,
          where: { url: path },
        });
      } else if (red > notice.value * 1_000) {
        findings.push({
          key: `slow:${path}`,
          says: `${path} noticed the cut only after ${red / 1_000} s; the limit is ${notice.value} s (${notice.from}).`,
          where: { url: path },
        });
      } else if (!recoversWithin(seen.after, path, recover.value * 1_000)) {
        findings.push({
          key: `stays-red:${path}`,
          says: `${path} was not green again ${recover.value} s after the database was back (${recover.from}).`,
          where: { url: path },
        });
      }
    }
    if (findings.length === 0 && judged.every(({ path }) => firstBad(seen.during, path) === undefined)) {
      return {
        abstains: 'unknown',
        because:
          'Health stayed green while the database was cut off, but no route that was asked needs the database: add one that does under checks: in seaworthy.yaml.',
      };
    }
    return { looked: judged.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            ...whole,
            during: [{ path: '/health/ready', atMs: 900, status: 503, tookMs: 4 }],
            after: [{ path: '/health/ready', atMs: 400, status: 200, tookMs: 4 }],
          },
        },
      },
    ],
    fail: [
      {
        name: 'green while the business answers 500',
        given: {
          seen: {
            ...whole,
            during: [
              { path: '/health/ready', atMs: 900, status: 200, tookMs: 4 },
              { path: '/orders', atMs: 900, status: 500, tookMs: 4 },
            ],
            after: [{ path: '/health/ready', atMs: 400, status: 200, tookMs: 4 }],
          },
        },
        findings: ['stays-green:/health/ready'],
      },
      {
        name: 'red for ever',
        given: {
          seen: {
            ...whole,
            during: [{ path: '/health/ready', atMs: 900, status: 503, tookMs: 4 }],
            after: [{ path: '/health/ready', atMs: 14_000, status: 503, tookMs: 4 }],
          },
        },
        findings: ['stays-red:/health/ready'],
      },
    ],
    hollow: [
      {
        name: 'a health route, and nothing asked that needs the database',
        given: {
          seen: {
            ...whole,
            business: [],
            during: [{ path: '/health/ready', atMs: 900, status: 200, tookMs: 1 }],
            after: [],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { ...whole, health: [], during: [], after: [] } }, outcome: 'unknown' }],
  },
});

/** When the path first answered 5xx or not at all; undefined when it never did. */
function firstBad(samples: readonly Sample[], path: string): number | undefined {
  return samples.find(
    (sample) => sample.path === path && (sample.status === undefined || sample.status >= 500),
  )?.atMs;
}

function recoversWithin(samples: readonly Sample[], path: string, limitMs: number): boolean {
  return samples.some(
    (sample) =>
      sample.path === path && sample.atMs <= limitMs && sample.status !== undefined && sample.status < 400,
  );
}
