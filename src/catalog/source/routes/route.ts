import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import type { Route } from '../../evidence/routes.ts';
import type { Call } from '../calls.ts';
import { textOf } from '../declarations.ts';

export interface Routes {
  readonly routes: Route[];
  readonly dynamic: { file: string; line: number; note: string }[];
}

export const methodNames = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
type Touch = Route['touches'][number];

const touches: readonly (readonly [Touch, RegExp])[] = [
  [
    'database',
    /\b(query|execute|raw|\$queryRaw|findOne|findMany|findFirst|find_by|SELECT|select|ping|Ping|PingContext|authenticate|objects|scalar|getConnection|DB::|connection)\s*[`(.]|\b(prisma|knex|sequelize|database|dataSource|mongoose|db|pool)\b/,
  ],
  ['cache', /\b(redis|cache|memcached)\b/i],
  ['http', /\b(fetch|axios|requests|httpx|http\.Get|HttpClient|Faraday|Http::)\b/],
];

/** What the code of a handler asks, as far as its text tells. */
function touchesOf(text: string): Touch[] {
  return touches.filter(([, shape]) => shape.test(text.slice(0, 6_000))).map(([name]) => name);
}

/** `:id`, `<int:id>`, `{id:[0-9]+}`, `(?P<id>…)`, `*path` and `[id]` all become `{id}`. */
export function plainPath(...parts: readonly string[]): string {
  const joined = parts
    .map((part) => part.replace(/^\^/, '').replace(/\$$/, ''))
    .map((part) => part.replace(/\(\?P<(\w+)>[^)]*\)/g, '{$1}').replace(/<(?:\w+:)?(\w+)>/g, '{$1}'))
    .map((part) => part.replace(/\{\*?(\w+)(?::[^{}]*)?\??\}/g, '{$1}'))
    .map((part) => part.replace(/\[?\[(?:\.\.\.)?([\w-]+)\]\]?/g, '{$1}'))
    .map((part) => part.replace(/(^|\/|\.|-)[:*](\w+)(\([^)]*\))?\??/g, '$1{$2}'))
    .join('/');
  const path = `/${joined}`.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
  return path;
}

export interface Found {
  readonly at: SyntaxNode;
  readonly framework: string;
  readonly method: string;
  readonly path: string;
  readonly prefixKnown?: boolean;
  readonly guards?: readonly string[];
  readonly handler?: SyntaxNode | undefined;
}

export function addRoute(into: Routes, file: SourceFile, found: Found): void {
  into.routes.push({
    file: file.path,
    line: found.at.range().start.line + 1,
    framework: found.framework,
    method: found.method,
    path: found.path,
    prefixKnown: found.prefixKnown ?? true,
    guards: [...new Set(found.guards ?? [])].slice(0, 12),
    touches: found.handler ? touchesOf(textOf(found.handler, file, 6_000)) : [],
  });
}

/** A guard by its name: `requireUser`, `auth.required`, `Depends(current_user)`. */
export function guardName(node: SyntaxNode, file: SourceFile): string {
  const text = textOf(node, file, 80).replace(/\s+/g, ' ');
  return /^(async )?(func|function|\(|\w+ =>)/.test(text) ? '<function>' : text;
}

export function ancestorOf(node: SyntaxNode, kinds: RegExp, bound = 40): SyntaxNode | undefined {
  let here = node.parent();
  for (let step = 0; here && step < bound; step += 1) {
    if (kinds.test(String(here.kind()))) return here;
    here = here.parent();
  }
  return undefined;
}

/** The first call of a chain `a.b(1).c(2).d(3)` outwards from the inner one: [c, d]. */
export function outwards(call: Call, all: readonly Call[]): readonly Call[] {
  const end = call.node.range().start.index;
  return all.filter(
    (other) =>
      other !== call &&
      other.node.range().start.index === end &&
      other.node.range().end.index > call.node.range().end.index,
  );
}
