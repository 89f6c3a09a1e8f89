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
      for (const { path, kind } of seen.files.files) {
        if (kind !== 'file' || !sources.test(path) || except?.test(path) || asideKind(path)) continue;
        const home = homeOf(folderOf(path), homes);
        const known = first.get(home);
        if (known) known.count += 1;
        else first.set(home, { path, count: 1 });
      }
      return byFolder(
        [...first].map(([folder, { path, count }]) => ({
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
