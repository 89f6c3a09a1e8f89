import { defineAudit } from '../../../kit/audit.ts';
import openapiDocuments from '../../evidence/openapi-documents.ts';
import servedSpecification from '../../evidence/served-specification.ts';

const document = { url: '/openapi.json', version: '3.1.0', operations: 6, problems: [] };

export default defineAudit({
  title: 'The service serves an OpenAPI document, and it is valid',
  failureTitle: 'The OpenAPI document that the service serves is not valid',
  why: 'Clients, gateways and testers work from the document; what it gets wrong they get wrong.',
  fix: 'Generate the document from the schemas that validate requests, serve it (`/openapi.json`), and check it in CI with `npx @redocly/cli lint`.',
  refs: ['OpenAPI Specification 3.1'],
  severity: 'minor',
  state: 'stable',
  effortHours: 3,
  claims: [
    'openapi/swagger',
    'openapi',
    'swagger',
    'complete api documentation',
    'api documentation generated',
    'api documentation',
    'openapi spec',
    'openapi specification',
    'api specification',
    'swagger docs',
  ],
  needs: { seen: servedSpecification },
  signs: {
    from: { documents: openapiDocuments },
    look: ({ documents }) => [
      ...documents.documents.map(({ file, operations }) => ({
        file,
        note: `${operations.length} operations, committed`,
      })),
      ...documents.served.map(({ file, line, library }) => ({ file, line, note: `${library} serves one` })),
    ],
  },
  judge({ seen }) {
    const findings = seen.documents.flatMap(({ url, problems }) =>
      problems.slice(0, 20).map((says) => ({
        key: `invalid:${url}:${says.slice(0, 80)}`,
        says: `${url}: ${says}.`,
        where: { url },
      })),
    );
    if (findings.length > 0) return { looked: seen.documents.length, findings };
    const described = seen.documents.filter((one) => one.operations > 0);
    if (described.length === 0)
      return {
        abstains: 'unknown',
        because:
          seen.documents.length > 0
            ? 'The document that is served describes no operation.'
            : 'No OpenAPI document was served at the usual addresses.',
      };
    return { looked: described.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { documents: [document], operations: [], undocumented: [] } } }],
    fail: [
      {
        given: {
          seen: {
            documents: [{ ...document, problems: ['/info: must have version'] }],
            operations: [],
            undocumented: [],
          },
        },
        findings: ['invalid:/openapi.json:/info: must have version'],
      },
    ],
    hollow: [
      {
        name: 'an empty document',
        given: { seen: { documents: [{ ...document, operations: 0 }], operations: [], undocumented: [] } },
        outcome: 'unknown',
      },
    ],
  },
});
