import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { callsIn, type Call } from '../calls.ts';
import { textOf } from '../declarations.ts';
import { argumentsOf, optionsOf } from '../options.ts';
import { stringOf, stringsIn } from '../values.ts';
import { addRoute, guardName, plainPath, type Routes } from './route.ts';

const verb = /^(get|post|put|patch|delete|head|options|route|api_route|websocket)$/;

export function readPythonRoutes(file: SourceFile, into: Routes): void {
  const framework = /\bfrom (fastapi|starlette)\b|\bimport (fastapi|starlette)\b/.test(file.text)
    ? 'FastAPI'
    : /\b(from|import) (flask|quart|apiflask|flask_openapi3)\b/.test(file.text)
      ? 'Flask'
      : undefined;
  const django = /\burlpatterns\b|DefaultRouter|SimpleRouter/.test(file.text);
  const decorated =
    /^\s*@\w[\w.]*\.(get|post|put|patch|delete|head|options|route|api_route|websocket)\(|add_(url_rule|api_route)\(/m;
  if (!django && !decorated.test(file.text)) return;
  for (const call of callsIn(file)) {
    const decorator = call.node.parent();
    if (verb.test(call.last) && call.on !== '' && decorator?.kind() === 'decorator')
      readDecorated(call, decorator, framework ?? 'Python', into);
    else if (call.last === 'add_url_rule' || call.last === 'add_api_route')
      readRule(call, framework ?? 'Python', into);
    else if (django) readDjango(call, into);
  }
}

function readDecorated(call: Call, decorator: SyntaxNode, framework: string, into: Routes): void {
  const { file } = call;
  const path = stringOf(
    argumentsOf(call)[0] ?? optionsOf(call).named.get('path') ?? optionsOf(call).named.get('rule'),
    file,
  );
  if (path === undefined || !/^(\/|$)/.test(path)) return;
  const { named } = optionsOf(call);
  const router = routerOf(call.on, file);
  const definition = decorator.parent();
  const body = definition?.field('definition') ?? undefined;
  const others = (definition?.namedChildren() ?? []).filter(
    (node) => node.kind() === 'decorator' && node.range().start.index !== decorator.range().start.index,
  );
  const dependencies = [named.get('dependencies'), router.guards]
    .filter((node) => node !== undefined)
    .map((node) => guardName(node, file));
  const parameters = body?.field('parameters');
  const depends = parameters
    ? (textOf(parameters, file, 3_000).match(
        /(?:Depends|Security)\(\s*[\w.]+|\b(?:Current|Super|Authenticated|Admin)\w*(?:User|Dep|Account)\b/g,
      ) ?? [])
    : [];
  const methods = named.get('methods');
  const list = methods
    ? stringsIn(methods, file).map((one) => one.toUpperCase())
    : [
        /^(route|api_route)$/.test(call.last)
          ? 'GET'
          : call.last === 'websocket'
            ? 'GET'
            : call.last.toUpperCase(),
      ];
  for (const method of list) {
    addRoute(into, file, {
      at: call.node,
      framework,
      method,
      path: plainPath(router.prefix, path),
      prefixKnown: router.isApp,
      guards: [...dependencies, ...depends, ...others.map((node) => guardName(node, file).replace(/^@/, ''))],
      handler: body,
    });
  }
}

/** `router = APIRouter(prefix="/x", dependencies=[…])`, `bp = Blueprint("x", url_prefix="/x")`, `app = FastAPI()`. */
function routerOf(
  name: string,
  file: SourceFile,
): { prefix: string; isApp: boolean; guards: SyntaxNode | undefined } {
  for (const call of callsIn(file)) {
    if (!/(^|\.)(APIRouter|Blueprint|APIBlueprint|FastAPI|Flask|Quart)$/.test(call.name)) continue;
    const assignment = call.node.parent();
    const left = assignment?.kind() === 'assignment' ? assignment.field('left') : undefined;
    if (!left || textOf(left, file, 80) !== name) continue;
    const { named } = optionsOf(call);
    const prefix = stringOf(named.get('prefix') ?? named.get('url_prefix'), file) ?? '';
    return { prefix, isApp: /(FastAPI|Flask|Quart)$/.test(call.name), guards: named.get('dependencies') };
  }
  return { prefix: '', isApp: false, guards: undefined };
}

function readRule(call: Call, framework: string, into: Routes): void {
  const path = stringOf(argumentsOf(call)[0], call.file);
  if (path === undefined) return;
  const methods = optionsOf(call).named.get('methods');
  for (const method of methods ? stringsIn(methods, call.file) : ['GET']) {
    addRoute(into, call.file, {
      at: call.node,
      framework,
      method: method.toUpperCase(),
      path: plainPath(path),
      prefixKnown: false,
    });
  }
}

function readDjango(call: Call, into: Routes): void {
  const { file } = call;
  const [first, second] = argumentsOf(call);
  if (/^(path|re_path|url)$/.test(call.name)) {
    const path = stringOf(first, file);
    if (path === undefined || !second || /^include\b/.test(textOf(second, file, 20))) return;
    const view = textOf(second, file, 120);
    const guards =
      /^(\w*(login_required|permission_required|staff_member_required|user_passes_test)\w*)\(/.exec(
        view,
      )?.[1];
    addRoute(into, file, {
      at: call.node,
      framework: 'Django',
      method: 'ANY',
      path: plainPath(path),
      prefixKnown: false,
      guards: guards === undefined ? [] : [guards],
    });
  } else if (/router\w*\.register$/i.test(call.name)) {
    const path = stringOf(first, file);
    if (path !== undefined)
      addRoute(into, file, {
        at: call.node,
        framework: 'Django REST framework',
        method: 'ANY',
        path: plainPath(path),
        prefixKnown: false,
      });
  }
}
