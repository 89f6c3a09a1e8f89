import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import exercisedRoutes from '../../evidence/exercised-routes.ts';
import routes from '../../evidence/routes.ts';
import testFiles from '../../evidence/test-files.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

export default defineAudit({
  title: 'Every route is hit by a test that asserts its status or body',
  failureTitle: 'A route is hit by no test that asserts anything',
  why: 'A route without a test breaks with the next refactoring, and the first to call it is a user.',
  fix: 'Send at least one request to each route in a test and assert status and body, with supertest, `app.inject`, `TestClient`, MockMvc, httptest, request specs or `WebApplicationFactory`.',
  refs: ['Fowler, The Practical Test Pyramid'],
  severity: 'major',
  state: 'trial',
  effortHours: 16,
  claims: [
    'endpoints tested',
    'api tests',
    'all api endpoints',
    'integration tests for endpoints',
    'endpoint testing',
    'api tested',
    'endpoint tests',
    'endpoints working',
    'all routes tested',
    'api endpoints tested',
    'api testing',
    'test all endpoints',
    'test api endpoints',
    'api endpoints working',
    'all endpoints tested',
    'routes tested',
  ],
  when: ['service'],
  needs: { seen: exercisedRoutes },
  signs: {
    from: { r: routes, t: testFiles },
    look: ({ r, t }) => {
      const asked = new Set(t.files.flatMap((file) => file.requests.map(({ path }) => path)));
      const sent = t.files.filter((file) => file.requests.length > 0).length;
      return [
        ...testsOfKind(t, ['api', 'integration']),
        ...r.routes.slice(0, 3).map(({ file, line, path }) => ({
          file,
          line,
          note: `${r.routes.length} routes, such as ${path}`,
        })),
        ...(sent > 0 ? [{ note: `${sent} test files send requests to ${asked.size} paths` }] : []),
      ];
    },
  },
  judge({ seen }) {
    if (seen.routes.length === 0) return { abstains: 'unknown', because: 'no route table was found' };
    const findings = seen.routes.flatMap(({ method, path, file, line }) => {
      const hits = seen.hits.filter((hit) => hit.method === method && hit.path === path);
      if (hits.some((hit) => hit.asserts.length > 0)) return [];
      const where = file === undefined ? { url: path } : { file, ...(line === undefined ? {} : { line }) };
      const says =
        hits.length === 0
          ? `No test calls ${method} ${path}.`
          : `${hits.length} tests call ${method} ${path}, and none notices a wrong answer.`;
      return [{ key: `untested:${method} ${path}`, says, where }];
    });
    return { looked: seen.routes.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { routes: [route()], hits: [hit()] } } }],
    fail: [
      { given: { seen: { routes: [route()], hits: [] } }, findings: ['untested:GET /orders/{id}'] },
      {
        name: 'called, and the answer is not looked at',
        given: { seen: { routes: [route()], hits: [hit({ asserts: [] })] } },
        findings: ['untested:GET /orders/{id}'],
      },
    ],
    absent: [{ given: { seen: { routes: [], hits: [] } }, outcome: 'unknown' }],
  },
});

type Seen = Given<{ seen: typeof exercisedRoutes }>['seen'];

function route(): Seen['routes'][number] {
  return { method: 'GET', path: '/orders/{id}', file: 'src/orders/routes.ts', line: 20, open: false };
}

function hit(change: Partial<Seen['hits'][number]> = {}): Seen['hits'][number] {
  const test = 'shows an order';
  return {
    method: 'GET',
    path: '/orders/{id}',
    status: 200,
    credentials: 'valid',
    test,
    asserts: ['status'],
    ...change,
  };
}
