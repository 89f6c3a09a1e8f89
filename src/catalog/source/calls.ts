import type { SourceFile, SourceLanguage, SyntaxNode } from '../../kit/drivers.ts';

/** A call, construction, decorator or annotation: what most facts about code hang on. */
export interface Call {
  /** The callee as written, without spaces: `app.get`, `Route::get`, `new Pool` is `Pool`, `@Get` is `@Get`. */
  readonly name: string;
  /** The last part: `get`, `Pool`. */
  readonly last: string;
  /** What it is called on, as written: `app`; empty for plain functions. */
  readonly on: string;
  readonly creates: boolean;
  /** 1-based. */
  readonly line: number;
  readonly node: SyntaxNode;
  readonly file: SourceFile;
}

const kinds: Readonly<Record<SourceLanguage, readonly string[]>> = {
  typescript: ['call_expression', 'new_expression'],
  tsx: ['call_expression', 'new_expression'],
  javascript: ['call_expression', 'new_expression'],
  python: ['call'],
  go: ['call_expression', 'composite_literal'],
  java: ['method_invocation', 'object_creation_expression', 'annotation', 'marker_annotation'],
  ruby: ['call'],
  php: [
    'function_call_expression',
    'member_call_expression',
    'nullsafe_member_call_expression',
    'scoped_call_expression',
    'object_creation_expression',
    'attribute',
  ],
  bash: [],
};

/** A file with more calls than this is data written as code. */
const maxCalls = 20_000;
/** Chains can be as long as the file; the end tells what is called. */
const maxNameLength = 160;

const cache = new WeakMap<SourceFile, readonly Call[]>();

/** Every call of a file, in order. Worked out once per file for all who ask. */
export function callsIn(file: SourceFile): readonly Call[] {
  const known = cache.get(file);
  if (known) return known;
  const wanted = kinds[file.language];
  const nodes = file.root().findAll({ rule: { any: wanted.map((kind) => ({ kind })) } });
  const calls = nodes.slice(0, maxCalls).map((node) => readCall(file, node));
  cache.set(file, calls);
  return calls;
}

function readCall(file: SourceFile, node: SyntaxNode): Call {
  const kind = String(node.kind());
  const start = node.range().start;
  const callee =
    node.field(calleeField[kind] ?? 'function') ?? node.field('function') ?? node.namedChildren()[0];
  const range = callee?.range();
  const end = range?.end.index ?? start.index;
  const begin = /new_expression|object_creation/.test(kind) ? (range?.start.index ?? 0) : start.index;
  let name = file.text.slice(Math.max(begin, end - maxNameLength), end).replace(/\s+/g, '');
  if (kind === 'attribute') name = `@${name}`;
  const cut = /[.:>](?=[^.:>]*$)/.exec(name);
  const last = cut ? name.slice(cut.index + 1) : name;
  const on = cut ? name.slice(0, cut.index).replace(/(\?|:|-|&)$/, '') : '';
  const creates = /new_expression|object_creation|composite/.test(kind);
  return { name, last, on, creates, line: start.line + 1, node, file };
}

/** The part of the node whose end is the end of the callee; asking for its text would be slow in endless chains. */
const calleeField: Readonly<Record<string, string>> = {
  new_expression: 'constructor',
  composite_literal: 'type',
  method_invocation: 'name',
  object_creation_expression: 'type',
  annotation: 'name',
  marker_annotation: 'name',
  call: 'method',
  member_call_expression: 'name',
  nullsafe_member_call_expression: 'name',
  scoped_call_expression: 'name',
};
