import { defineAudit } from '../../../kit/audit.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import routes from '../../evidence/routes.ts';
import { answeredFor, distinct, shutOut, foundBy, probe, probed } from '../../probing/probes.ts';

const openByNature =
  /^\/(health\w*|live\w*|ready\w*|ping|version|openapi[\w.]*|docs|login|sign-?in|register|sign-?up|password|auth|oauth|callback|\.well-known|favicon\.ico|robots\.txt|static|assets|public)?(\/|$)/i;

export default defineAudit({
  title: 'Every route that is not declared public refuses callers without credentials',
  failureTitle: 'Routes answer callers who show no credentials',
  why: 'Whoever guesses the address reads or changes the data of customers; no password needs to be stolen.',
  fix: 'Guard the whole application and name the exceptions, not the other way round: a global guard (`app.addHook("onRequest", requireUser)`, `APP_GUARD`, `DEFAULT_PERMISSION_CLASSES`, `anyRequest().authenticated()`), and a list of public routes beside it.',
  refs: ['OWASP ASVS 5.0 V6, V8.2', 'OWASP API2:2023'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 6,
  claims: [
    'jwt authentication',
    'authentication',
    'api authentication/authorization',
    'authentication flow functional',
    'standardized authentication middleware',
    'admin panel bypass',
    'authentication required',
    'protected endpoints',
    'protected routes',
    'api key authentication',
    'endpoint authentication',
    'unauthenticated access',
    'authenticated endpoints',
    'auth middleware',
    'authentication enforced',
    'all endpoints authenticated',
    'service authentication',
    'authentication implemented',
    'authentication enabled',
    'api authentication',
    'route protection',
    'user authentication',
    'oauth',
    'jwt',
    'authentication works',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { known: routes },
    look: ({ known }) =>
      known.routes
        .filter(({ guards, path }) => guards.length === 0 && !openByNature.test(path))
        .map(({ file, line, method, path }) => ({
          file,
          line,
          note: `${method} ${path} shows no guard in this file`,
        })),
  },
  judge({ seen }) {
    const asked = answeredFor(seen.exchanges, 'without-credentials').filter(
      ({ method, route }) => !seen.declaredPublic.includes(`${method} ${route}`),
    );
    const open = asked.filter(
      ({ status }) =>
        status !== undefined && status !== 401 && status !== 403 && status !== 404 && status !== 429,
    );
    const findings = open.map((one) =>
      foundBy(
        one,
        'open',
        `${one.method} ${one.route} answers ${one.status} to a caller without credentials, and is not declared public.`,
      ),
    );
    if (findings.length > 0) return { looked: asked.length, findings: distinct(findings) };
    // Were the same routes refused to everybody, the refusals would prove nothing.
    const served = answeredFor(seen.exchanges, 'with-credentials').some(
      ({ status }) => status !== undefined && status < 400,
    );
    if (!served)
      return {
        abstains: 'unknown',
        because: `No route answered a caller with credentials either: the refusals may have another cause.${shutOut(seen.exchanges)}`,
      };
    return { looked: asked.filter(({ status }) => status === 401 || status === 403).length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            probe('without-credentials', 401, { as: 'anonymous' }),
            probe('with-credentials', 200),
          ),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: probed(
            probe('without-credentials', 200, { as: 'anonymous' }),
            probe('with-credentials', 200),
          ),
        },
        findings: ['open:GET /v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'everybody is refused',
        given: { seen: probed(probe('without-credentials', 401), probe('with-credentials', 401)) },
        outcome: 'unknown',
      },
    ],
  },
});
