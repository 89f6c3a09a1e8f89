import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { callsIn, type Call } from '../calls.ts';
import { declarationOf, textOf } from '../declarations.ts';
import { argumentsOf, optionsOf } from '../options.ts';
import { stringOf, stringsIn } from '../values.ts';
import { addRoute, guardName, methodNames, plainPath, type Routes } from './route.ts';

const frameworks: readonly (readonly [string, RegExp])[] = [
  ['Fastify', /['"](fastify|fastify-plugin|@fastify\/[\w-]+)['"]|\bFastify(Instance|Plugin)/],
  ['Hono', /['"](hono|@hono\/[\w/-]+)['"]|new Hono\b/],
  ['Koa', /['"](koa|@koa\/router|koa-router)['"]/],
  ['Express', /['"](express|express-promise-router)['"]|\bexpress\.Router\b|\bRequestHandler\b/],
  ['Node router', /['"](polka|restify|find-my-way|router|itty-router|elysia)['"]/],
];
const verb = /^(get|post|put|patch|delete|del|options|head|all)$/;
const client =
  /^(axios|http|https|client|request|agent|ky|got|superagent|cache|redis|session|map|params|headers|store|cy|page|nock|mock|scope|i18n|config)$/i;
const routerName = /^(app|application|fastify|router|routes?|\w+(Router|Routes|App))$/;
const functionKinds =
  /^(arrow_function|function_expression|function|identifier|member_expression|call_expression|array|await_expression|object|as_expression)$/;
const hooks = /^(onRequest|preHandler|preValidation|preParsing)$/;

/** Text that a file with routes must have: parsing every file would be dear. */
const verbCall = /\.(get|post|put|patch|delete|del|all|options|head|route)\s*(<[^>\n]*>)?\(/;
const handed =
  /\b(app|application|fastify|router|routes?|\w+(Router|Routes|App))\s*\.(get|post|put|patch|delete|del|all|options|head|route)\s*(<[^>\n]*>)?\(/;

export function readJavaScriptRoutes(file: SourceFile, into: Routes): void {
  if (!handed.test(file.text) && !verbCall.test(file.text)) return;
  const named = frameworks.find(([, shape]) => shape.test(file.text))?.[0];
  // A file that is handed its router names no framework: there only what is called like one counts.
  if (named === undefined && !handed.test(file.text)) return;
  const framework = named ?? 'Node router';
  const calls = callsIn(file);
  const shared = sharedGuards(calls, file);
  for (const call of calls) {
    if (named === undefined && !routerName.test(call.on)) continue;
    if (call.last === 'route') readRouteObject(call, framework, shared, into);
    if (!verb.test(call.last) || call.on === '' || client.test(call.on)) continue;
    const chained = /\.route\(["'`]([^"'`]*)["'`]\)/.exec(call.name)?.[1];
    const given = argumentsOf(call);
    const path = chained ?? stringOf(given[0], file);
    const rest = chained === undefined ? given.slice(1) : given;
    const handler = rest.at(-1);
    const isPath =
      path !== undefined &&
      (/^([/*]|$)/.test(path) || (framework === 'Koa' && rest.length > 0 && isRouter(call, file)));
    if (!isPath) {
      if (
        path === undefined &&
        rest.length > 0 &&
        isRouter(call, file) &&
        handler &&
        /function/.test(String(handler.kind()))
      ) {
        into.dynamic.push({
          file: file.path,
          line: call.line,
          note: 'a route whose path is worked out at run time',
        });
      }
      continue;
    }
    if (
      !handler ||
      !functionKinds.test(String(handler.kind())) ||
      (rest.length === 1 && handler.kind() === 'object')
    )
      continue;
    const receiver = call.on.replace(/\.route\(.*$/, '');
    addRoute(into, file, {
      at: call.node,
      framework,
      method: call.last === 'all' ? 'ANY' : call.last === 'del' ? 'DELETE' : call.last.toUpperCase(),
      path: plainPath(path),
      prefixKnown: isCreatedHere(receiver, file),
      guards: [...shared(receiver, call), ...rest.slice(0, -1).flatMap((node) => ownGuards(node, file))],
      handler,
    });
  }
}

/** Fastify: `app.route({ method, url, preHandler, handler })`. */
function readRouteObject(call: Call, framework: string, shared: SharedGuards, into: Routes): void {
  const { named } = optionsOf(call);
  const path = stringOf(named.get('url') ?? named.get('path'), call.file);
  const method = named.get('method');
  if (path === undefined || !method) return;
  const methods = stringOf(method, call.file) ?? stringsIn(method, call.file);
  for (const one of [methods].flat()) {
    if (!methodNames.has(one.toUpperCase())) continue;
    addRoute(into, call.file, {
      at: call.node,
      framework,
      method: one.toUpperCase(),
      path: plainPath(path),
      prefixKnown: isCreatedHere(call.on, call.file),
      guards: [...shared(call.on, call), ...hookOptions(named, call.file)],
      handler: named.get('handler'),
    });
  }
}

function ownGuards(node: SyntaxNode, file: SourceFile): readonly string[] {
  const kind = String(node.kind());
  if (kind === 'array') return node.namedChildren().map((one) => guardName(one, file));
  if (kind !== 'object') return [guardName(node, file)];
  return node.namedChildren().flatMap((pair) => {
    const [key, value] = pair.namedChildren();
    return key && value && hooks.test(textOf(key, file, 40)) ? [guardName(value, file)] : [];
  });
}

function hookOptions(named: ReadonlyMap<string, SyntaxNode>, file: SourceFile): readonly string[] {
  return [...named].filter(([name]) => hooks.test(name)).map(([, node]) => guardName(node, file));
}

type SharedGuards = (receiver: string, before: Call) => readonly string[];

/** `router.use(requireUser)` and `app.addHook('onRequest', requireUser)` stand before the routes that follow. */
function sharedGuards(calls: readonly Call[], file: SourceFile): SharedGuards {
  const found = calls.flatMap((call) => {
    const given = argumentsOf(call);
    if (call.last === 'addHook') {
      const handler = given[1];
      return hooks.test(stringOf(given[0], file) ?? '') && handler
        ? [{ on: call.on, line: call.line, name: guardName(handler, file) }]
        : [];
    }
    if (call.last !== 'use' || stringOf(given[0], file) !== undefined) return [];
    return given
      .filter((node) => /^(identifier|member_expression|call_expression)$/.test(String(node.kind())))
      .map((node) => ({ on: call.on, line: call.line, name: guardName(node, file) }));
  });
  return (receiver, before) =>
    found.filter((guard) => guard.on === receiver && guard.line <= before.line).map((guard) => guard.name);
}

const maker = /^(express|Fastify|fastify|polka|restify\.createServer)$|^(Hono|Koa|Elysia|OpenAPIHono)\b/;

function isCreatedHere(receiver: string, file: SourceFile): boolean {
  const shape = new RegExp(
    `\\b(?:const|let|var)\\s+${receiver.replace(/[^\w$]/g, '\\$&')}\\b[^=\\n]{0,80}=\\s*(?:await\\s+)?(?:new\\s+)?([\\w.]+)`,
  );
  const made = shape.exec(file.text)?.[1];
  return made !== undefined && maker.test(made);
}

function isRouter(call: Call, file: SourceFile): boolean {
  const node = call.node.field('function')?.field('object');
  const declared = node ? declarationOf(node, file) : undefined;
  return (
    /router|app|server|fastify|api/i.test(call.on) &&
    (!declared || /outer|express|astify|Hono/.test(textOf(declared, file, 80)))
  );
}
