import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { lineFinder } from './lines.ts';
import type { Entry, ParsedYaml, Tree } from './yaml-tree.ts';

const maxDepth = 100;

/**
 * JSON as the same kind of tree as YAML, ten times quicker than by a YAML parser. Never throws. Comments and trailing
 * commas only where the format has them.
 */
export function parseJson(text: string, options: { readonly comments?: boolean } = {}): ParsedYaml {
  const comments = options.comments ?? false;
  const errors: ParseError[] = [];
  const line = lineFinder(text);
  try {
    const root = parseTree(text, errors, { allowTrailingComma: comments, disallowComments: !comments });
    const problems = errors
      .slice(0, 1)
      .map(({ offset }) => ({ line: line(offset), says: 'it is not valid JSON', sure: true }));
    return { documents: root && problems.length === 0 ? [toTree(root, line, 0)] : [], problems };
  } catch {
    return { documents: [], problems: [{ line: 1, says: 'it is nested too deeply', sure: false }] };
  }
}

function toTree(node: Node, line: (offset: number) => number, depth: number): Tree {
  if (depth > maxDepth) throw new Error('it is nested too deeply');
  const at = line(node.offset);
  const children = node.children ?? [];
  if (node.type === 'array')
    return { kind: 'list', line: at, items: children.map((child) => toTree(child, line, depth + 1)) };
  if (node.type !== 'object') {
    const value: unknown = node.value;
    const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return { kind: 'scalar', line: at, value: plain ? value : undefined };
  }
  const entries = children.flatMap((property): [string, Entry][] => {
    const [key, value] = property.children ?? [];
    if (!key || !value) return [];
    return [[String(key.value), { line: line(key.offset), value: toTree(value, line, depth + 1) }]];
  });
  return { kind: 'map', line: at, entries: new Map(entries) };
}
