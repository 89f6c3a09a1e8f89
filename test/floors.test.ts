import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { describe, it } from 'node:test';

/** Who may import whom. A file in no room, or an import of a room that is not listed, fails. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  kit: [],
  documents: [],
  drivers: ['kit'],
  engine: ['kit'],
  catalog: ['kit', 'documents'],
  report: ['kit'],
  claims: ['kit', 'documents'],
  server: ['kit', 'drivers', 'engine', 'report', 'claims'],
  cli: ['kit', 'drivers', 'engine', 'report', 'claims', 'server'],
  web: ['server/contract'],
};

/** Who may touch the world. The engine reads catalog folders, in one file. */
const worldly =
  /^(node:(fs|fs\/promises|net|http|https|http2|tls|dgram|child_process|worker_threads|dns)|pg|undici|playwright-core)$/;
const mayTouchTheWorld = (path: string) =>
  /^(drivers|server|cli)\//.test(path) || path === 'engine/catalog.ts';

/** Pure floors know no outside package but these. */
const packagesAllowed: Readonly<Record<string, RegExp>> = {
  kit: /^$/,
  documents: /^(markdown-it|yaml)$/,
  engine: /^(zod|node:.*)$/,
};

const root = join(import.meta.dirname, '../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(sep).join('/'))
  .filter((name) => /\.tsx?$/.test(name));

describe('imports go down', () => {
  for (const file of files) {
    it(file, () => {
      const room = roomOf(file);
      const allowed = mayImport[room];
      assert.ok(allowed, `${file} is in no room`);
      for (const target of importsOf(file)) {
        if (target.startsWith('.')) {
          const path = posix.normalize(posix.join(posix.dirname(file), target));
          if (path.startsWith('../')) continue;
          const ok = roomOf(path) === room || allowed.some((place) => path.startsWith(`${place}/`));
          assert.ok(ok, `${file} must not import ${path}`);
          continue;
        }
        assert.ok(
          mayTouchTheWorld(file) || !worldly.test(target),
          `${file} must not touch the world through ${target}`,
        );
        assert.ok(packagesAllowed[room]?.test(target) ?? true, `${file} must not import ${target}`);
      }
    });
  }
});

function roomOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].flatMap((match) => match[1] ?? []);
}
