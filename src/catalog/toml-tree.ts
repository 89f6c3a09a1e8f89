import { parse } from 'smol-toml';
import type { Entry, ParsedYaml, Tree } from './yaml-tree.ts';

/** TOML as the same kind of tree as YAML, so that readers need not care. Never throws. */
export function parseToml(text: string): ParsedYaml {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    const line = error instanceof Error && 'line' in error && typeof error.line === 'number' ? error.line : 1;
    return { documents: [], problems: [{ line, says: message.slice(0, 160), sure: true }] };
  }
  return { documents: [toTree(value, '', 1, linesOf(text))], problems: [] };
}

function toTree(value: unknown, path: string, line: number, lines: ReadonlyMap<string, number>): Tree {
  const here = lines.get(path) ?? line;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => toTree(item, `${path}[${index}]`, here, lines));
    return { kind: 'list', line: here, items };
  }
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const entries = Object.entries(value).map(([key, inner]): [string, Entry] => {
      const below = path === '' ? key : `${path}.${key}`;
      return [key, { line: lines.get(below) ?? here, value: toTree(inner, below, here, lines) }];
    });
    return { kind: 'map', line: here, entries: new Map(entries) };
  }
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', line: here, value: scalar ? value : String(value) };
}

/** The line of every table and key, by path: `services[0].checks.path`. The parser does not keep them. */
function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const counts = new Map<string, number>();
  let table = '';
  for (const [index, content] of text.split('\n').entries()) {
    const header = /^\s*(\[\[?)\s*([^\]]{1,200}?)\s*\]/.exec(content);
    if (header?.[2] !== undefined) {
      table = withIndexes(bare(header[2]), counts);
      if (header[1] === '[[') {
        const next = (counts.get(bare(header[2])) ?? -1) + 1;
        counts.set(bare(header[2]), next);
        table = withIndexes(bare(header[2]), counts);
      }
      if (!lines.has(table)) lines.set(table, index + 1);
      continue;
    }
    const key = /^\s*([\w."'-]{1,200}?)\s*=/.exec(content)?.[1];
    const path = key === undefined ? undefined : table === '' ? bare(key) : `${table}.${bare(key)}`;
    if (path !== undefined && !lines.has(path)) lines.set(path, index + 1);
  }
  return lines;
}

/** Tables below an array table belong to its newest element. */
function withIndexes(name: string, counts: ReadonlyMap<string, number>): string {
  let plain = '';
  let path = '';
  for (const part of name.split('.')) {
    plain = plain === '' ? part : `${plain}.${part}`;
    path = path === '' ? part : `${path}.${part}`;
    const count = counts.get(plain);
    if (count !== undefined) path += `[${count}]`;
  }
  return path;
}

function bare(name: string): string {
  return name.replaceAll(/["'\s]/g, '');
}
