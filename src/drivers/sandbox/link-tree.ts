import { copyFile, link, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';

const atOnce = 24;
/** Folders such as `.prisma` and `.cache` are there to be written into: they are copied. */
const written = /(^|\/)\.[^/]+\//;

/** Size and time of every file, by path: what tells whether somebody wrote into it. */
export type Stamps = ReadonlyMap<string, string>;

/**
 * Makes `to` a second tree of the same files, by hard links where the file system can: a copy of an installed
 * `node_modules` costs as many seconds as it has hundreds of megabytes. Returns the stamps; stops with undefined at
 * the first file that is not as `expected`.
 */
export async function linkTree(from: string, to: string, expected?: Stamps): Promise<Stamps | undefined> {
  const stamps = new Map<string, string>();
  const folders = [''];
  let bad = false;

  async function handle(path: string): Promise<void> {
    const source = join(from, path);
    const found = await lstat(source);
    if (found.isSymbolicLink()) return symlink(await readlink(source), join(to, path));
    if (!found.isFile()) return;
    // A copy belongs to nobody else, so its time says nothing.
    const stamp = written.test(path) ? `${found.size}` : `${found.size} ${found.mtimeMs}`;
    stamps.set(path, stamp);
    if (expected !== undefined && expected.get(path) !== stamp) bad = true;
    else if (written.test(path)) await copyFile(source, join(to, path));
    else await link(source, join(to, path)).catch(() => copyFile(source, join(to, path)));
  }

  for (let folder = folders.pop(); folder !== undefined && !bad; folder = folders.pop()) {
    await mkdir(join(to, folder), { recursive: true });
    const entries = await readdir(join(from, folder), { withFileTypes: true });
    const files: string[] = [];
    for (const entry of entries) (entry.isDirectory() ? folders : files).push(join(folder, entry.name));
    for (let at = 0; at < files.length && !bad; at += atOnce)
      await Promise.all(files.slice(at, at + atOnce).map(handle));
  }
  return bad || (expected !== undefined && stamps.size < expected.size) ? undefined : stamps;
}
