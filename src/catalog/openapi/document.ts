import type { OpenApiDocument, Operation } from '../evidence/openapi-documents.ts';
import { at, entriesOf, isTrue, itemsOf, textOf } from '../yaml-read.ts';
import { parseYaml, type Tree } from '../yaml-tree.ts';
import { checkDocument } from './check.ts';

const methods = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options']);
const maxOperations = 3_000;
const maxHops = 8;

/** True when the beginning of a file says that it is an OpenAPI document. */
export function looksLikeOpenApi(text: string): boolean {
  return /^\s*(\{[\s\S]{0,300}?)?["']?(openapi|swagger)["']?\s*:\s*["']?[23]\.\d/m.test(text.slice(0, 3_000));
}

/** Reads an OpenAPI document with the lines of its operations. */
export async function readOpenApi(file: string, text: string): Promise<OpenApiDocument | undefined> {
  const { documents, problems } = parseYaml(text);
  const root = documents[0];
  const version = root ? (textOf(at(root, 'openapi')) ?? textOf(at(root, 'swagger'))) : undefined;
  if (!root || version === undefined) return undefined;
  const complete = !/["']?\$ref["']?\s*:\s*["']?(?!["']?#)[^\s"'#]/.test(text);
  const apiVersion = textOf(at(root, 'info', 'version'));
  return {
    file,
    version,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    complete,
    problems: problems.length > 0 ? [...problems] : complete ? await checkDocument(root) : [],
    operations: operationsOf(root),
  };
}

function operationsOf(root: Tree): Operation[] {
  const found: Operation[] = [];
  for (const [path, item] of entriesOf(at(root, 'paths'))) {
    const shared = itemsOf(at(item.value, 'parameters'));
    for (const [method, entry] of entriesOf(resolve(root, item.value))) {
      if (!methods.has(method) || found.length >= maxOperations) continue;
      const id = textOf(at(entry.value, 'operationId'));
      const body = bodyOf(root, entry.value);
      found.push({
        method: method.toUpperCase(),
        path,
        line: entry.line,
        ...(id === undefined ? {} : { id }),
        deprecated: isTrue(at(entry.value, 'deprecated')),
        parameters: [...shared, ...itemsOf(at(entry.value, 'parameters'))].flatMap((one) =>
          parameterOf(root, one),
        ),
        ...(body ? { body } : {}),
        responses: [...entriesOf(at(entry.value, 'responses'))].map(([status, response]) => ({
          status,
          properties: answerOf(root, response.value),
        })),
        security: securityOf(root, entry.value),
      });
    }
  }
  return found;
}

function parameterOf(root: Tree, tree: Tree): Operation['parameters'] {
  const parameter = resolve(root, tree);
  const name = textOf(at(parameter, 'name'));
  const place = textOf(at(parameter, 'in'));
  if (name === undefined || place === undefined || place === 'body') return [];
  const type = textOf(at(resolve(root, at(parameter, 'schema')), 'type')) ?? textOf(at(parameter, 'type'));
  return [
    { name, in: place, required: isTrue(at(parameter, 'required')), ...(type === undefined ? {} : { type }) },
  ];
}

function bodyOf(root: Tree, operation: Tree): Operation['body'] {
  const inV2 = itemsOf(at(operation, 'parameters'))
    .map((one) => resolve(root, one))
    .find((one) => textOf(at(one, 'in')) === 'body');
  const body = inV2 ?? resolve(root, at(operation, 'requestBody'));
  if (!body) return undefined;
  const schema = inV2 ? at(inV2, 'schema') : jsonSchemaOf(root, body);
  const { properties, required } = shapeOf(root, schema, 0);
  return {
    required: isTrue(at(body, 'required')),
    properties: [...properties],
    requiredProperties: [...required],
  };
}

function answerOf(root: Tree, tree: Tree): string[] {
  const response = resolve(root, tree);
  const schema = resolve(root, at(response, 'schema') ?? jsonSchemaOf(root, response));
  if (textOf(at(schema, 'type')) === 'array')
    return [...shapeOf(root, at(schema, 'items'), 0).properties].map((name) => `[]${name}`);
  return [...shapeOf(root, schema, 0).properties];
}

function jsonSchemaOf(root: Tree, tree: Tree | undefined): Tree | undefined {
  const content = [...entriesOf(at(resolve(root, tree), 'content'))];
  const json = content.find(([type]) => /json/.test(type)) ?? content[0];
  return json ? at(json[1].value, 'schema') : undefined;
}

function shapeOf(
  root: Tree,
  tree: Tree | undefined,
  depth: number,
): { properties: Set<string>; required: Set<string> } {
  const schema = resolve(root, tree);
  const properties = new Set(entriesOf(at(schema, 'properties')).keys());
  const required = new Set(itemsOf(at(schema, 'required')).flatMap((one) => textOf(one) ?? []));
  if (depth < maxHops) {
    for (const part of itemsOf(at(schema, 'allOf'))) {
      const inner = shapeOf(root, part, depth + 1);
      for (const name of inner.properties) properties.add(name);
      for (const name of inner.required) required.add(name);
    }
  }
  return { properties, required };
}

function securityOf(root: Tree, operation: Tree): Operation['security'] {
  const own = at(operation, 'security') ?? at(root, 'security');
  if (own?.kind !== 'list') return 'unstated';
  return own.items.length === 0 || own.items.every((one) => entriesOf(one).size === 0) ? 'none' : 'required';
}

/** Follows `$ref: '#/…'` inside the document. */
function resolve(root: Tree, tree: Tree | undefined): Tree | undefined {
  let here = tree;
  for (let hop = 0; hop < maxHops; hop += 1) {
    const reference = textOf(at(here, '$ref'));
    if (reference === undefined || !reference.startsWith('#/')) return here;
    const keys = reference
      .slice(2)
      .split('/')
      .map((key) => decode(key).replace(/~1/g, '/').replace(/~0/g, '~'));
    here = at(root, ...keys);
  }
  return here;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
