import { defineDetector } from '../kit/detector.ts';
import { asideKind, folderOf } from './aside.ts';
import files from './evidence/files.ts';
import manifests, { type Ecosystem } from './evidence/manifests.ts';
import { byFolder } from './technology-places.ts';

interface Language {
  readonly title: string;
  readonly ecosystem: Ecosystem;
  /** Sources of it; tests, examples and vendored files are left out besides. */
  readonly sources: RegExp;
  /** Files of that ending that only configure tools. */
  readonly except?: RegExp;
}

const anyCode = /\.(ts|tsx|js|jsx|mjs|vue|py|go|java|kt|scala|rb|php|cs|rs|ex)$/;
/** Fewer sources than this, without a manifest, are somebody's scripts unless there is hardly anything else. */
const scriptsMost = 10;

/** A detector of a language by its source files, one entry per folder that has a manifest for them. */
export function defineLanguage({ title, ecosystem, sources, except }: Language) {
  return defineDetector({
    title,
    needs: { files, manifests },
    detect(seen) {
      const homes = new Set(
        seen.manifests.manifests
          .filter((manifest) => manifest.ecosystem === ecosystem && !manifest.aside)
          .map((manifest) => manifest.folder),
      );
      const first = new Map<string, { path: string; count: number }>();
      let all = 0;
      for (const { path, kind } of seen.files.files) {
        if (kind !== 'file' || asideKind(path) !== undefined) continue;
        if (anyCode.test(path)) all += 1;
        if (!sources.test(path) || except?.test(path)) continue;
        const home = homeOf(folderOf(path), homes);
        const known = first.get(home);
        if (known) known.count += 1;
        else first.set(home, { path, count: 1 });
      }
      const enough = ([folder, { count }]: [string, { count: number }]) =>
        homes.has(folder) || count >= scriptsMost || count * 5 >= all;
      return byFolder(
        [...first].filter(enough).map(([folder, { path, count }]) => ({
          folder,
          where: { file: path, note: count === 1 ? 'one source file' : `one of ${count} source files` },
        })),
      );
    },
  });
}

function homeOf(folder: string, homes: ReadonlySet<string>): string {
  for (let at = folder; at !== ''; at = folderOf(at)) if (homes.has(at)) return at;
  return '';
}
