import { parseYaml, type Entry, type Tree } from '../yaml-tree.ts';
import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import { joinPath } from './paths.ts';
import type { Shelf } from './shelf.ts';

/** A top-level key of a GitLab configuration with the file it stands in. */
export interface GitlabEntry {
  readonly file: string;
  readonly lines: readonly string[];
  readonly line: number;
  readonly value: Tree;
}

export interface GitlabFiles {
  /** Later files and the including file win, as GitLab merges them. */
  readonly entries: ReadonlyMap<string, GitlabEntry>;
  readonly templates: readonly { readonly file: string; readonly line: number; readonly name: string }[];
  readonly elsewhere: readonly { readonly file: string; readonly line: number; readonly what: string }[];
  readonly missing: readonly { readonly file: string; readonly line: number; readonly path: string }[];
  readonly problems: readonly { readonly file: string; readonly line: number; readonly says: string }[];
}

const maxFiles = 60;

/** Reads a configuration and the local files that it includes. */
export async function readGitlabFiles(file: string, shelf: Shelf): Promise<GitlabFiles> {
  const entries = new Map<string, GitlabEntry>();
  const templates: { file: string; line: number; name: string }[] = [];
  const elsewhere: { file: string; line: number; what: string }[] = [];
  const missing: { file: string; line: number; path: string }[] = [];
  const problems: { file: string; line: number; says: string }[] = [];
  const seen = new Set<string>();

  async function read(path: string): Promise<void> {
    if (seen.has(path) || seen.size >= maxFiles) return;
    seen.add(path);
    const text = await shelf.text(path);
    if (text === undefined) return;
    const parsed = parseYaml(text);
    problems.push(...parsed.problems.map((problem) => ({ file: path, ...problem })));
    // A `spec:` document may stand before the jobs.
    const root = parsed.documents.findLast((one) => one.kind === 'map');
    for (const item of includesOf(at(root, 'include'))) await include(item, path);
    for (const [key, entry] of entriesOf(root)) {
      entries.set(key, { file: path, lines: text.split('\n'), line: entry.line, value: entry.value });
    }
  }

  async function include(item: Tree, from: string): Promise<void> {
    const place = { file: from, line: item.line };
    const local =
      textOf(at(item, 'local')) ??
      (item.kind === 'scalar' && !/^https?:/.test(textOf(item) ?? '') ? textOf(item) : undefined);
    const template = textOf(at(item, 'template')) ?? textOf(at(item, 'component'));
    if (template !== undefined) templates.push({ ...place, name: template });
    if (local === undefined || /[$*]/.test(local)) {
      const keys = [...entriesOf(item).keys()].join(', ');
      elsewhere.push({ ...place, what: template ?? local ?? textOf(at(item, 'project')) ?? keys });
      return;
    }
    const path = joinPath('', local) ?? '';
    if (shelf.has(path)) await read(path);
    else missing.push({ ...place, path });
  }

  await read(file);
  return { entries, templates, elsewhere, missing, problems };
}

function includesOf(tree: Tree | undefined): readonly Tree[] {
  if (tree === undefined) return [];
  return tree.kind === 'list' ? itemsOf(tree) : [tree];
}

/** A job with what it extends: maps are merged, lists and texts replaced. */
export function extended(
  name: string,
  entries: ReadonlyMap<string, GitlabEntry>,
  depth = 0,
): Tree | undefined {
  const own = entries.get(name)?.value;
  if (own === undefined || own.kind !== 'map' || depth > 10) return own;
  let base: Tree | undefined;
  for (const { text } of textsOf(at(own, 'extends'))) base = merge(base, extended(text, entries, depth + 1));
  return merge(base, own);
}

function merge(base: Tree | undefined, over: Tree | undefined): Tree | undefined {
  if (base === undefined || over === undefined) return over ?? base;
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const entries = new Map<string, Entry>(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    const value = merge(below?.value, entry.value) ?? entry.value;
    entries.set(key, { line: entry.line, value });
  }
  return { kind: 'map', line: over.line, entries };
}
