import { defineAudit } from '../../../kit/audit.ts';
import openapiDocuments from '../../evidence/openapi-documents.ts';
import routes from '../../evidence/routes.ts';
import servedSpecification from '../../evidence/served-specification.ts';

const document = { url: '/openapi.json', version: '3.1.0', operations: 1, problems: [] };
const answered = { method: 'GET', path: '/v1/orders', status: 200, differences: [] };

export default defineAudit({
  title: 'Every documented operation answers as documented, and nothing undocumented answers',
  failureTitle: 'The API and its document say different things',
  why: 'Whoever builds against the document finds out in production; and a route that nobody wrote down is a route that nobody guards.',
  fix: 'Let one schema validate, serialise and document; run each operation of the document against the started service in CI (schemathesis, dredd or `seaworthy inspect --start`).',
  refs: ['OWASP ASVS 5.0 V4.1', 'OWASP API9:2023'],
  severity: 'major',
  state: 'stable',
  effortHours: 6,
  claims: [
    'api route consistency',
    'all api endpoints respond correctly',
    'complete api documentation',
    'endpoints tested',
    'openapi/swagger',
    'api contract',
    'api endpoints respond',
    'api endpoints documented',
    'endpoints documented',
    'contract matches',
  ],
  needs: { seen: servedSpecification },
  signs: {
    from: { documents: openapiDocuments, known: routes },
    look: ({ documents, known }) => {
      const written = new Set(
        documents.documents.flatMap((one) =>
          one.operations.map(({ method, path }) => `${method} ${plain(path)}`),
        ),
      );
      if (written.size === 0) return [];
      return known.routes
        .filter(
          ({ method, path, prefixKnown }) =>
            prefixKnown && method !== 'ANY' && !written.has(`${method} ${plain(path)}`),
        )
        .map(({ file, line, method, path }) => ({
          file,
          line,
          note: `${method} ${path} stands in no document`,
        }));
    },
  },
  judge({ seen }) {
    const asked = seen.operations.filter((one) => one.status !== undefined);
    const findings = [
      ...asked.flatMap(({ method, path, differences }) =>
        differences[0] === undefined
          ? []
          : [
              {
                key: `differs:${method} ${path}`,
                says: `${method} ${path}: ${differences.join('; ')}.`,
                where: { url: path },
              },
            ],
      ),
      ...seen.undocumented.map(({ method, path, status }) => ({
        key: `undocumented:${method} ${path}`,
        says: `${method} ${path} answers ${status} and stands in no document.`,
        where: { url: path },
      })),
    ];
    if (findings.length > 0) return { looked: asked.length + seen.undocumented.length, findings };
    const refused = asked.filter(({ status }) => status === 401 || status === 403);
    if (refused.length * 2 > asked.length)
      return {
        abstains: 'unknown',
        because: `${refused.length} of ${asked.length} operations only refused: what they answer to a user was not seen. Give credentials (auth: in seaworthy.yaml).`,
      };
    const missing = seen.operations.filter((one) => one.status === undefined);
    if (asked.length === 0 || missing.length > asked.length)
      return {
        abstains: 'unknown',
        because: `${asked.length} of ${seen.operations.length} operations could be asked${missing[0]?.because === undefined ? '' : ` (${missing[0].because})`}.`,
      };
    return { looked: asked.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { documents: [document], operations: [answered], undocumented: [] } } }],
    fail: [
      {
        given: {
          seen: {
            documents: [document],
            operations: [{ ...answered, differences: ['no property total'] }],
            undocumented: [{ method: 'GET', path: '/debug', status: 200 }],
          },
        },
        findings: ['differs:GET /v1/orders', 'undocumented:GET /debug'],
      },
    ],
    hollow: [
      {
        name: 'all that was seen is the door',
        given: {
          seen: { documents: [document], operations: [{ ...answered, status: 401 }], undocumented: [] },
        },
        outcome: 'unknown',
      },
      {
        name: 'nothing could be asked',
        given: {
          seen: {
            documents: [document],
            operations: [{ method: 'GET', path: '/v1/orders', because: 'no credentials', differences: [] }],
            undocumented: [],
          },
        },
        outcome: 'unknown',
      },
    ],
  },
});

function plain(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}').replace(/(?<=.)\/$/, '');
}
