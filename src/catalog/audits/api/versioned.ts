import { defineAudit } from '../../../kit/audit.ts';
import openapiDocuments from '../../evidence/openapi-documents.ts';
import routes from '../../evidence/routes.ts';
import servedSpecification from '../../evidence/served-specification.ts';

const inPath = /^\/(?:[\w-]+\/)?v\d+(\/|$)/i;
const operational =
  /^\/(health\w*|live\w*|ready\w*|ping|metrics|version|status|openapi[\w.]*|docs|swagger[\w-]*|\.well-known|favicon\.ico|robots\.txt|static|assets|webhooks?)(\/|$)/i;

export default defineAudit({
  title: 'Operations carry the version of the API in their path',
  failureTitle: 'Operations carry no version of the API',
  why: 'Without a version nothing can be changed without breaking somebody: every correction waits for all clients, or hurts them.',
  fix: 'Put `/v1` before all business routes (or a version header that is required), and write down how long an old version lives and how clients are told (`Deprecation` and `Sunset` headers).',
  refs: ['RFC 9745', 'RFC 8594'],
  severity: 'minor',
  state: 'stable',
  effortHours: 4,
  claims: [
    'versioning strategy',
    'api version management',
    'api versioning',
    'versioned api',
    'api versioned',
    'api versions',
  ],
  needs: { seen: servedSpecification },
  signs: {
    from: { known: routes, documents: openapiDocuments },
    look: ({ known, documents }) => [
      ...documents.documents.flatMap(({ file, operations }) =>
        operations
          .filter(({ path }) => inPath.test(path))
          .slice(0, 2)
          .map(({ line, path }) => ({ file, line, note: path })),
      ),
      ...known.routes
        .filter(({ path }) => inPath.test(path))
        .map(({ file, line, path }) => ({ file, line, note: path })),
    ],
  },
  judge({ seen }) {
    const business = seen.operations.filter(
      ({ path, status }) => !operational.test(path) && status !== undefined && status !== 404,
    );
    if (business.length === 0) return { abstains: 'unknown', because: 'No business operation was answered.' };
    const bare = business.filter(({ path }) => !inPath.test(path));
    // All of them bare may mean a version in a header, which the paths do not show.
    if (bare.length === business.length)
      return {
        abstains: 'unknown',
        because: 'No path carries a version; one may be asked for in a header.',
        signs: bare.slice(0, 5).map(({ path }) => ({ url: path })),
      };
    const findings = bare.map(({ method, path }) => ({
      key: `bare:${method} ${path}`,
      says: `${method} ${path} carries no version, other operations do.`,
      where: { url: path },
    }));
    return { looked: business.length, findings };
  },
  examples: {
    pass: [{ given: { seen: seenWith('/v1/orders', '/health/live') } }],
    fail: [{ given: { seen: seenWith('/v1/orders', '/customers') }, findings: ['bare:GET /customers'] }],
    hollow: [
      { name: 'a version in a header, perhaps', given: { seen: seenWith('/orders') }, outcome: 'unknown' },
    ],
  },
});

function seenWith(...paths: readonly string[]) {
  return {
    documents: [],
    operations: paths.map((path) => ({ method: 'GET', path, status: 200, differences: [] })),
    undocumented: [],
  };
}
