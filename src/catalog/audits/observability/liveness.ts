import { defineAudit } from '../../../kit/audit.ts';
import cutTimeline from '../../evidence/cut-timeline.ts';
import routes from '../../evidence/routes.ts';

const whole = { business: [], cutMs: 8_000, watchedAfterMs: 15_000, before: [], after: [] };
const health = [{ path: '/livez', role: 'live' as const }];

export default defineAudit({
  title: 'A liveness route answers, also while the database is away',
  failureTitle: 'The liveness route fails when a dependency does',
  why: 'A platform restarts what calls itself dead: when liveness asks the database, one slow database restarts every instance at once.',
  fix: 'Give the service a route that only says that the process is running (`/health/live`), and point the liveness probe at it.',
  refs: ['Mercari production readiness checklist', 'Kubernetes: liveness, readiness and startup probes'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'liveness',
    'health check',
    'healthcheck endpoints',
    '/health endpoint responding',
    'health endpoint',
    '/healthz',
    '/livez',
    'health endpoints',
    'health check endpoint',
    'healthcheck',
    'liveness endpoint',
    '/health',
    'api health',
    'health checks',
    'system health',
  ],
  needs: { seen: cutTimeline },
  signs: {
    from: { known: routes },
    look: ({ known }) =>
      known.routes
        .filter(({ path }) => /live|health|ping|alive/i.test(path))
        .map(({ file, line, path }) => ({ file, line, note: path })),
  },
  judge({ seen }) {
    const live = seen.health.filter(({ role }) => role === 'live');
    if (live.length === 0)
      return { abstains: 'unknown', because: 'No route whose name promises liveness answered.' };
    const bad = live.filter(({ path }) =>
      seen.during.some(
        (sample) => sample.path === path && (sample.status === undefined || sample.status >= 500),
      ),
    );
    return {
      looked: live.length,
      findings: bad.map(({ path }) => ({
        key: path,
        says: `${path} failed while the database was cut off.`,
        where: { url: path },
      })),
    };
  },
  examples: {
    pass: [
      {
        given: {
          seen: { ...whole, health, during: [{ path: '/livez', atMs: 500, status: 200, tookMs: 1 }] },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: { ...whole, health, during: [{ path: '/livez', atMs: 500, status: 503, tookMs: 1 }] },
        },
        findings: ['/livez'],
      },
    ],
    hollow: [
      {
        name: 'only a health route of mixed meaning',
        given: { seen: { ...whole, health: [{ path: '/health', role: 'health' }], during: [] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { ...whole, health: [], during: [] } }, outcome: 'unknown' }],
  },
});
