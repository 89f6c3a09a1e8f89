import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { textOf } from '../declarations.ts';

/** What one file leaves untyped. */
export interface Holes {
  readonly functions: number;
  readonly untyped: readonly { readonly line: number; readonly note: string }[];
  readonly anys: readonly number[];
  readonly lines: number;
}

export function holesIn(file: SourceFile): Holes {
  const lines = file.text.split('\n').length;
  return file.language === 'python' ? { ...pythonHoles(file), lines } : { ...typescriptHoles(file), lines };
}

/** That parameters have types is what `strict` is for; only `any` gets past it. */
function typescriptHoles(file: SourceFile) {
  if (!/\bany\b/.test(file.text)) return { functions: 0, untyped: [], anys: [] };
  const anys = file
    .root()
    .findAll({ rule: { kind: 'predefined_type', regex: '^any$' } })
    .map(lineOf);
  return { functions: 0, untyped: [], anys };
}

function pythonHoles(file: SourceFile) {
  if (!/\bdef\b/.test(file.text)) return { functions: 0, untyped: [], anys: [] };
  const functions = file.root().findAll({ rule: { kind: 'function_definition' } });
  const untyped = functions.flatMap((node) => {
    const parameters = node.field('parameters')?.namedChildren() ?? [];
    const bare = parameters.some(
      (parameter, index) =>
        isBare(parameter, file) && !(index === 0 && /^(self|cls|mcs)$/.test(textOf(parameter, file, 8))),
    );
    const name = nameOf(node, file);
    const noResult = !node.field('return_type') && name !== '__init__';
    return bare || noResult
      ? [{ line: lineOf(node), note: `${name} has no type for ${bare ? 'a parameter' : 'its result'}` }]
      : [];
  });
  const anys = /\bAny\b/.test(file.text)
    ? file
        .root()
        .findAll({ rule: { kind: 'type', regex: '(^|[^\\w.])(typing\\.)?Any([^\\w]|$)' } })
        .map(lineOf)
    : [];
  return { functions: functions.length, untyped, anys };
}

function isBare(parameter: SyntaxNode, file: SourceFile): boolean {
  return (
    /^(identifier|default_parameter|list_splat_pattern|dictionary_splat_pattern)$/.test(
      String(parameter.kind()),
    ) && textOf(parameter, file, 4) !== '*'
  );
}

function nameOf(node: SyntaxNode, file: SourceFile): string {
  const name = node.field('name');
  return name ? textOf(name, file, 60) : 'a function';
}

function lineOf(node: SyntaxNode): number {
  return node.range().start.line + 1;
}
