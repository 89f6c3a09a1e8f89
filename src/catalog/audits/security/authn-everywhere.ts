import { defineAudit } from '../../../kit/audit.ts';
import probeAnswers, { type Probe } from '../../evidence/probe-answers.ts';
import routes from '../../evidence/routes.ts';
import {
  answeredFor,
  distinct,
  shutOut,
  foundBy,
  headerOf,
  isAccepted,
  isTurnedAway,
  probe,
  probed,
  statusesOf,
} from '../../probing/probes.ts';

const openByNature =
  /^\/(health\w*|live\w*|ready\w*|ping|version|openapi[\w.]*|docs|login|sign-?in|register|sign-?up|password|auth|oauth|callback|\.well-known|favicon\.ico|robots\.txt|static|assets|public)?(\/|$)/i;

/** The start, signs of life, descriptions, and what browsers and robots ask for by themselves. */
const forEverybody =
  /^\/((api|v\d+)\/)*(health\w*|_health|live\w*|ready\w*|ping|status|version|info|openapi[\w.]*|swagger[\w.]*|docs|api-docs|favicon\.ico|robots\.txt|\.well-known\/[\w./-]+)?\/?$/i;
/** Where people come in who have no credentials yet. */
const door =
  /\/(log-?in|sign-?in|sign-?up|register|token|refresh|log-?out|sign-?out|forgot[\w-]*|reset[\w-]*|callback|oauth|sessions?|codes?)$/i;
const page = /^(text\/(html|css|javascript)|application\/(javascript|xhtml\+xml)|image\/|font\/)/i;

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
    const open = asked.filter((one) => isAccepted(one) && !isForEverybody(one));
    const findings = open
      .filter((one) => !isPage(one))
      .map((one) =>
        foundBy(
          one,
          'open',
          `${one.method} ${one.route} answers ${one.status} to a caller without credentials, and is not declared public.`,
        ),
      );
    if (findings.length > 0) return { looked: asked.length, findings: distinct(findings) };
    const refused = asked.filter(isTurnedAway);
    // Were the same routes refused to everybody, the refusals would prove nothing.
    const served = answeredFor(seen.exchanges, 'with-credentials').some(
      ({ status }) => status !== undefined && status < 400,
    );
    if (!served || refused.length === 0)
      return {
        abstains: 'unknown',
        because: `${refused.length === 0 ? 'No route that was asked wants credentials' : 'No route answered a caller with credentials either: the refusals may have another cause'} (${statusesOf(asked)}); say who may call what (auth: in seaworthy.yaml).${shutOut(seen.exchanges)}`,
      };
    // A page may be meant for all, and a complaint about the input may come before or after the door.
    const doubtful = asked.filter(
      (one) =>
        !isForEverybody(one) &&
        !isTurnedAway(one) &&
        one.status !== 404 &&
        one.status !== 405 &&
        one.status !== 429,
    );
    if (doubtful.length > 0)
      return {
        abstains: 'unknown',
        because: `${refused.length} routes refuse callers without credentials; ${doubtful.length} neither refuse them nor show data (${statusesOf(doubtful)}): name those that are public (auth: public: in seaworthy.yaml).`,
        signs: doubtful.slice(0, 5).map(({ method, route, status }) => ({
          url: route,
          note: `${method} ${route} answers ${status}`,
        })),
      };
    return { looked: refused.length, findings };
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
      {
        name: 'a page that everybody may see, and nothing that asks for credentials',
        given: {
          seen: probed(
            probe('without-credentials', 200, { route: '/', headers: [['content-type', 'text/html']] }),
            probe('with-credentials', 200, { route: '/', headers: [['content-type', 'text/html']] }),
          ),
        },
        outcome: 'unknown',
      },
      {
        name: 'a complaint about the input, from before or after the door',
        given: {
          seen: probed(
            probe('without-credentials', 401),
            probe('with-credentials', 200),
            probe('without-credentials', 400, { method: 'POST' }),
          ),
        },
        outcome: 'unknown',
      },
    ],
  },
});

function isForEverybody({ method, route }: Probe): boolean {
  return method === 'GET' ? forEverybody.test(route) : door.test(route);
}

/** What a browser shows or loads; whether its data are for everybody is not told by the frame around them. */
function isPage(one: Probe): boolean {
  return one.method === 'GET' && page.test(headerOf(one, 'content-type') ?? '');
}
