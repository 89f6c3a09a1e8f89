import { z } from 'zod';
import type { Route } from '../evidence/routes.ts';
import { follow, listOf, recordOf, type JsonRecord } from './json.ts';

/** A JSON Schema, references still in it. */
export type Schema = JsonRecord;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

/** One thing that can be asked of the service, from its OpenAPI document or from its code. */
export interface Operation {
  readonly method: string;
  /** With parameters as `{name}`. */
  readonly route: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly type: string; readonly schema: Schema; readonly required: boolean };
  /** JSON schemas by documented status; undefined where no JSON body is documented. */
  readonly answers?: ReadonlyMap<string, Schema | undefined>;
  readonly open: 'open' | 'closed' | 'unsaid';
}

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete'];
const mostOperations = 200;
const place = z.enum(['path', 'query', 'header']);

export function nameOf({ method, route }: Pick<Operation, 'method' | 'route'>): string {
  return `${method} ${route}`;
}

/** Operations of an OpenAPI 3 document, as parsed JSON. `base` is the path of its first server. */
export function operationsOf(document: JsonRecord): Operation[] {
  const found: Operation[] = [];
  const base = basePath(document);
  const usesSecurity =
    document['security'] !== undefined ||
    Object.keys(recordOf(recordOf(document['components'])['securitySchemes'])).length > 0;
  for (const [path, item] of Object.entries(recordOf(document['paths']))) {
    const shared = recordOf(follow(document, item));
    for (const method of methods) {
      if (shared[method] === undefined || found.length >= mostOperations) continue;
      const one = recordOf(shared[method]);
      const security = one['security'] ?? document['security'];
      const body = bodyOf(document, one['requestBody']);
      found.push({
        method: method.toUpperCase(),
        route: `${base}${path}`,
        parameters: parametersOf(document, [...listOf(shared['parameters']), ...listOf(one['parameters'])]),
        ...(body ? { body } : {}),
        answers: answersOf(document, one['responses']),
        open: !usesSecurity ? 'unsaid' : listOf(security).some(needsSomething) ? 'closed' : 'open',
      });
    }
  }
  return found;
}

/** Operations as the code shows them, where no document is served. */
export function operationsFromRoutes(routes: readonly Route[]): Operation[] {
  const found = new Map<string, Operation>();
  for (const { method, path } of routes) {
    if (!/^\/[\w./{}:@~-]*$/.test(path) || path.includes('*')) continue;
    const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);
    const one: Operation = {
      method: method === 'ANY' ? 'GET' : method,
      route: path,
      parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      open: 'unsaid',
    };
    if (methods.includes(one.method.toLowerCase()) && found.size < mostOperations)
      found.set(nameOf(one), one);
  }
  return [...found.values()];
}

function needsSomething(requirement: unknown): boolean {
  return Object.keys(recordOf(requirement)).length > 0;
}

function basePath(document: JsonRecord): string {
  const url = recordOf(listOf(document['servers'])[0])['url'];
  if (typeof url !== 'string') return '';
  const path = /^https?:\/\/[^/]+(\/.*)?$/.exec(url)?.[1] ?? (url.startsWith('/') ? url : '');
  return path.replace(/\/+$/, '');
}

function parametersOf(document: JsonRecord, given: readonly unknown[]): Parameter[] {
  return given.flatMap((entry) => {
    const one = recordOf(follow(document, entry));
    const where = place.safeParse(one['in']);
    if (!where.success || typeof one['name'] !== 'string') return [];
    return [
      {
        name: one['name'],
        in: where.data,
        required: one['required'] === true || where.data === 'path',
        schema: recordOf(follow(document, one['schema'])),
      },
    ];
  });
}

function bodyOf(document: JsonRecord, given: unknown): Operation['body'] {
  const body = recordOf(follow(document, given));
  const contents = Object.entries(recordOf(body['content']));
  const [type, content] = contents.find(([name]) => /json/.test(name)) ?? contents[0] ?? [];
  if (type === undefined) return undefined;
  const schema = recordOf(follow(document, recordOf(content)['schema']));
  return { type, schema, required: body['required'] === true };
}

function answersOf(document: JsonRecord, given: unknown): Map<string, Schema | undefined> {
  return new Map(
    Object.entries(recordOf(given)).map(([status, entry]) => {
      const contents = Object.entries(recordOf(recordOf(follow(document, entry))['content']));
      const json = contents.find(([type]) => /json/.test(type));
      const schema = json && recordOf(json[1])['schema'];
      return [status, schema === undefined ? undefined : recordOf(schema)];
    }),
  );
}
