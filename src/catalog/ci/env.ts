import type { Tree } from '../yaml-tree.ts';
import { at, entriesOf, textOf } from '../yaml-read.ts';

/** Names of variables; a value is kept only where it is an expression, for a literal may be a secret. */
export function envOf(node: Tree): Record<string, string> {
  const entries = [...entriesOf(at(node, 'env'))].map(([name, entry]) => {
    const text = textOf(entry.value) ?? '';
    return [name, /\$\{\{/.test(text) ? text.slice(0, 300) : ''] as const;
  });
  return Object.fromEntries(entries);
}
