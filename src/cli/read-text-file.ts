import { open, stat } from 'node:fs/promises';

const limitBytes = 10_000_000;

/** The text of a document that a person wrote: UTF-8, else Windows-1252 (which holds Latin-1). Refuses what is none. */
export async function readTextFile(path: string): Promise<string> {
  // Opening a pipe would wait for whoever writes to it.
  const there = await stat(path).catch(() => undefined);
  if (there && !there.isFile()) throw new Error(`${path} is not a file. Name a document, e.g. READINESS.md`);
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new Error(explain(path, error), { cause: error });
  });
  try {
    const facts = await file.stat();
    if (facts.size > limitBytes)
      throw new Error(`${path} is larger than 10 MB. Name the document itself, or split it`);
    const bytes = await file.readFile();
    if (bytes.includes(0)) throw new Error(`${path} is binary. Save it as Markdown or plain text first`);
    return decode(bytes);
  } finally {
    await file.close();
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function explain(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return `${path}: there is no such file`;
  if (code === 'EACCES' || code === 'EPERM') return `${path} cannot be read: not allowed here`;
  return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
