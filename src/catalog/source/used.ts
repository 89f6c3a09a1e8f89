import type { Call } from './calls.ts';
import { textOf } from './declarations.ts';

/**
 * Whether the thing that a call makes is used: handed on, returned, exported, or named again in its file. `false` is
 * certain for this file; `true` may still be a module that nobody imports.
 */
export function isUsed(call: Call): boolean {
  let node = call.node.parent();
  for (let step = 0; node && step < 8; step += 1) {
    const kind = String(node.kind());
    if (
      /^(arguments|argument_list|argument|return_statement|pair|array|decorator|export_statement|keyword_argument)$/.test(
        kind,
      )
    )
      return true;
    if (
      /^(variable_declarator|assignment|assignment_expression|short_var_declaration|var_spec)$/.test(kind)
    ) {
      const left = node.field('name') ?? node.field('left');
      const name = left ? textOf(left, call.file, 80) : '';
      return isExported(node) || /[.[\]{}]/.test(name) || countOf(call.file.text, name) > 1;
    }
    if (/^(expression_statement|program|module|block|statement_block)$/.test(kind))
      return kind !== 'expression_statement';
    node = node.parent();
  }
  return true;
}

function isExported(node: NonNullable<ReturnType<Call['node']['parent']>>): boolean {
  const statement = node.parent()?.parent();
  return String(statement?.kind()) === 'export_statement';
}

function countOf(text: string, name: string): number {
  if (!/^[\w$]+$/.test(name)) return 2;
  let count = 0;
  for (let at = text.indexOf(name); at >= 0 && count < 2; at = text.indexOf(name, at + name.length)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    if (!/[\w$]/.test(before) && !/[\w$]/.test(after)) count += 1;
  }
  return count;
}
