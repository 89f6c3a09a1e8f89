import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document } from 'yaml';

/** A YAML value that knows its line. Aliases are followed and merge keys applied; both within bounds. */
export type Tree =
  | { readonly kind: 'scalar'; readonly line: number; readonly value: string | number | boolean | undefined }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly line: number; readonly entries: ReadonlyMap<string, Entry> };

/** `line` is where the key stands; `value.line` where the value begins. */
export interface Entry {
  readonly line: number;
  readonly value: Tree;
}

export interface ParsedYaml {
  readonly documents: readonly Tree[];
  readonly problems: readonly YamlProblem[];
}

export interface YamlProblem {
  readonly line: number;
  readonly says: string;
  /** False for errors that the parsers of compose, Kubernetes and Prometheus let pass. */
  readonly sure: boolean;
}

/** Those parsers do not mind how far quoted text and brackets over several lines are indented. */
const lenientElsewhere = /^(Missing closing|Flow (sequence|map) in block collection)/;

const maxNodes = 200_000;
const maxDepth = 100;
const maxProblems = 5;

interface Walk {
  readonly document: Document;
  readonly counter: LineCounter;
  nodes: number;
}

/** Parses YAML (and so JSON) text. Never throws: what cannot be parsed is a problem. */
export function parseYaml(text: string): ParsedYaml {
  const counter = new LineCounter();
  const problems: YamlProblem[] = [];
  const documents: Tree[] = [];
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: counter,
      merge: true,
      uniqueKeys: true,
      prettyErrors: false,
      logLevel: 'silent',
    });
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const errors = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
      // What follows a lenient error is its echo.
      const sure = !errors.some((error) => lenientElsewhere.test(error.message));
      for (const error of errors) {
        problems.push({ line: counter.linePos(error.pos[0]).line, says: firstLine(error.message), sure });
      }
      const walk: Walk = { document, counter, nodes: 0 };
      if (document.contents) documents.push(toTree(document.contents, walk, 0));
    }
  } catch (error) {
    const says = firstLine(error instanceof Error ? error.message : String(error));
    problems.push({ line: 1, says, sure: false });
  }
  return { documents, problems: problems.slice(0, maxProblems) };
}

function toTree(node: unknown, walk: Walk, depth: number): Tree {
  walk.nodes += 1;
  if (walk.nodes > maxNodes) throw new Error('it has too many values');
  if (depth > maxDepth) throw new Error('it is nested too deeply');
  if (isAlias(node)) {
    const target = node.resolve(walk.document);
    return target ? toTree(target, walk, depth + 1) : { kind: 'scalar', line: 0, value: undefined };
  }
  const line = lineOf(node, walk.counter);
  if (isSeq(node))
    return { kind: 'list', line, items: node.items.map((item) => toTree(item, walk, depth + 1)) };
  if (isMap(node)) {
    const merged = new Map<string, Entry>();
    const own = new Map<string, Entry>();
    for (const pair of node.items) {
      const value = toTree(pair.value, walk, depth + 1);
      const key = keyText(pair.key);
      if (key === '<<') {
        for (const source of value.kind === 'list' ? value.items : [value]) {
          if (source.kind !== 'map') continue;
          for (const [name, entry] of source.entries) if (!merged.has(name)) merged.set(name, entry);
        }
      } else own.set(key, { line: lineOf(pair.key, walk.counter) || value.line, value });
    }
    return { kind: 'map', line, entries: new Map([...merged, ...own]) };
  }
  return { kind: 'scalar', line, value: isScalar(node) ? plain(node.value) : undefined };
}

function lineOf(node: unknown, counter: LineCounter): number {
  const range: unknown =
    typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof start === 'number' ? counter.linePos(start).line : 0;
}

function keyText(key: unknown): string {
  if (!isScalar(key)) return String(key);
  // With `merge` the key << arrives as a symbol.
  return typeof key.value === 'symbol' ? '<<' : String(key.value);
}

function plain(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? undefined : String(value);
}

/** The parser's sentence without the piece of source it quotes: that may be long, or secret. */
function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? text).replace(/ in YAML stream: .*$/, '').slice(0, 160);
}
