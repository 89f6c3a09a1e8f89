import type { Entry, Tree } from './yaml-tree.ts';

const none: ReadonlyMap<string, Entry> = new Map();

/** The entries of a map; of anything else, none. */
export function entriesOf(tree: Tree | undefined): ReadonlyMap<string, Entry> {
  return tree?.kind === 'map' ? tree.entries : none;
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** Follows keys downwards. */
export function at(tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined {
  let here = tree;
  for (const key of keys) here = entriesOf(here).get(key)?.value;
  return here;
}

/** The text of a scalar; an empty or missing value is undefined. */
export function textOf(tree: Tree | undefined): string | undefined {
  if (tree?.kind !== 'scalar' || tree.value === undefined || tree.value === '') return undefined;
  return String(tree.value);
}

export function numberOf(tree: Tree | undefined): number | undefined {
  const text = textOf(tree);
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

export function isTrue(tree: Tree | undefined): boolean {
  return tree?.kind === 'scalar' && (tree.value === true || tree.value === 'true' || tree.value === 'yes');
}

/** The texts of a list, or of a single scalar, with their lines. */
export function textsOf(tree: Tree | undefined): { text: string; line: number }[] {
  const items = tree?.kind === 'list' ? tree.items : tree ? [tree] : [];
  return items.flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ text, line: item.line }];
  });
}

/** A command as one line of text, written as text or as a list of words. */
export function commandOf(tree: Tree | undefined): string | undefined {
  const words = textsOf(tree).map((word) => word.text);
  return words.length === 0 ? undefined : words.join(' ');
}

/** A text with its line, for facts that must be shown. */
export function factOf(entry: Entry | undefined): { line: number; value: string } | undefined {
  const value = textOf(entry?.value);
  return entry === undefined || value === undefined ? undefined : { line: entry.line, value };
}
