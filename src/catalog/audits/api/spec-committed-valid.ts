import { defineAudit } from '../../../kit/audit.ts';
import openapiDocuments, { type OpenApiDocument } from '../../evidence/openapi-documents.ts';

export default defineAudit({
  title: 'Every committed OpenAPI document is valid',
  failureTitle: 'A committed OpenAPI document is not valid',
  why: 'Client generators, gateways and contract tests refuse the document, or silently leave out what they cannot read.',
  fix: 'Correct the places below. Check it in CI: `npx @redocly/cli lint openapi.yaml` or `npx @seriousme/openapi-schema-validator openapi.yaml`.',
  refs: ['OpenAPI Specification 3.1'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'openapi/swagger',
    'openapi',
    'swagger',
    'api documentation',
    'api documentation generated',
    'complete api documentation',
    'api documentation complete',
    'api docs',
    'openapi spec',
    'openapi specification',
    'api specification',
    'api endpoints documented',
    'api documented',
  ],
  needs: { seen: openapiDocuments },
  judge({ seen }) {
    const findings = seen.documents.flatMap(({ file, problems }) =>
      problems.map(({ line, says }) => ({
        key: `invalid:${file}:${says.slice(0, 80)}`,
        says: `${file}: ${says}.`,
        where: { file, line },
      })),
    );
    if (findings.length > 0) return { looked: seen.documents.length, findings };
    const partial = seen.documents.find((document) => !document.complete);
    if (partial)
      return {
        abstains: 'unknown',
        because: `${partial.file} is spread over several files; bundle it to have it checked.`,
        signs: [{ file: partial.file }],
      };
    const unread = seen.skipped[0];
    if (unread)
      return {
        abstains: 'unknown',
        because: `${unread.file} could not be checked: ${unread.because}.`,
        signs: [{ file: unread.file }],
      };
    const empty = seen.documents.find((document) => document.operations.length === 0);
    if (empty)
      return {
        abstains: 'unknown',
        because: `${empty.file} is valid and describes no operation.`,
        signs: [{ file: empty.file }],
      };
    if (seen.documents.length > 0) return { looked: seen.documents.length, findings };
    const signs = seen.served.map(({ file, line, library }) => ({
      file,
      line,
      note: `${library} makes one at run time`,
    }));
    return signs.length > 0
      ? {
          abstains: 'unknown',
          because: 'The document is made at run time: start the service to have it checked.',
          signs,
        }
      : { abstains: 'not-applicable', because: 'No OpenAPI document is committed.' };
  },
  examples: {
    pass: [{ given: { seen: seenWith(document()) } }],
    fail: [
      {
        given: {
          seen: seenWith({
            ...document(),
            problems: [{ line: 3, says: "/info: must have required property 'version'" }],
          }),
        },
        findings: ["invalid:openapi.yaml:/info: must have required property 'version'"],
      },
    ],
    hollow: [
      {
        name: 'valid, and describes nothing',
        given: { seen: seenWith({ ...document(), operations: [] }) },
        outcome: 'unknown',
      },
      {
        name: 'parts stand elsewhere',
        given: { seen: seenWith({ ...document(), complete: false }) },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: seenWith() }, outcome: 'not-applicable' }],
  },
});

function seenWith(...documents: readonly OpenApiDocument[]) {
  return { documents: [...documents], served: [], skipped: [] };
}

function document(): OpenApiDocument {
  return {
    file: 'openapi.yaml',
    version: '3.1.0',
    complete: true,
    problems: [],
    operations: [
      {
        method: 'GET',
        path: '/orders',
        line: 9,
        deprecated: false,
        parameters: [],
        responses: [{ status: '200', properties: ['id'] }],
        security: 'required',
      },
    ],
  };
}
