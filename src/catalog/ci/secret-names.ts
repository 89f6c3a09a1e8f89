import type { Tree } from '../yaml-tree.ts';

/** Names of the secrets that a part of a workflow is handed; never their values, which are not here. */
export function secretsIn(tree: Tree | undefined): string[] {
  const found = new Set<string>();
  const queue: Tree[] = tree === undefined ? [] : [tree];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next.kind === 'list') queue.push(...next.items);
    else if (next.kind === 'map') for (const entry of next.entries.values()) queue.push(entry.value);
    else if (next.value === 'inherit') found.add('*');
    else
      for (const match of String(next.value ?? '').matchAll(/\bsecrets\.([A-Za-z_]\w{0,100})/g))
        found.add(match[1] ?? '');
  }
  return [...found].sort();
}
