import { defineAudit } from '../../../kit/audit.ts';
import openapiDocuments, { type OpenApiDocument, type Operation } from '../../evidence/openapi-documents.ts';
import routes from '../../evidence/routes.ts';
import { breaksBetween, majorOf } from '../../openapi/breaks.ts';
import { withoutRoute } from '../../openapi/undescribed.ts';

export default defineAudit({
  title: 'The API breaks nothing that clients of the last release rely on',
  failureTitle: 'The API breaks clients of the last release without notice',
  why: "Apps that are installed on phones and partners' integrations keep calling the old way; they fail on the day of the release.",
  fix: 'Keep the old field, route or optional parameter beside the new one, mark it `deprecated: true` for a release, or raise the major version. Compare in CI, e.g. with `oasdiff breaking`.',
  refs: ['Semantic Versioning 2.0.0', 'RFC 9745'],
  severity: 'major',
  state: 'stable',
  effortHours: 4,
  claims: [
    'versioning strategy',
    'api version management',
    'backward compatible',
    'no breaking changes',
    'backwards compatible',
    'api contract freeze',
    'contract diff',
    'breaking changes',
  ],
  needs: { seen: openapiDocuments, known: routes },
  judge({ seen, known }) {
    const { released } = seen;
    if (seen.documents.length === 0)
      return { abstains: 'unknown', because: 'No OpenAPI document is committed to compare.' };
    if (!released)
      return {
        abstains: 'unknown',
        because: 'No release tag tells what clients use now.',
        signs: seen.documents.map(({ file }) => ({ file })),
      };
    const pairs = released.documents.flatMap((before) => {
      const now = seen.documents.find((document) => document.file === before.file);
      return now ? [{ before, now }] : [];
    });
    if (pairs.length === 0)
      return {
        abstains: 'unknown',
        because: `${released.tag} has no OpenAPI document to compare with.`,
        signs: seen.documents.map(({ file }) => ({ file })),
      };
    const findings = pairs.flatMap(({ before, now }) => {
      const [then, next] = [majorOf(before.apiVersion), majorOf(now.apiVersion)];
      if (then !== undefined && next !== undefined && next > then) return [];
      return breaksBetween(before, now).map(({ key, says, line }) => ({
        key: `${key}:${now.file}`,
        says: `Since ${released.tag}: ${says}`,
        where: { file: now.file, line },
      }));
    });
    const looked = pairs.reduce((sum, { before }) => sum + before.operations.length, 0);
    const partial = pairs.find(({ before, now }) => !before.complete || !now.complete);
    if (findings.length === 0 && partial)
      return {
        abstains: 'unknown',
        because: `${partial.now.file} is spread over several files; bundle it to have it compared.`,
        signs: [{ file: partial.now.file }],
      };
    if (looked === 0)
      return { abstains: 'unknown', because: `The document of ${released.tag} describes no operation.` };
    // Two equal documents show nothing of an API that went on without them.
    const stale =
      findings.length > 0
        ? []
        : pairs.flatMap(({ now }) =>
            withoutRoute(now.operations, known.routes).map((one) => ({ ...one, file: now.file })),
          );
    const [first] = stale;
    if (first)
      return {
        abstains: 'unknown',
        because: `The document is not seen to follow the code: no route was found there for ${first.method} ${first.path} (${stale.length} such).`,
        signs: stale.map(({ file, line, method, path }) => ({ file, line, note: `${method} ${path}` })),
      };
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        name: 'an optional parameter and a field more',
        given: {
          known: routed(),
          seen: seenWith(operation(), {
            ...operation(),
            parameters: [{ name: 'limit', in: 'query', required: false }],
            responses: [{ status: '200', properties: ['id', 'total', 'note'] }],
          }),
        },
      },
      {
        name: 'announced by a major version',
        given: {
          known: routed(),
          seen: seenWith(operation(), { ...operation(), path: '/v2/orders' }, '2.0.0'),
        },
      },
    ],
    fail: [
      {
        name: 'a field is gone',
        given: {
          known: routed(),
          seen: seenWith(operation(), { ...operation(), responses: [{ status: '200', properties: ['id'] }] }),
        },
        findings: ['answer:200:total:GET /orders:openapi.yaml'],
      },
      {
        name: 'a route is gone',
        given: { known: routed(), seen: seenWith(operation(), { ...operation(), path: '/sales' }) },
        findings: ['gone:GET /orders:openapi.yaml'],
      },
    ],
    hollow: [
      {
        name: 'the same document as ever, for routes that the code no longer has',
        given: { known: routed('/sales'), seen: seenWith(operation(), operation()) },
        outcome: 'unknown',
      },
      {
        name: 'no route of the code was read',
        given: { known: { ...routed(), routes: [] }, seen: seenWith(operation(), operation()) },
        outcome: 'unknown',
      },
      {
        name: 'the released document describes nothing',
        given: {
          known: routed(),
          seen: {
            ...seenWith(operation(), operation()),
            released: { tag: 'v1.0.0', documents: [document([])] },
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { known: routed(), seen: { documents: [], served: [], skipped: [] } }, outcome: 'unknown' },
      {
        name: 'no release',
        given: { known: routed(), seen: { documents: [document([operation()])], served: [], skipped: [] } },
        outcome: 'unknown',
      },
    ],
  },
});

function operation(): Operation {
  return {
    method: 'GET',
    path: '/orders',
    line: 9,
    deprecated: false,
    parameters: [],
    responses: [{ status: '200', properties: ['id', 'total'] }],
    security: 'required',
  };
}

function document(operations: readonly Operation[], apiVersion = '1.2.0'): OpenApiDocument {
  return {
    file: 'openapi.yaml',
    version: '3.1.0',
    apiVersion,
    complete: true,
    problems: [],
    operations: [...operations],
  };
}

function seenWith(before: Operation, now: Operation, version?: string) {
  return {
    documents: [document([now], version)],
    released: { tag: 'v1.2.0', documents: [document([before])] },
    served: [],
    skipped: [],
  };
}

function routed(...paths: readonly string[]) {
  return {
    routes: (paths.length > 0 ? paths : ['/orders', '/v2/orders']).map((path, index) => ({
      file: 'src/routes.ts',
      line: index + 1,
      framework: 'fastify',
      method: 'GET',
      path,
      prefixKnown: true,
      guards: [],
      touches: [],
    })),
    dynamic: [],
    looked: { files: 3, skipped: [], notUnderstood: [] },
  };
}
