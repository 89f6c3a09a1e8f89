import type { SourceFile, SyntaxNode } from '../../kit/drivers.ts';

/** Expressions are short; what is longer is worked out at run time anyway. */
const maxText = 400;

/** The text of a node, cut where it gets long. */
export function textOf(node: SyntaxNode, file: SourceFile, length = maxText): string {
  const { start, end } = node.range();
  return file.text.slice(start.index, Math.min(end.index, start.index + length));
}

const declarations: Readonly<Record<string, readonly { kind: string; name: string; value: string }[]>> = {
  typescript: [{ kind: 'variable_declarator', name: 'name', value: 'value' }],
  tsx: [{ kind: 'variable_declarator', name: 'name', value: 'value' }],
  javascript: [{ kind: 'variable_declarator', name: 'name', value: 'value' }],
  python: [{ kind: 'assignment', name: 'left', value: 'right' }],
  ruby: [{ kind: 'assignment', name: 'left', value: 'right' }],
  php: [{ kind: 'assignment_expression', name: 'left', value: 'right' }],
  java: [{ kind: 'variable_declarator', name: 'name', value: 'value' }],
  go: [
    { kind: 'short_var_declaration', name: 'left', value: 'right' },
    { kind: 'var_spec', name: 'name', value: 'value' },
    { kind: 'const_spec', name: 'name', value: 'value' },
  ],
};

const namesByFile = new WeakMap<SourceFile, Map<string, SyntaxNode | 'many'>>();

/** The one expression a plain name of the file stands for; undefined when there is none or more than one. */
export function declarationOf(node: SyntaxNode, file: SourceFile): SyntaxNode | undefined {
  const name = textOf(node, file, 80);
  if (!/^\$?[A-Za-z_]\w*$/.test(name)) return undefined;
  const found = namesIn(file).get(name);
  return found === 'many' ? undefined : found;
}

function namesIn(file: SourceFile): Map<string, SyntaxNode | 'many'> {
  const known = namesByFile.get(file);
  if (known) return known;
  const names = new Map<string, SyntaxNode | 'many'>();
  namesByFile.set(file, names);
  for (const { kind, name, value } of declarations[file.language] ?? []) {
    for (const node of file.root().findAll({ rule: { kind } }).slice(0, 5_000)) {
      const left = node.field(name);
      const right = node.field(value);
      if (!left || !right) continue;
      const key = textOf(left, file, 80);
      const single = right.kind() === 'expression_list' ? right.namedChildren()[0] : right;
      names.set(key, names.has(key) || !single ? 'many' : unwrap(single));
    }
  }
  return names;
}

/** `x as const`, `(x)`, `x satisfies T`, `await x`, `x!`. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let here = node;
  for (let step = 0; step < 5; step += 1) {
    if (
      !/^(as_expression|satisfies_expression|parenthesized_expression|await_expression|non_null_expression|literal_element)$/.test(
        String(here.kind()),
      )
    )
      break;
    const inner = here.namedChildren()[0];
    if (!inner) break;
    here = inner;
  }
  return here;
}
