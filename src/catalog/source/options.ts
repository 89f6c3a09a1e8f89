import type { SourceFile, SyntaxNode } from '../../kit/drivers.ts';
import type { Call } from './calls.ts';
import { declarationOf, textOf, unwrap } from './declarations.ts';
import { stringOf } from './values.ts';

/** The options that a call is given by name, dotted below the first level: `logger.level`. */
export interface Options {
  readonly named: ReadonlyMap<string, SyntaxNode>;
  /** False when options are spread in, or come from an expression that this file does not show. */
  readonly complete: boolean;
}

const maxDepth = 4;
const maxOptions = 400;

interface Reading {
  readonly named: Map<string, SyntaxNode>;
  readonly file: SourceFile;
  complete: boolean;
}

/** The arguments of a call without their names. */
export function argumentsOf(call: Call): readonly SyntaxNode[] {
  return listOf(call)
    .filter((node) => !/^(keyword_argument|pair|element_value_pair|comment)$/.test(String(node.kind())))
    .map((node) => (node.kind() === 'argument' ? (node.namedChildren().at(-1) ?? node) : node));
}

export function optionsOf(call: Call): Options {
  const reading: Reading = { named: new Map(), file: call.file, complete: true };
  const body = call.node.kind() === 'composite_literal' ? call.node.field('body') : undefined;
  if (body) readEntries(body, '', reading, 0);
  const list = listOf(call);
  for (const [index, node] of list.entries()) {
    const kind = String(node.kind());
    if (/^(keyword_argument|pair|element_value_pair|argument)$/.test(kind)) readEntry(node, '', reading, 0);
    else if (/^(dictionary_splat|hash_splat_argument)$/.test(kind)) reading.complete = false;
    else readValue(node, '', reading, 0);
    const mayHoldOptions = index === list.length - 1 && !/^(python|java)$/.test(call.file.language);
    if (mayHoldOptions && isElsewhere(node, call.file)) reading.complete = false;
  }
  return reading;
}

function listOf(call: Call): readonly SyntaxNode[] {
  const list =
    call.node.field('arguments') ??
    call.node
      .namedChildren()
      .find((node) => /^(argument_list|arguments|annotation_argument_list)$/.test(String(node.kind())));
  return list?.namedChildren().filter((node) => node.kind() !== 'comment') ?? [];
}

/** An object, hash, dictionary, array with keys or Go literal: its entries become options. */
function readValue(node: SyntaxNode, prefix: string, reading: Reading, depth: number): void {
  const kind = String(node.kind());
  if (depth > maxDepth || reading.named.size > maxOptions) {
    reading.complete = false;
    return;
  }
  if (/^(object|dictionary|hash|array_creation_expression|literal_value)$/.test(kind)) {
    readEntries(node, prefix, reading, depth);
  } else if (kind === 'composite_literal') {
    const body = node.field('body');
    if (body) readEntries(body, prefix, reading, depth);
  } else if (isWrapping(kind)) {
    const inner = node.namedChildren()[0];
    if (inner) readValue(inner, prefix, reading, depth + 1);
  } else if (/^(identifier|variable_name)$/.test(kind) && depth < 2) {
    const declared = declarationOf(node, reading.file);
    if (declared && isMap(declared)) readEntries(declared, prefix, reading, depth + 1);
  }
}

/** True when what the argument holds is to be found in another place than this file. */
function isElsewhere(node: SyntaxNode, file: SourceFile, depth = 0): boolean {
  const kind = String(node.kind());
  if (/^(identifier|variable_name)$/.test(kind)) {
    const declared = declarationOf(node, file);
    return !declared || depth > 3 || isElsewhere(declared, file, depth + 1);
  }
  return /(call|member|selector|attribute|conditional|ternary|spread|splat|logical|binary)/.test(kind);
}

function isMap(node: SyntaxNode): boolean {
  return /^(object|dictionary|hash|array_creation_expression)$/.test(String(node.kind()));
}

function isWrapping(kind: string): boolean {
  return /^(unary_expression|literal_element|as_expression|satisfies_expression|parenthesized_expression)$/.test(
    kind,
  );
}

function readEntries(node: SyntaxNode, prefix: string, reading: Reading, depth: number): void {
  for (const entry of node.namedChildren().slice(0, maxOptions)) readEntry(entry, prefix, reading, depth);
}

const entryKinds =
  /^(pair|keyword_argument|keyed_element|element_value_pair|array_element_initializer|argument)$/;

function readEntry(entry: SyntaxNode, prefix: string, reading: Reading, depth: number): void {
  const kind = String(entry.kind());
  const { file } = reading;
  if (/^(spread_element|dictionary_splat|hash_splat_argument|variadic_unpacking)$/.test(kind)) {
    reading.complete = false;
    return;
  }
  if (kind === 'shorthand_property_identifier') {
    add(prefix, textOf(entry, file, 80), entry, reading, depth);
    return;
  }
  if (kind === 'method_definition') {
    const name = entry.field('name');
    if (name) reading.named.set(join(prefix, textOf(name, file, 80)), entry);
    return;
  }
  if (!entryKinds.test(kind)) return;
  const parts = entry.namedChildren().filter((part) => part.kind() !== 'comment');
  const [key, value] = parts;
  if (!key || !value) {
    if (kind === 'argument' && key) readValue(key, prefix, reading, depth);
    return;
  }
  const name = stringOf(key, file) ?? textOf(key, file, 80).replace(/^:|:$/g, '');
  add(prefix, name, unwrap(value), reading, depth);
}

function add(prefix: string, name: string, value: SyntaxNode, reading: Reading, depth: number): void {
  const path = join(prefix, name);
  reading.named.set(path, value);
  readValue(value, path, reading, depth + 1);
}

function join(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}
