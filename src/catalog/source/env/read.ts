import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import type { EnvRead } from '../../evidence/env-read.ts';
import { callsIn, type Call } from '../calls.ts';
import { argumentsOf, optionsOf } from '../options.ts';
import { stringOf } from '../values.ts';

export type Absent = EnvRead['absent'];

/** What one file reads of its environment. */
export interface EnvReads {
  readonly reads: EnvRead[];
  readonly dynamic: { file: string; line: number; note: string }[];
}

export const upperName = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*_?$/;

export function add(
  into: EnvReads,
  file: SourceFile,
  at: SyntaxNode,
  name: string,
  absent: Absent,
  how: string,
): void {
  const line = at.range().start.line + 1;
  into.reads.push({ file: file.path, line, name, language: file.language, absent, how });
}

export function addDynamic(into: EnvReads, file: SourceFile, at: SyntaxNode, note: string): void {
  into.dynamic.push({ file: file.path, line: at.range().start.line + 1, note });
}

export interface CallShape {
  readonly name: RegExp;
  readonly how: string;
  /** Without a default the call throws. */
  readonly strict: boolean;
  /** The file must mention this for the call to mean the environment. */
  readonly where?: RegExp;
}

/** Calls that read a variable by name: the first string argument is its name, a second or `default=` the default. */
export function readCalls(file: SourceFile, shapes: readonly CallShape[], into: EnvReads): void {
  const mine = shapes.filter((shape) => shape.where?.test(file.text) ?? true);
  if (mine.length === 0) return;
  for (const call of callsIn(file)) {
    const shape = mine.find((one) => one.name.test(call.name));
    if (!shape) continue;
    const [first, second] = argumentsOf(call);
    const name = stringOf(first, file);
    if (name === undefined) {
      if (
        first &&
        /^(identifier|template_string|binary_expression|variable_name|call)$/.test(String(first.kind()))
      ) {
        addDynamic(into, file, call.node, `${shape.how} with a name worked out at run time`);
      }
      continue;
    }
    if (!upperName.test(name)) continue;
    add(into, file, call.node, name, absentOf(call, shape, second), shape.how);
  }
}

function absentOf(call: Call, shape: CallShape, second: SyntaxNode | undefined): Absent {
  if (second || optionsOf(call).named.has('default') || call.node.field('block')) return 'default';
  return hasFallback(call.node) ? 'default' : shape.strict ? 'required' : 'optional';
}

/** `x || y`, `x ?? y`, `x or y`, `x ?: y`. */
export function hasFallback(node: SyntaxNode): boolean {
  const parent = node.parent();
  if (
    !parent ||
    !/^(binary_expression|boolean_operator|binary|conditional_expression)$/.test(String(parent.kind()))
  )
    return false;
  const [left, operator] = parent.children();
  const starts = left?.range().start.index === node.range().start.index;
  return starts && /^(\|\||\?\?|or|\?:|\?)$/.test(operator?.text() ?? '');
}
