import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { callsIn, type Call } from '../calls.ts';
import { textOf } from '../declarations.ts';
import { argumentsOf, optionsOf } from '../options.ts';
import { stringOf, stringsIn, valueOf } from '../values.ts';
import { addRoute, plainPath, type Routes } from './route.ts';

const verb = /^(get|post|put|patch|delete|options|head|match)$/;
const actions: readonly (readonly [string, string, string])[] = [
  ['index', 'GET', ''],
  ['create', 'POST', ''],
  ['new', 'GET', 'new'],
  ['show', 'GET', '{id}'],
  ['edit', 'GET', '{id}/edit'],
  ['update', 'PATCH', '{id}'],
  ['destroy', 'DELETE', '{id}'],
];

/** Rails `config/routes.rb` and Sinatra. */
export function readRubyRoutes(file: SourceFile, into: Routes): void {
  const rails = /(^|\/)config\/routes(\/.*)?\.rb$/.test(file.path) || /\.routes\.draw\b/.test(file.text);
  const sinatra = /['"]sinatra|Sinatra::|Grape::API/.test(file.text);
  if (!rails && !sinatra) return;
  for (const call of callsIn(file)) {
    if (call.on !== '') continue;
    if (verb.test(call.name)) readVerb(call, rails, into);
    else if (rails && /^resources?$/.test(call.name)) readResource(call, into);
    else if (rails && call.name === 'root')
      addRoute(into, file, {
        at: call.node,
        framework: 'Rails',
        method: 'GET',
        path: plainPath(scopeOf(call.node, file)),
      });
    else if (rails && call.name === 'mount') {
      const at = optionsOf(call).named.get('at');
      into.dynamic.push({
        file: file.path,
        line: call.line,
        note: `an engine is mounted${at ? ` at ${textOf(at, file, 60)}` : ''}`,
      });
    }
  }
}

function readVerb(call: Call, rails: boolean, into: Routes): void {
  const { file } = call;
  const [first] = argumentsOf(call);
  const written = first ? valueOf(first, file) : pairKey(call);
  if (typeof written !== 'string' || written.startsWith('<')) return;
  const scope = rails ? scopeOf(call.node, file) : '';
  const via = optionsOf(call).named.get('via');
  const methods =
    call.name === 'match'
      ? via
        ? (textOf(via, file, 80).match(/get|post|put|patch|delete/g) ?? ['any'])
        : ['any']
      : [call.name];
  for (const method of methods) {
    addRoute(into, file, {
      at: call.node,
      framework: rails ? 'Rails' : 'Sinatra',
      method: method.toUpperCase(),
      path: plainPath(scope, written),
      prefixKnown: rails,
      handler: call.node.field('block') ?? undefined,
    });
  }
}

/** `get "/x" => "a#b"` */
function pairKey(call: Call): string | undefined {
  for (const [name, node] of optionsOf(call).named)
    if (name.startsWith('/') || stringOf(node, call.file)?.includes('#')) return name;
  return undefined;
}

function readResource(call: Call, into: Routes): void {
  const { file } = call;
  const { named } = optionsOf(call);
  const only = namesIn(named.get('only'), file);
  const except = namesIn(named.get('except'), file);
  const single = call.name === 'resource';
  const path = named.get('path');
  for (const node of argumentsOf(call)) {
    const name = valueOf(node, file);
    if (typeof name !== 'string' || name.startsWith('<')) continue;
    for (const [action, method, rest] of actions) {
      if ((only && !only.includes(action)) || except?.includes(action) || (single && action === 'index'))
        continue;
      addRoute(into, file, {
        at: call.node,
        framework: 'Rails',
        method,
        path: plainPath(
          scopeOf(call.node, file),
          stringOf(path, file) ?? name,
          single ? rest.replace('{id}', '').replace(/^\//, '') : rest,
        ),
      });
    }
  }
}

function namesIn(node: SyntaxNode | undefined, file: SourceFile): readonly string[] | undefined {
  if (!node) return undefined;
  return (
    textOf(node, file, 300)
      .match(/\w+/g)
      ?.filter((word) => word !== 'i') ?? stringsIn(node, file)
  );
}

/** What namespaces, scopes and outer resources put before. */
function scopeOf(node: SyntaxNode, file: SourceFile): string {
  const parts: string[] = [];
  let here = node.parent();
  for (let step = 0; here && step < 60; step += 1) {
    if (here.kind() === 'call' && here.field('block')) {
      const name = textOf(here.field('method') ?? here, file, 20);
      const first = here.field('arguments')?.namedChildren()[0];
      const text = first ? textOf(first, file, 120) : '';
      const word = /^:(\w+)$|^["']([^"']*)["']$/.exec(text);
      const written = word?.[1] ?? word?.[2];
      const path = /\bpath:\s*["']([^"']*)["']/.exec(textOf(here, file, 200))?.[1];
      if (name === 'namespace') parts.unshift(path ?? written ?? '');
      else if (name === 'scope')
        parts.unshift(path ?? (word?.[2] !== undefined ? word[2] : word?.[1] !== undefined ? word[1] : ''));
      else if (name === 'resources')
        parts.unshift(`${path ?? written ?? ''}/{${(written ?? 'item').replace(/s$/, '')}_id}`);
      else if (name === 'resource') parts.unshift(path ?? written ?? '');
      else if (name === 'member' && parts.length === 0) parts.unshift('{id}');
    }
    here = here.parent();
  }
  return parts.length === 0 ? '' : plainPath(...parts);
}
