// One dump, encrypted on its way to the disk: the plain data is never written anywhere.
import { Decrypter, Encrypter } from 'age-encryption';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { start } from './tools.ts';

export interface Written {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly dumpSha256: string;
}

export async function writeDump(
  url: string,
  snapshot: string,
  file: string,
  recipients: readonly string[],
): Promise<Written> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const { child, ended } = await start(
    'pg_dump',
    ['--format=custom', '--compress=6', '--no-password', `--snapshot=${snapshot}`],
    url,
  );
  if (child.stdout === null) throw new Error('pg_dump has no output to read.');
  const plain = meter();
  const sealed = meter();
  const encrypted = await encrypter.encrypt(toWeb(child.stdout.compose(plain.stream)));
  const [written, dumped] = await Promise.allSettled([
    pipeline(fromWeb(encrypted), sealed.stream, createWriteStream(file, { mode: 0o600, flush: true })),
    ended,
  ]);
  // What pg_dump said is the better reason when both failed.
  if (dumped.status === 'rejected') throw dumped.reason;
  if (written.status === 'rejected') throw written.reason;
  return { sizeBytes: sealed.bytes(), sha256: sealed.digest(), dumpSha256: plain.digest() };
}

/** Decrypts into a file that only this user can read, and checks that it is the dump that was written. */
export async function openDump(
  file: string,
  identities: readonly string[],
  into: string,
  dumpSha256: string,
): Promise<void> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const plain = meter();
  const decrypted = await decrypter.decrypt(toWeb(createReadStream(file)));
  await pipeline(fromWeb(decrypted), plain.stream, createWriteStream(into, { mode: 0o600 }));
  if (plain.digest() !== dumpSha256)
    throw new Error('The decrypted dump is not the one that was written: its SHA-256 differs.');
}

/** So that a power cut after "done" does not lose what was said to be done. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

interface Meter {
  readonly stream: Transform;
  bytes(): number;
  digest(): string;
}

function meter(): Meter {
  const hash = createHash('sha256');
  let count = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      count += chunk.length;
      done(undefined, chunk);
    },
  });
  return { stream, bytes: () => count, digest: () => hash.digest('hex') };
}

// Node's stream types and the browser's are the same at run time, but not to the compiler.
function toWeb(stream: Readable): globalThis.ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as globalThis.ReadableStream<Uint8Array>;
}

function fromWeb(stream: globalThis.ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(stream as unknown as ReadableStream);
}
