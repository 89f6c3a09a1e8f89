import type { Tree } from '../yaml-tree.ts';

/** The line on which a YAML text begins: after the indicator line of `run: |`. */
export function scriptStart(tree: Tree, lines: readonly string[]): number {
  const line = lines[tree.line - 1];
  return tree.line + (line !== undefined && /[|>][-+0-9]{0,3}\s*(#.*)?$/.test(line) ? 1 : 0);
}
