import type { OpenApiDocument, Operation } from '../evidence/openapi-documents.ts';

export interface StyleFault {
  readonly key: string;
  readonly says: string;
  readonly line: number;
}

type Rule = (document: OpenApiDocument) => readonly StyleFault[];

const verbs = /^(get|fetch|list|create|add|insert|update|edit|modify|delete|remove)(?=[A-Z_-])/;
const cases: readonly (readonly [string, RegExp])[] = [
  ['kebab-case', /^[a-z0-9]+(-[a-z0-9]+)+$/],
  ['snake_case', /^[a-z0-9]+(_[a-z0-9]+)+$/],
  ['camelCase', /^[a-z]+[0-9]*([A-Z][a-z0-9]*)+$/],
];

const rules: readonly Rule[] = [
  verbsInPaths,
  oneCaseInPaths,
  oneCaseInQueries,
  slashes,
  uniqueIds,
  statuses,
  bodies,
];

/** What a reviewer of the API would stumble over. */
export function styleFaults(document: OpenApiDocument): readonly StyleFault[] {
  return rules.flatMap((rule) => rule(document));
}

function verbsInPaths({ operations }: OpenApiDocument): readonly StyleFault[] {
  return operations.flatMap(({ method, path, line }) => {
    const segment = segmentsOf(path).find((one) => verbs.test(one));
    return segment === undefined
      ? []
      : [
          {
            key: `verb:${method} ${path}`,
            says: `${method} ${path} says what it does in the path (${segment}); the method says it.`,
            line,
          },
        ];
  });
}

function oneCaseInPaths({ operations }: OpenApiDocument): readonly StyleFault[] {
  return outliers(
    operations.flatMap((operation) => segmentsOf(operation.path).map((text) => ({ text, operation }))),
    'path segment',
  );
}

function oneCaseInQueries({ operations }: OpenApiDocument): readonly StyleFault[] {
  return outliers(
    operations.flatMap((operation) =>
      operation.parameters.filter((one) => one.in === 'query').map((one) => ({ text: one.name, operation })),
    ),
    'query parameter',
  );
}

/** Words in another case than most of their kind. Words of one part are all cases at once. */
function outliers(
  words: readonly { text: string; operation: Operation }[],
  what: string,
): readonly StyleFault[] {
  const counts = new Map<string, number>();
  for (const { text } of words) {
    const name = caseOf(text);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  const found = new Map<string, StyleFault>();
  for (const { text, operation } of words) {
    const name = caseOf(text);
    if (name === undefined || name === usual || found.has(text)) continue;
    found.set(text, {
      key: `case:${text}`,
      says: `The ${what} ${text} is in ${name}, most others in ${usual}.`,
      line: operation.line,
    });
  }
  return [...found.values()];
}

function caseOf(text: string): string | undefined {
  return cases.find(([, shape]) => shape.test(text))?.[0];
}

function slashes({ operations }: OpenApiDocument): readonly StyleFault[] {
  const paths = [...new Map(operations.map((operation) => [operation.path, operation])).values()].filter(
    ({ path }) => path !== '/',
  );
  const ending = paths.filter(({ path }) => path.endsWith('/'));
  if (ending.length === 0 || ending.length === paths.length) return [];
  const odd = ending.length * 2 > paths.length ? paths.filter(({ path }) => !path.endsWith('/')) : ending;
  return odd.map(({ path, line }) => {
    const says = path.endsWith('/')
      ? `${path} ends with a slash, most others do not.`
      : `${path} ends without a slash, most others with one.`;
    return { key: `slash:${path}`, says, line };
  });
}

function uniqueIds({ operations }: OpenApiDocument): readonly StyleFault[] {
  const seen = new Map<string, Operation>();
  return operations.flatMap((operation) => {
    if (operation.id === undefined) return [];
    const first = seen.get(operation.id);
    seen.set(operation.id, first ?? operation);
    return first
      ? [
          {
            key: `id:${operation.id}`,
            says: `operationId ${operation.id} stands twice (also line ${first.line}).`,
            line: operation.line,
          },
        ]
      : [];
  });
}

function statuses({ operations }: OpenApiDocument): readonly StyleFault[] {
  return operations.flatMap(({ method, path, line, responses, parameters, body, security }) => {
    const has = (shape: RegExp) => responses.some(({ status }) => shape.test(status));
    const faults: StyleFault[] = [];
    if (!has(/^([123]|default)/i))
      faults.push({
        key: `success:${method} ${path}`,
        says: `${method} ${path} names no answer for success.`,
        line,
      });
    const canRefuse =
      body !== undefined || security === 'required' || parameters.some((one) => one.in === 'path');
    if (canRefuse && !has(/^(4|default)/i))
      faults.push({
        key: `refusal:${method} ${path}`,
        says: `${method} ${path} names no answer for a refused request (4xx).`,
        line,
      });
    return faults;
  });
}

function bodies({ operations }: OpenApiDocument): readonly StyleFault[] {
  return operations.flatMap(({ method, path, line, body }) =>
    body && /^(GET|HEAD)$/.test(method)
      ? [
          {
            key: `body:${method} ${path}`,
            says: `${method} ${path} takes a body, which many clients and caches drop.`,
            line,
          },
        ]
      : [],
  );
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && !/[{}.:]/.test(segment));
}
