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

function typescriptHoles(file: SourceFile) {
  const kinds = ['function_declaration', 'method_definition', 'generator_function_declaration'];
  // Methods of an object literal get their types from where the object goes.
  const functions = file
    .root()
    .findAll({ rule: { any: kinds.map((kind) => ({ kind })) } })
    .filter((node) => node.parent()?.kind() !== 'object');
  const untyped = functions.flatMap((node) => {
    const bare = (node.field('parameters')?.namedChildren() ?? []).some(
      (parameter) =>
        /^(required|optional)_parameter$/.test(String(parameter.kind())) &&
        !parameter.field('type') &&
        !parameter.field('value') &&
        textOf(parameter, file, 20) !== 'this',
    );
    return bare
      ? [{ line: lineOf(node), note: `${nameOf(node, file)} takes a parameter without a type` }]
      : [];
  });
  const anys = file
    .root()
    .findAll({ rule: { kind: 'predefined_type', regex: '^any$' } })
    .map(lineOf);
  return { functions: functions.length, untyped, anys };
}

function pythonHoles(file: SourceFile) {
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
  const anys = file
    .root()
    .findAll({ rule: { kind: 'type', regex: '(^|[^\\w.])(typing\\.)?Any([^\\w]|$)' } })
    .map(lineOf);
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
