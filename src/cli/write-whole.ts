import { randomBytes } from 'node:crypto';
import { mkdir, lstat, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes all of a file or nothing: readers never see half of it, whatever stops us. A link there is replaced. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    // `wx` refuses a file or link that somebody put there first.
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new Error(explain(path, error), { cause: error });
  }
}

/** A folder that is really there: a link in its place could lead anywhere, and the target may be hostile. */
export async function makeRealFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw new Error(explain(path, error), { cause: error });
  });
  if (!(await lstat(path)).isDirectory())
    throw new Error(`${path} is a link. Remove it, or keep runs elsewhere with --store DIR`);
}

function explain(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return `${path} cannot be written: there is no folder ${dirname(path)}. Make it first`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${path} cannot be written: not allowed here. Choose another place`;
    case 'ENOSPC':
      return `${path} cannot be written: the disk is full`;
    case 'EISDIR':
    case 'ENOTDIR':
    case 'EEXIST':
      return `${path} cannot be written: something else stands there. Choose another place`;
    default:
      return `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}
