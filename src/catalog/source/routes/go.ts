import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { callsIn, type Call } from '../calls.ts';
import { declarationOf, textOf } from '../declarations.ts';
import { argumentsOf } from '../options.ts';
import { stringOf } from '../values.ts';
import { addRoute, guardName, methodNames, outwards, plainPath, type Routes } from './route.ts';

const frameworks: readonly (readonly [string, RegExp])[] = [
  ['Gin', /"github\.com\/gin-gonic\/gin"/],
  ['Echo', /"github\.com\/labstack\/echo/],
  ['chi', /"github\.com\/go-chi\/chi/],
  ['Fiber', /"github\.com\/gofiber\/fiber/],
  ['gorilla/mux', /"github\.com\/gorilla\/mux"/],
  ['net/http', /"net\/http"/],
];
const verb =
  /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Get|Post|Put|Patch|Delete|Head|Options|Any|All|Handle|HandleFunc|Match|Method|MethodFunc)$/;

export function readGoRoutes(file: SourceFile, into: Routes): void {
  const framework = frameworks.find(([, shape]) => shape.test(file.text))?.[0];
  if (!framework) return;
  const calls = callsIn(file);
  for (const call of calls) {
    if (!verb.test(call.last) || call.on === '') continue;
    const given = argumentsOf(call);
    const texts = given.map((node) => stringOf(node, file));
    const at = texts.findIndex(
      (text) => text !== undefined && /^((GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) )?[\w.]*\//.test(text),
    );
    const first = texts[at];
    if (first === undefined || at > 1 || given.length < at + 2 || /^https?:/.test(first)) continue;
    const [, stated, path = ''] = /^(?:([A-Z]+) )?(.*)$/.exec(first) ?? [];
    const group = groupOf(call, calls, file, 0);
    const handlers = given.slice(at + 1);
    const method = stated ?? methodOf(call, texts[0], calls, file);
    addRoute(into, file, {
      at: call.node,
      framework,
      method,
      path: plainPath(group.prefix, path),
      prefixKnown: group.known,
      guards: [
        ...group.guards,
        ...chainedGuards(call.name),
        ...handlers.slice(0, -1).map((node) => guardName(node, file)),
      ],
      handler: handlers.at(-1),
    });
  }
}

/** `r.Group("/x").Use(auth).POST(…)` and `r.With(auth).Get(…)`. */
function chainedGuards(name: string): readonly string[] {
  return [...name.matchAll(/\.(?:Use|With)\(([^()]{1,60}(?:\([^()]{0,60}\))?)\)/g)].map(
    (match) => match[1] ?? '',
  );
}

function methodOf(call: Call, first: string | undefined, calls: readonly Call[], file: SourceFile): string {
  const own = call.last.toUpperCase();
  if (methodNames.has(own)) return own;
  if (first !== undefined && methodNames.has(first.toUpperCase())) return first.toUpperCase();
  const limited = outwards(call, calls).find((other) => other.last === 'Methods');
  const stated = limited ? stringOf(argumentsOf(limited)[0], file) : undefined;
  return stated?.toUpperCase() ?? 'ANY';
}

interface Group {
  readonly prefix: string;
  readonly known: boolean;
  readonly guards: readonly string[];
}

/** `v1 := r.Group("/v1", auth)`, `r.Route("/v1", func(r chi.Router) { … })`, `v1.Use(auth)`. */
function groupOf(call: Call, calls: readonly Call[], file: SourceFile, depth: number): Group {
  const used = calls
    .filter((other) => other.last === 'Use' && other.on === call.on && isAround(other, call))
    .flatMap((other) => argumentsOf(other).map((node) => guardName(node, file)));
  const receiver = call.node.field('function')?.field('operand');
  const declared = receiver ? declarationOf(receiver, file) : undefined;
  const made = declared
    ? calls.find(
        (other) =>
          other.node.range().start.index === declared.range().start.index &&
          other.node.range().end.index === declared.range().end.index,
      )
    : undefined;
  if (made && /^(Group|PathPrefix|Subrouter|Route|With)$/.test(made.last) && depth < 6) {
    const [path, ...rest] = argumentsOf(made);
    const outer = groupOf(made, calls, file, depth + 1);
    const own = stringOf(path, file) ?? /PathPrefix\("([^"]*)"\)/.exec(made.name)?.[1] ?? '';
    return {
      prefix: plainPath(outer.prefix, own),
      known: outer.known,
      guards: [...outer.guards, ...rest.map((node) => guardName(node, file)), ...used],
    };
  }
  const scope = chiScope(call.node, file);
  const isRoot = made
    ? /^(New|Default|NewRouter|NewServeMux)$/.test(made.last) || made.creates
    : call.on === 'http';
  return { prefix: scope, known: isRoot, guards: used };
}

/** The paths of the `Route("/x", func…)` calls that a chi route stands in. */
function chiScope(node: SyntaxNode, file: SourceFile): string {
  const parts: string[] = [];
  let here = node.parent();
  for (let step = 0; here && step < 60; step += 1) {
    if (here.kind() === 'call_expression') {
      const match = /^[\w.]+\.Route\("([^"]*)"/.exec(textOf(here, file, 120));
      if (match?.[1] !== undefined) parts.unshift(match[1]);
    }
    here = here.parent();
  }
  return parts.length === 0 ? '' : plainPath(...parts);
}

/** A `Use` counts for the routes of its own function and of those written inside it. */
function isAround(use: Call, route: Call): boolean {
  const inner = functionsAround(use.node)[0];
  return inner === undefined || functionsAround(route.node).includes(inner);
}

function functionsAround(node: SyntaxNode): readonly number[] {
  const starts: number[] = [];
  let here = node.parent();
  for (let step = 0; here && step < 80; step += 1) {
    if (/^(func_literal|function_declaration|method_declaration)$/.test(String(here.kind())))
      starts.push(here.range().start.index);
    here = here.parent();
  }
  return starts;
}
