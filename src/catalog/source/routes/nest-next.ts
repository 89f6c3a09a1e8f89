import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { callsIn, type Call } from '../calls.ts';
import { argumentsOf, optionsOf } from '../options.ts';
import { stringOf, stringsIn } from '../values.ts';
import { addRoute, guardName, plainPath, type Routes } from './route.ts';

const decorators: Readonly<Record<string, string>> = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
  All: 'ANY',
};

/** A decorator, with the class body and the method that it stands on. */
interface Decorated {
  readonly call: Call;
  /** Where the method begins; undefined for decorators of classes and parameters. */
  readonly member: SyntaxNode | undefined;
  readonly body: SyntaxNode | undefined;
}

/** NestJS: `@Get('x')` on methods of a class with `@Controller('y')`. */
export function readNestRoutes(file: SourceFile, into: Routes): void {
  if (!/@nestjs\/common|routing-controllers/.test(file.text) || !/@(Json)?Controller\b/.test(file.text))
    return;
  const all = decoratorsIn(file);
  for (const { call, member, body } of all) {
    const method = decorators[call.name];
    if (method === undefined || !body || !member) continue;
    const head = body.parent();
    const above = all
      .filter((other) => !other.member && isBefore(other.call, body, head))
      .map((other) => other.call);
    const controller = above.find((other) => /^(Json)?Controller$/.test(other.name));
    if (!controller) continue;
    const start = member.range().start.index;
    const mine = all
      .filter((other) => other.member?.range().start.index === start)
      .map((other) => other.call);
    const guards = [...above, ...mine].filter((other) => guardDecorator.test(other.name));
    for (const own of pathsOf(call)) {
      addRoute(into, file, {
        at: call.node,
        framework: 'NestJS',
        method,
        path: plainPath(pathsOf(controller)[0] ?? '', own),
        // A global prefix is set where the application starts.
        prefixKnown: false,
        guards: guards.map((other) => guardName(other.node, file)),
        handler: member,
      });
    }
  }
}

const guardDecorator = /^(UseGuards|Auth\w*|Roles?|Public|Authorized|Permissions?|\w*Guard)$/;

function decoratorsIn(file: SourceFile): readonly Decorated[] {
  const members = new Map<number, readonly SyntaxNode[]>();
  return callsIn(file).flatMap((call): Decorated[] => {
    const decorator = call.node.parent();
    if (decorator?.kind() !== 'decorator') return [];
    const parent = decorator.parent();
    if (parent?.kind() !== 'class_body') return [{ call, member: undefined, body: undefined }];
    const key = parent.range().start.index;
    const methods =
      members.get(key) ?? parent.namedChildren().filter((node) => node.kind() === 'method_definition');
    members.set(key, methods);
    const at = decorator.range().start.index;
    return [{ call, member: methods.find((node) => node.range().start.index > at), body: parent }];
  });
}

function pathsOf(call: Call): readonly string[] {
  const first = argumentsOf(call)[0];
  if (!first) return [''];
  const text = stringOf(first, call.file) ?? stringOf(optionsOf(call).named.get('path'), call.file);
  const list = stringsIn(first, call.file);
  return text !== undefined ? [text] : list.length > 0 ? list : [''];
}

function isBefore(call: Call, body: SyntaxNode, head: SyntaxNode | null): boolean {
  const at = call.node.range().start.index;
  const start =
    (head?.parent()?.kind() === 'export_statement' ? head.parent() : head)?.range().start.index ?? 0;
  return at >= start && at < body.range().start.index;
}

const routeFile = /(?:^|\/)app\/(?:(.*)\/)?route\.[jt]sx?$/;
const apiFile = /(?:^|\/)pages\/(api(?:\/.*)?)\.[jt]sx?$/;
const nuxtFile = /(?:^|\/)server\/(api|routes)\/(.+?)(?:\.(get|post|put|patch|delete))?\.[jt]s$/;
const exported =
  /^[ \t]*export\s+(?:async\s+)?(?:function|const|let)\s+(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/gm;

/** Next.js and Nuxt: the path of the file is the path of the route. */
export function readFileRoutes(file: SourceFile, into: Routes): void {
  const inApp = routeFile.exec(file.path);
  if (inApp) {
    const path = plainPath(...(inApp[1] ?? '').split('/').filter((part) => !/^(\(.*\)|@.*)$/.test(part)));
    for (const match of file.text.matchAll(exported)) {
      const line = file.text.slice(0, match.index).split('\n').length;
      push(into, file, line, 'Next.js', match[1] ?? 'GET', path);
    }
    return;
  }
  const inPages = apiFile.exec(file.path);
  if (inPages && /export\s+default|module\.exports/.test(file.text))
    push(into, file, 1, 'Next.js', 'ANY', plainPath((inPages[1] ?? '').replace(/\/index$/, '')));
  const nuxt = nuxtFile.exec(file.path);
  if (nuxt && /(define|event)\w*Handler/.test(file.text)) {
    push(
      into,
      file,
      1,
      'Nuxt',
      nuxt[3]?.toUpperCase() ?? 'ANY',
      plainPath(nuxt[1] === 'api' ? 'api' : '', (nuxt[2] ?? '').replace(/\/?index$/, '')),
    );
  }
}

function push(
  into: Routes,
  file: SourceFile,
  line: number,
  framework: string,
  method: string,
  path: string,
): void {
  into.routes.push({
    file: file.path,
    line,
    framework,
    method,
    path,
    prefixKnown: true,
    guards: [],
    touches: [],
  });
}
