import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fdir } from 'fdir';
import type { Read, RepoDriver, RepoFile } from '../kit/drivers.ts';
import type { GitShadow } from './git-shadow.ts';

const maxFiles = 200_000;
const maxReadBytes = 2_000_000;
const maxDepth = 64;
/** Text kept in memory so that several gatherers read a file once; what comes later is read again when asked for again. */
const cacheBytes = 10_000_000;
/** Never a team's own text, and big enough to hurt. Committed files in them are still listed by git. */
const skippedFolders = new Set([
  '.git',
  '.hg',
  '.svn',
  '.seaworthy',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
]);

/** Reads the working tree below `root`. Follows no link, opens no device, reads nothing outside. */
export function repoDriver(root: string, git: GitShadow | undefined): RepoDriver {
  let listing: Promise<{ files: readonly RepoFile[]; truncated: boolean }> | undefined;
  const cache = new Map<string, Sized>();
  const realFolders = new Map<string, Promise<boolean>>();
  let cachedBytes = 0;
  let breath = performance.now();

  function list() {
    listing ??= listFiles(root, git);
    return listing;
  }

  function isInside(folder: string): Promise<boolean> {
    const known = realFolders.get(folder);
    if (known) return known;
    const answer = hasNoLinks(root, folder);
    realFolders.set(folder, answer);
    return answer;
  }

  async function readNow(path: string, limitBytes: number): Promise<Sized> {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    if (path.split('/').includes('..') || !(await isInside(folder))) return refused('outside');
    // Reading does not wait for anything, so time limits and Ctrl-C need their turn.
    if (performance.now() - breath > 20) {
      await setImmediate();
      breath = performance.now();
    }
    return readText(join(root, path), limitBytes);
  }

  return {
    list: async () => (await list()).files,
    truncated: async () => (await list()).truncated,
    async read(path, options) {
      const limitBytes = options?.limitBytes ?? maxReadBytes;
      const known = cache.get(path);
      if (known) return known.sizeBytes > limitBytes ? { ok: false, because: 'too-big' } : known.read;
      const { read, sizeBytes } = await readNow(path, limitBytes);
      if (read.ok && cachedBytes < cacheBytes) {
        cache.set(path, { read, sizeBytes });
        cachedBytes += sizeBytes;
      }
      return read;
    },
  };
}

interface Sized {
  readonly read: Read;
  readonly sizeBytes: number;
}

async function listFiles(root: string, git: GitShadow | undefined) {
  const named = (git && (await listByGit(git))) ?? (await listByWalking(root));
  const truncated = named.length > maxFiles;
  const paths = named.slice(0, maxFiles);
  const files: RepoFile[] = [];
  const batch = 512;
  for (const [index, entry] of paths.entries()) {
    const file = describe(root, entry);
    if (file) files.push(file);
    if (index % batch === 0) await setImmediate();
  }
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { files, truncated };
}

interface Named {
  readonly path: string;
  readonly tracked: boolean;
}

async function listByGit(git: GitShadow): Promise<readonly Named[] | undefined> {
  const excludes = [...skippedFolders].flatMap((folder) => ['-x', `${folder}/`]);
  const output = await git.run(['ls-files', '-cot', '--exclude-standard', ...excludes, '-z', '.'], {
    limitMs: 20_000,
    limitBytes: 64_000_000,
  });
  if (!output.ok) return undefined;
  const seen = new Map<string, Named>();
  for (const entry of output.text.split('\0')) {
    if (entry.length < 3) continue;
    const path = entry.slice(2);
    if (path.split('/').includes('.seaworthy')) continue;
    seen.set(path, { path, tracked: entry[0] !== '?' });
  }
  return [...seen.values()];
}

async function listByWalking(root: string): Promise<readonly Named[]> {
  const paths = await new fdir({ excludeSymlinks: false, maxDepth })
    .withFullPaths()
    .exclude((name) => skippedFolders.has(name))
    .crawl(root)
    .withPromise();
  return paths
    .slice(0, maxFiles + 1)
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), tracked: true }));
}

function describe(root: string, { path, tracked }: Named): RepoFile | undefined {
  try {
    const stat = lstatSync(join(root, path));
    const kind = stat.isFile() ? 'file' : stat.isSymbolicLink() ? 'link' : 'other';
    return { path, sizeBytes: stat.size, kind, tracked };
  } catch {
    // Committed and deleted since, or a name the file system refuses: not there to look at.
    return undefined;
  }
}

async function hasNoLinks(root: string, folder: string): Promise<boolean> {
  try {
    const base = await realpath(root);
    return (await realpath(join(base, folder))) === join(base, folder);
  } catch {
    return false;
  }
}

/** Synchronous: for files this small a turn through the thread pool costs several times the reading. */
function readText(path: string, limitBytes: number): Sized {
  // Without O_NONBLOCK a named pipe would hang the open; O_NOFOLLOW refuses a link put there meanwhile.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  let opened: number | undefined;
  try {
    opened = openSync(path, flags);
    const stat = fstatSync(opened);
    if (!stat.isFile()) return refused('unreadable');
    if (stat.size > limitBytes) return refused('too-big');
    const bytes = readFileSync(opened);
    return { read: decode(bytes), sizeBytes: bytes.length };
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return refused(absent ? 'absent' : 'unreadable');
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

function refused(because: Extract<Read, { ok: false }>['because']): Sized {
  return { read: { ok: false, because }, sizeBytes: 0 };
}

function decode(bytes: Buffer): Read {
  if (bytes.includes(0)) return decodeUtf16(bytes) ?? { ok: false, because: 'binary' };
  const text = bytes.toString('utf8');
  return { ok: true, text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text };
}

/** Windows tools still save UTF-16 with a byte-order mark; everything else with a NUL byte is binary. */
function decodeUtf16(bytes: Buffer): Read | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xfe) return undefined;
  return { ok: true, text: bytes.subarray(2).toString('utf16le') };
}
