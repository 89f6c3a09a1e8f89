import { parse } from 'smol-toml';

export type Table = Readonly<Record<string, unknown>>;

const maxLookups = 3_000;

export interface TomlText {
  readonly value: Table;
  /** The line of a key below a table, e.g. lineOf('project.scripts', 'serve'); 1 when it is not found. */
  lineOf(table: string, key?: string): number;
  /** The line inside a table on which a text stands: list entries have no key. */
  lineWith(table: string, text: string): number;
}

/** TOML with lines; undefined when it is not valid. The parser gives no positions, so headers are read beside it. */
export function readToml(text: string): TomlText | undefined {
  let value: Table;
  try {
    value = parse(text);
  } catch {
    return undefined;
  }
  const lines = text.split('\n');
  const tables = new Map<string, { from: number; to: number }[]>();
  let current = { from: 0, to: lines.length };
  tables.set('', [current]);
  for (const [index, line] of lines.entries()) {
    const header = /^\s*\[{1,2}([^\]]+)\]/.exec(line)?.[1];
    if (header === undefined || !/^\s*\[/.test(line) || /^\s*\[\s*["'{]/.test(line)) continue;
    current.to = index;
    current = { from: index, to: lines.length };
    const name = header.replace(/["'\s]/g, '');
    tables.set(name, [...(tables.get(name) ?? []), current]);
  }

  let lookups = 0;
  function find(table: string, match: (line: string) => boolean): number {
    const parts = tables.get(table) ?? [];
    lookups += 1;
    // Each look-up reads the table's lines: a hostile file with 50,000 entries must not make that quadratic.
    for (const { from, to } of lookups > maxLookups ? [] : parts) {
      for (let index = from; index < to; index += 1) if (match(lines[index] ?? '')) return index + 1;
    }
    return (parts[0]?.from ?? 0) + 1;
  }

  return {
    value,
    lineOf: (table, key) =>
      key === undefined ? find(table, () => true) : find(table, (line) => keyOf(line) === key),
    lineWith: (table, needle) => find(table, (line) => line.includes(needle)),
  };
}

function keyOf(line: string): string | undefined {
  const match = /^\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))/.exec(line);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

export function tableAt(value: unknown, ...path: readonly string[]): Table {
  let at: unknown = value;
  for (const key of path) at = isTable(at) ? at[key] : undefined;
  return isTable(at) ? at : {};
}

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function stringAt(table: Table, key: string): string | undefined {
  const value = table[key];
  return typeof value === 'string' ? value : undefined;
}

export function stringsAt(table: Table, key: string): readonly string[] {
  const value = table[key];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
