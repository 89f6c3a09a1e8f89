import type { RepoDriver } from '../../../kit/drivers.ts';
import { asideKind } from '../../aside.ts';
import { lineFinder } from '../../lines.ts';
import type { EnvReads } from './read.ts';

/** Files that are no code and yet read the environment when the program starts. */
const readers: readonly { readonly path: RegExp; readonly how: string; readonly name: RegExp }[] = [
  { path: /\.prisma$/, how: 'Prisma', name: /\benv\("([A-Z]\w*)"\)/g },
  {
    path: /(^|\/)(application|bootstrap)([-.][\w-]+)?\.(ya?ml|properties)$/,
    how: 'Spring',
    name: /\$\{([A-Z][A-Z0-9_]*)(:[^}\n]*)?\}/g,
  },
  {
    path: /(^|\/)config\/[\w./-]+\.ya?ml(\.erb)?$/,
    how: 'ERB',
    name: /<%=[^%\n]{0,80}\bENV(?:\.fetch\(\s*|\[)['"]([A-Z][A-Z0-9_]*)['"](\s*,|\s*\)\s*\{|\]\s*\|\|)?/g,
  },
  {
    path: /(^|\/)config\/custom-environment-variables\.(json|ya?ml)$/,
    how: 'node-config',
    name: /:\s*["']?([A-Z][A-Z0-9]*_[A-Z0-9_]*)["']?\s*,?\s*$/gm,
  },
  {
    path: /(^|\/)config\/(packages\/)?[\w./-]+\.ya?ml$/,
    how: 'Symfony',
    name: /%env\((?:\w+:)*([A-Z][A-Z0-9_]*)\)%/g,
  },
];

export async function readConfigurationEnv(repo: RepoDriver, into: EnvReads): Promise<void> {
  let budget = 200;
  for (const { path, kind, sizeBytes } of await repo.list()) {
    const mine = readers.filter((reader) => reader.path.test(path));
    if (mine.length === 0 || kind !== 'file' || sizeBytes > 200_000 || asideKind(path) !== undefined)
      continue;
    budget -= 1;
    if (budget < 0) return;
    const read = await repo.read(path);
    if (!read.ok) continue;
    const lineAt = lineFinder(read.text);
    for (const { how, name } of mine) {
      for (const match of read.text.matchAll(name)) {
        if (!match[1]) continue;
        const absent = match[2] === undefined ? 'required' : 'default';
        into.reads.push({
          file: path,
          line: lineAt(match.index),
          name: match[1],
          language: how,
          absent,
          how,
        });
      }
    }
  }
}
