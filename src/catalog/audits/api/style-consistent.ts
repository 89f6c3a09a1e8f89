import { defineAudit } from '../../../kit/audit.ts';
import openapiDocuments, { type Operation } from '../../evidence/openapi-documents.ts';
import { styleFaults } from '../../openapi/style.ts';

export default defineAudit({
  title: 'The API follows one style in names, verbs and status codes',
  failureTitle: 'The API mixes styles in names, verbs or status codes',
  why: "Every exception is a bug in somebody's client: they guess the name by what they saw elsewhere, and handle only the answers that are written down.",
  fix: 'Bring the outliers in line at the next version, and hold new ones to the rules with a linter in CI (`npx @redocly/cli lint`).',
  refs: ['RFC 9110', 'Zalando RESTful API Guidelines'],
  severity: 'note',
  state: 'stable',
  effortHours: 4,
  claims: ['restful design', 'consistent api patterns', 'api consistency', 'rest conventions'],
  needs: { seen: openapiDocuments },
  judge({ seen }) {
    const operations = seen.documents.reduce((sum, document) => sum + document.operations.length, 0);
    const findings = seen.documents.flatMap((document) =>
      styleFaults(document).map(({ key, says, line }) => ({
        key: `${key}:${document.file}`,
        says,
        where: { file: document.file, line },
      })),
    );
    if (findings.length > 0) return { looked: operations, findings };
    if (operations > 0 && seen.documents.every((document) => document.complete))
      return { looked: operations, findings };
    return {
      abstains: 'unknown',
      because:
        operations > 0
          ? 'Parts of the OpenAPI document stand in other files.'
          : 'No OpenAPI document is committed to read names, verbs and status codes from.',
      signs: seen.served.map(({ file, line, library }) => ({ file, line, note: library })),
    };
  },
  examples: {
    pass: [
      {
        given: {
          seen: seenWith(
            operation('GET', '/orders/{id}'),
            operation('GET', '/order-lines/{id}'),
            operation('GET', '/price-lists'),
          ),
        },
      },
    ],
    fail: [
      {
        name: 'a verb and another case in paths',
        given: {
          seen: seenWith(
            operation('GET', '/order-lines'),
            operation('GET', '/price-lists'),
            operation('POST', '/createOrder'),
          ),
        },
        findings: ['verb:POST /createOrder:openapi.yaml', 'case:createOrder:openapi.yaml'],
      },
      {
        name: 'no answer for a refused request',
        given: {
          seen: seenWith({
            ...operation('GET', '/orders/{id}'),
            responses: [{ status: '200', properties: [] }],
          }),
        },
        findings: ['refusal:GET /orders/{id}:openapi.yaml'],
      },
    ],
    hollow: [{ name: 'a document without operations', given: { seen: seenWith() }, outcome: 'unknown' }],
    absent: [{ given: { seen: { documents: [], served: [], skipped: [] } }, outcome: 'unknown' }],
  },
});

function operation(method: string, path: string): Operation {
  return {
    method,
    path,
    line: 9,
    deprecated: false,
    parameters: path.includes('{id}') ? [{ name: 'id', in: 'path', required: true }] : [],
    responses: [
      { status: '200', properties: ['id'] },
      { status: '404', properties: ['title'] },
    ],
    security: 'required',
  };
}

function seenWith(...operations: readonly Operation[]) {
  return {
    documents: [
      { file: 'openapi.yaml', version: '3.1.0', complete: true, problems: [], operations: [...operations] },
    ],
    served: [],
    skipped: [],
  };
}
