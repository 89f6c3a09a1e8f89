import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import exercisedRoutes from '../../evidence/exercised-routes.ts';
import testFiles from '../../evidence/test-files.ts';

/** What a test must have been refused for, and with what. */
const refusals = [
  { credentials: ['none'], statuses: [401, 403], what: 'a request without credentials' },
  {
    credentials: ['wrong', 'expired'],
    statuses: [401, 403],
    what: 'a request with wrong or expired credentials',
  },
  { credentials: ['lower-role'], statuses: [403, 404], what: 'a request of a lower role' },
] as const;

export default defineAudit({
  title: 'Tests assert that missing, wrong and lower-role credentials are refused',
  failureTitle: 'No test would notice if requests without proper credentials were let in',
  why: 'Access checks are lost in refactorings; only a test that expects the refusal goes red before an attacker finds it.',
  fix: 'For each group of private routes, test the refusals: no token gives 401, a wrong or expired one gives 401, a role too low gives 403.',
  refs: ['OWASP ASVS V8', 'OWASP WSTG-ATHZ'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'security tests',
    'security validation',
    'authorization tests',
    'access control tests',
    'auth tests',
    'access control tested',
    'role-based access tested',
    'permission tests',
    'unauthorized access',
  ],
  when: ['service'],
  needs: { seen: exercisedRoutes },
  signs: {
    from: { t: testFiles },
    look: ({ t }) =>
      t.files.flatMap(({ file, statuses }) => {
        const refused = statuses.filter(({ status }) => status === 401 || status === 403);
        const [first] = refused;
        return first ? [{ file, line: first.line, note: `${refused.length} assertions of 401 or 403` }] : [];
      }),
  },
  judge({ seen }) {
    const closed = seen.routes.filter((route) => !route.open);
    if (closed.length === 0)
      return {
        abstains: 'unknown',
        because: 'no route is known to need credentials, so there is nothing to refuse',
      };
    const findings = refusals.flatMap(({ credentials, statuses, what }) => {
      const proven = seen.hits.some(
        (hit) =>
          (credentials as readonly string[]).includes(hit.credentials) &&
          (statuses as readonly number[]).includes(hit.status) &&
          hit.asserts.includes('status'),
      );
      if (proven) return [];
      const [route] = closed;
      const where =
        route?.file === undefined
          ? {}
          : { file: route.file, ...(route.line === undefined ? {} : { line: route.line }) };
      return [
        { key: `not-tested:${credentials[0]}`, says: `No test asserts that ${what} is refused.`, where },
      ];
    });
    return { looked: closed.length, findings };
  },
  examples: {
    pass: [{ given: { seen: seenWith('none', 'wrong', 'lower-role') } }],
    fail: [
      { given: { seen: seenWith('none') }, findings: ['not-tested:wrong', 'not-tested:lower-role'] },
      {
        name: 'refused, and nobody asserts it',
        given: {
          seen: {
            ...seenWith('none', 'wrong', 'lower-role'),
            hits: seenWith('none').hits.map((one) => ({ ...one, asserts: [] })),
          },
        },
        findings: ['not-tested:none', 'not-tested:wrong', 'not-tested:lower-role'],
      },
    ],
    absent: [{ given: { seen: { routes: [], hits: [] } }, outcome: 'unknown' }],
  },
});

type Seen = Given<{ seen: typeof exercisedRoutes }>['seen'];

function seenWith(...credentials: readonly Seen['hits'][number]['credentials'][]): Seen {
  return {
    routes: [{ method: 'GET', path: '/orders', file: 'src/orders/routes.ts', line: 12, open: false }],
    hits: credentials.map((one) => ({
      method: 'GET',
      path: '/orders',
      credentials: one,
      test: `refuses ${one}`,
      asserts: ['status'],
      status: one === 'lower-role' ? 403 : 401,
    })),
  };
}
