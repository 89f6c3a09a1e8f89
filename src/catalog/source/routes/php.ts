import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { callsIn, type Call } from '../calls.ts';
import { textOf } from '../declarations.ts';
import { argumentsOf, optionsOf } from '../options.ts';
import { stringOf, stringsIn } from '../values.ts';
import { addRoute, ancestorOf, methodNames, outwards, plainPath, type Routes } from './route.ts';

const verb = /^(get|post|put|patch|delete|options|any|match|view|redirect)$/;
const restful: readonly (readonly [string, string])[] = [
  ['GET', ''],
  ['POST', ''],
  ['GET', '{id}'],
  ['PUT', '{id}'],
  ['DELETE', '{id}'],
];

/** Laravel `Route::…`, Slim `$app->…`, Symfony `#[Route(…)]`. */
export function readPhpRoutes(file: SourceFile, into: Routes): void {
  const calls = callsIn(file);
  for (const call of calls) {
    if (call.name.startsWith('Route::') || /^Route::.*->\w+$/.test(call.name)) readLaravel(call, calls, into);
    else if (
      /^\$(app|group|router|this->app)$/.test(call.on) &&
      verb.test(call.last) &&
      /Slim|FastRoute|Lumen/.test(file.text)
    )
      readSlim(call, into);
    else if (/^@(\w+\\)*Route$/.test(call.name)) readSymfony(call, calls, into);
  }
}

function readLaravel(call: Call, calls: readonly Call[], into: Routes): void {
  const { file } = call;
  const [first, second] = argumentsOf(call);
  const resource = /^(resource|apiResource|resources)$/.test(call.last);
  if (!verb.test(call.last) && !resource) return;
  const listed = call.last === 'match' && first ? stringsIn(first, file) : undefined;
  const path = stringOf(listed ? second : first, file);
  if (path === undefined) return;
  const chain = outwards(call, calls);
  const before = groupsAround(call, file);
  const own = chain
    .filter((other) => /^(middleware|can)$/.test(other.last))
    .flatMap((other) => namesOf(other));
  const inner = /->middleware\(([^)]*)\)/.exec(call.name)?.[1];
  const methods = listed?.map((one) => one.toUpperCase()) ?? [
    methodNames.has(call.last.toUpperCase()) ? call.last.toUpperCase() : call.last === 'view' ? 'GET' : 'ANY',
  ];
  const wanted: readonly (readonly [string, string])[] = resource
    ? restful
    : methods.map((method) => [method, ''] as const);
  for (const [method, rest] of wanted) {
    addRoute(into, file, {
      at: call.node,
      framework: 'Laravel',
      method,
      path: plainPath(/(^|\/)routes\/api\.php$/.test(file.path) ? 'api' : '', before.prefix, path, rest),
      guards: [...before.guards, ...own, ...(inner === undefined ? [] : [inner.replace(/['"]/g, '')])],
      handler: second,
    });
  }
}

function namesOf(call: Call): readonly string[] {
  return argumentsOf(call).flatMap((node) => stringOf(node, call.file) ?? stringsIn(node, call.file));
}

/** `Route::prefix('x')->middleware('y')->group(function () { … })` around a route. */
function groupsAround(call: Call, file: SourceFile): { prefix: string; guards: readonly string[] } {
  const prefixes: string[] = [];
  const guards: string[] = [];
  let here: SyntaxNode | null = call.node.parent();
  for (let step = 0; here && step < 80; step += 1) {
    if (String(here.kind()).endsWith('call_expression')) {
      const name = here.field('name');
      const head = textOf(here, file, 400).split(/->group\(|::group\(/)[0] ?? '';
      if (name && textOf(name, file, 10) === 'group') {
        const whole = textOf(here, file, 400);
        const prefix =
          /prefix\(\s*['"]([^'"]*)['"]/.exec(head)?.[1] ??
          /['"]prefix['"]\s*=>\s*['"]([^'"]*)['"]/.exec(whole)?.[1];
        if (prefix !== undefined) prefixes.unshift(prefix);
        const middleware =
          /middleware\(([^)]*)\)/.exec(head)?.[1] ??
          /['"]middleware['"]\s*=>\s*(\[[^\]]*\]|['"][^'"]*['"])/.exec(whole)?.[1];
        guards.unshift(...(middleware?.match(/[\w:.,-]*[\w]/g) ?? []));
      }
    }
    here = here.parent();
  }
  return { prefix: prefixes.join('/'), guards };
}

function readSlim(call: Call, into: Routes): void {
  const [first, second] = argumentsOf(call);
  const path = stringOf(first, call.file);
  if (path !== undefined && second && path.startsWith('/')) {
    addRoute(into, call.file, {
      at: call.node,
      framework: 'Slim',
      method: call.last === 'any' ? 'ANY' : call.last.toUpperCase(),
      path: plainPath(path),
      prefixKnown: call.on === '$app',
      handler: second,
    });
  }
}

function readSymfony(call: Call, calls: readonly Call[], into: Routes): void {
  const { file } = call;
  const member = ancestorOf(call.node, /^method_declaration$/, 4);
  const invoked = ancestorOf(call.node, /^class_declaration$/, 3);
  if (!member && !(invoked && /function __invoke/.test(textOf(invoked, file, 6_000)))) return;
  const { named } = optionsOf(call);
  const path = stringOf(argumentsOf(call)[0] ?? named.get('path'), file);
  if (path === undefined) return;
  const owner = member ? ancestorOf(member, /^class_declaration$/, 3) : undefined;
  const base = owner
    ? calls.find(
        (other) =>
          other.name.endsWith('Route') &&
          !ancestorOf(other.node, /^method_declaration$/, 4) &&
          other.node.range().start.index < (owner.field('body')?.range().start.index ?? 0),
      )
    : undefined;
  const prefix = base ? (stringOf(argumentsOf(base)[0], file) ?? '') : '';
  const methods = named.get('methods');
  const guards = calls
    .filter(
      (other) =>
        other.name.endsWith('IsGranted') &&
        member &&
        ancestorOf(other.node, /^method_declaration$/, 4)?.range().start.index === member.range().start.index,
    )
    .map((other) => textOf(other.node, file, 80));
  for (const method of methods ? stringsIn(methods, file) : ['ANY'])
    addRoute(into, file, {
      at: call.node,
      framework: 'Symfony',
      method,
      path: plainPath(prefix, path),
      guards,
      handler: member,
    });
}
