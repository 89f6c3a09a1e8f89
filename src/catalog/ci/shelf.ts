import type { RepoDriver, SourceDriver } from '../../kit/drivers.ts';
import ignore from 'ignore';
import { folderOf } from '../aside.ts';
import type { Manifest } from '../evidence/manifests.ts';
import type { Body } from './model.ts';
import type { ParseShell } from './shell.ts';

/** What following a command needs to know of the repository. */
export interface Shelf {
  has(path: string): boolean;
  hasFolder(path: string): boolean;
  /** Undefined when it is not there or not text. */
  text(path: string): Promise<string | undefined>;
  readonly parse: ParseShell;
  readonly bodies: Map<string, Body>;
  /** Packages of a monorepo, for commands that name them. */
  readonly packages: readonly { readonly name?: string | undefined; readonly folder: string }[];
  /** Ignored by git, in a submodule, or in a folder that tools fill: what is missing there may be made on the way. */
  isMade(path: string): boolean;
}

const madeFolder =
  /(^|\/)(dist|build|out|output|target|bin|obj|node_modules|vendor|\.venv|venv|\.next|\.nuxt|coverage|tmp|temp|artifacts?|release|releases|generated|gen|public|reports?|\.cache|site|_site|wheels?|packages\/[^/]+\/dist)(\/|$)/i;

export async function openShelf(
  repo: RepoDriver,
  source: SourceDriver,
  manifests: readonly Manifest[],
): Promise<Shelf> {
  const files = new Set<string>();
  const folders = new Set<string>(['']);
  for (const { path } of await repo.list()) {
    files.add(path);
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder);
  }
  async function text(path: string): Promise<string | undefined> {
    if (!files.has(path)) return undefined;
    const read = await repo.read(path, { limitBytes: 500_000 });
    return read.ok ? read.text : undefined;
  }

  const modules = [...((await text('.gitmodules')) ?? '').matchAll(/^\s*path\s*=\s*(\S+)\s*$/gm)];
  const submodules = modules.flatMap((match) => match[1] ?? []);
  const ignored = ignore().add((await text('.gitignore')) ?? '');
  return {
    has: (path) => files.has(path),
    hasFolder: (path) => folders.has(path),
    text,
    parse: (code) => source.parse('bash', code),
    bodies: new Map(),
    packages: manifests
      .filter((manifest) => manifest.ecosystem === 'npm' && !manifest.aside)
      .map(({ name, folder }) => ({ name, folder })),
    isMade: (path) =>
      madeFolder.test(path) ||
      ignored.ignores(path) ||
      submodules.some((folder) => path === folder || path.startsWith(`${folder}/`)),
  };
}
