import ignore from 'ignore';
import { posix } from 'node:path';
import type { RepoDriver } from '../kit/drivers.ts';
import { fromEnvironment } from './containers/interpolate.ts';

/** What a path written in a configuration file is in the repository. */
export type Presence = 'file' | 'folder' | 'no' | 'ignored' | 'outside' | 'unresolved';

/** Answers whether paths written in files exist, without touching the disk again. */
export interface RepoIndex {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** `ignored` is absent and matched by .gitignore: made on the machine, on purpose. */
  presence(path: string): Presence;
}

const maxIgnoreFiles = 50;

export async function indexRepo(repo: RepoDriver): Promise<RepoIndex> {
  const paths = (await repo.list()).map((entry) => entry.path);
  const files = new Set(paths);
  const folders = new Set(['']);
  for (const path of paths) {
    for (
      let folder = posix.dirname(path);
      folder !== '.' && !folders.has(folder);
      folder = posix.dirname(folder)
    ) {
      folders.add(folder);
    }
  }
  const ignored = await readIgnores(
    repo,
    paths.filter((path) => /(^|\/)\.gitignore$/.test(path)),
  );
  return {
    files,
    folders,
    presence(path) {
      if (path.includes(fromEnvironment)) return 'unresolved';
      if (path.startsWith('/') || path.startsWith('~') || path === '..' || path.startsWith('../'))
        return 'outside';
      const plain = path.replace(/\/+$/, '');
      if (files.has(plain)) return 'file';
      if (folders.has(plain) || plain === '.') return 'folder';
      return ignored(plain) ? 'ignored' : 'no';
    },
  };
}

async function readIgnores(repo: RepoDriver, paths: readonly string[]): Promise<(path: string) => boolean> {
  const rules: { folder: string; rule: ReturnType<typeof ignore> }[] = [];
  for (const path of paths.slice(0, maxIgnoreFiles)) {
    const read = await repo.read(path, { limitBytes: 100_000 });
    if (read.ok) rules.push({ folder: posix.dirname(path), rule: ignore().add(read.text) });
  }
  return (path) =>
    rules.some(({ folder, rule }) => {
      const below =
        folder === '.' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
      return below !== undefined && below !== '' && (rule.ignores(below) || rule.ignores(`${below}/`));
    });
}

/** A path written in `file`, as a repository path: `./x` beside it, `../x` above it; absolute and `~` as written. */
export function pathFrom(file: string, written: string): string {
  if (written.startsWith('/') || written.startsWith('~')) return written;
  const joined = posix.normalize(posix.join(posix.dirname(file), written));
  return joined === '.' ? '' : joined.replace(/\/$/, '');
}
