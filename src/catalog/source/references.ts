import type { SourceFile } from '../../kit/drivers.ts';

/**
 * The last parts of everything that a text refers to by path or module name: `../limits/rate.js` gives `rate` and
 * `limits`. Too many rather than too few, so that what is in no list is surely not referred to.
 */
export function referencesIn({ text, language }: SourceFile): ReadonlySet<string> {
  const found = new Set<string>();
  if (language === 'python') {
    for (const match of text.matchAll(
      /^[ \t]*(?:from\s+([\w.]+)\s+import\s+\(?([^\n)]*|[^)]{0,2000})|import\s+([^\n]+))/gm,
    )) {
      for (const name of `${match[1] ?? ''} ${match[2] ?? ''} ${match[3] ?? ''}`.match(/\w+/g) ?? [])
        found.add(name);
    }
    // Names in strings: Django apps and middleware, Celery tasks, include('app.urls').
    for (const match of text.matchAll(/["']([a-zA-Z_][\w.]{2,120})["']/g)) {
      for (const name of (match[1] ?? '').split('.')) found.add(name);
    }
    return found;
  }
  for (const match of text.matchAll(/["'`]([^"'`\n\s]{1,200})["'`]/g)) {
    const path = match[1] ?? '';
    if (!/[./@\w-]/.test(path[0] ?? '')) continue;
    const parts = path.replace(/\.(m|c)?[jt]sx?$/, '').split('/');
    for (const part of parts.slice(-2)) if (part !== '') found.add(part);
  }
  return found;
}
