import type { OpenApiDocument, Operation } from '../evidence/openapi-documents.ts';

export interface Break {
  readonly key: string;
  readonly says: string;
  readonly line: number;
}

/** What a client of the older document would trip over in the newer one. */
export function breaksBetween(before: OpenApiDocument, now: OpenApiDocument): readonly Break[] {
  const current = new Map(now.operations.map((operation) => [nameOf(operation), operation]));
  return before.operations.flatMap((old) => {
    const name = nameOf(old);
    const next = current.get(name);
    if (next) return breaksIn(name, old, next);
    return old.deprecated
      ? []
      : [{ key: `gone:${name}`, says: `${name} is gone, and was not announced as deprecated.`, line: 1 }];
  });
}

function breaksIn(name: string, old: Operation, next: Operation): readonly Break[] {
  const found: Break[] = [];
  const add = (key: string, says: string) =>
    found.push({ key: `${key}:${name}`, says: `${name} ${says}.`, line: next.line });
  const known = new Map(old.parameters.map((one) => [`${one.in} ${plain(one.name)}`, one]));
  for (const parameter of next.parameters) {
    const earlier = known.get(`${parameter.in} ${plain(parameter.name)}`);
    if (parameter.required && !earlier?.required && parameter.in !== 'path')
      add(`needs:${parameter.name}`, `now needs the ${parameter.in} parameter ${parameter.name}`);
    if (earlier?.type !== undefined && parameter.type !== undefined && earlier.type !== parameter.type)
      add(
        `type:${parameter.name}`,
        `takes ${parameter.name} as ${parameter.type}, before as ${earlier.type}`,
      );
  }
  const given = new Set(old.body?.requiredProperties);
  for (const property of next.body?.requiredProperties ?? []) {
    if (!given.has(property)) add(`body:${property}`, `now needs ${property} in the body`);
  }
  if (next.body?.required && !old.body) add('body', 'now needs a body');
  for (const response of old.responses) {
    const later = next.responses.find((one) => one.status === response.status);
    if (!later && response.status.startsWith('2'))
      add(`status:${response.status}`, `no longer answers ${response.status}`);
    if (!later || later.properties.length === 0 || !/^(2|default)/i.test(response.status)) continue;
    for (const property of response.properties) {
      if (!later.properties.includes(property))
        add(
          `answer:${response.status}:${property}`,
          `no longer gives ${property} in its ${response.status} answer`,
        );
    }
  }
  if (old.security === 'none' && next.security === 'required') add('security', 'now needs credentials');
  return found;
}

/** Parameters of the path may be renamed: their place tells which they are. */
function nameOf({ method, path }: Operation): string {
  return `${method} ${path.replace(/\{[^}]*\}/g, '{}').replace(/(?<=.)\/$/, '')}`;
}

function plain(name: string): string {
  return name.toLowerCase();
}

/** The first number of a version: a new one announces breaks. */
export function majorOf(version: string | undefined): number | undefined {
  const major = /^v?(\d+)/.exec(version ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}
