import type { SourceFile } from '../../kit/drivers.ts';

/** Imports stand near the top; a bound keeps a hostile file cheap. */
const searched = 60_000;

/**
 * The names under which a JavaScript file knows what it imports from a module: default, named, renamed, required.
 */
export function localNames(file: SourceFile, module: RegExp): ReadonlySet<string> {
  const names = new Set<string>();
  const text = file.text.slice(0, searched);
  for (const match of text.matchAll(/\bfrom\s*['"]([^'"\n]{1,120})['"]/g)) {
    if (!module.test(match[1] ?? '')) continue;
    const start = text.lastIndexOf('import', match.index);
    if (start < 0 || match.index - start > 2_000) continue;
    addBindings(names, text.slice(start + 'import'.length, match.index));
  }
  for (const match of text.matchAll(
    /\b(?:const|let|var)\s+([^=;]{1,400}?)\s*=\s*(?:await\s+import|require)\(\s*['"]([^'"\n]{1,120})['"]/g,
  )) {
    if (module.test(match[2] ?? '')) addBindings(names, match[1] ?? '');
  }
  return names;
}

function addBindings(names: Set<string>, bindings: string): void {
  for (const part of bindings.replace(/[{}]/g, ',').split(',')) {
    const renamed = /(?:\bas\s+|:\s*)([\w$]+)\s*$/.exec(part) ?? /([\w$]+)\s*$/.exec(part);
    if (renamed?.[1] !== undefined && renamed[1] !== 'type') names.add(renamed[1]);
  }
}
