import type { GitDriver } from '../kit/drivers.ts';
import type { GitShadow } from './git-shadow.ts';

/** How far back to go: bytes first, so that two runs see the same; the time only stops a slow disk. */
export interface Reach {
  readonly totalBytes: number;
  readonly limitMs: number;
}

type EachBlob = GitDriver['eachBlob'];

interface BlobName {
  readonly path: string;
  readonly commit: string;
}

/** Walks every blob that any commit added or changed, each once, oldest mention wins the commit shown. */
export async function eachBlob(
  shadow: GitShadow,
  reach: Reach,
  options: Parameters<EachBlob>[0],
  look: Parameters<EachBlob>[1],
): ReturnType<EachBlob> {
  const limits = { limitMs: reach.limitMs, signal: options.signal };
  const named = await nameBlobs(shadow, limits, options.wanted);
  const sizes = await measureBlobs(shadow, [...named.blobs.keys()], limits);
  const wanted: string[] = [];
  let totalBytes = 0;
  // Small ones first: a credential is typed into a settings file, and most versions fit into the same bytes so.
  const bySize = [...sizes]
    .filter(([, sizeBytes]) => sizeBytes <= options.limitBytes)
    .sort((a, b) => a[1] - b[1]);
  for (const [id, sizeBytes] of bySize) {
    if (totalBytes + sizeBytes > reach.totalBytes) break;
    totalBytes += sizeBytes;
    wanted.push(id);
  }
  const looked = await readBlobs(shadow, wanted, { ...limits, mentions: options.mentions }, (id, text) => {
    const name = named.blobs.get(id);
    if (name) look({ ...name, text });
  });
  const skipped = named.blobs.size - wanted.length;
  return { looked, skipped, complete: named.complete && skipped === 0 };
}

type Limits = { readonly limitMs: number; readonly signal: AbortSignal };

async function nameBlobs(shadow: GitShadow, limits: Limits, isWanted: (path: string) => boolean) {
  const blobs = new Map<string, BlobName>();
  let commit = '';
  let rest = '';
  let expectPath = false;
  let id = '';
  const args = [
    'log',
    '--all',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--diff-filter=AM',
    '-z',
    '--format=%x01%H',
  ];
  const done = await shadow.stream([...args, '--no-show-signature', '--', '.'], limits, (chunk) => {
    const parts = (rest + chunk.toString('utf8')).split('\0');
    rest = parts.pop() ?? '';
    for (const raw of parts) {
      const part = raw.replace(/^\n+/, '');
      if (expectPath) {
        if (!blobs.has(id) && isWanted(part)) blobs.set(id, { path: part, commit });
        expectPath = false;
      } else if (part.startsWith('\x01')) {
        commit = part.slice(1, 65).trim();
        const change = part.indexOf(':');
        if (change > 0) ({ id, expectPath } = readChange(part.slice(change)));
      } else if (part.startsWith(':')) ({ id, expectPath } = readChange(part));
    }
  });
  return { blobs, complete: done.ok };
}

/** `:100644 100644 <old> <new> M`, then the path as the next field. */
function readChange(text: string): { id: string; expectPath: boolean } {
  return { id: text.split(' ')[3] ?? '', expectPath: true };
}

async function measureBlobs(
  shadow: GitShadow,
  ids: readonly string[],
  limits: Limits,
): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  let rest = '';
  const input = ids.map((id) => `${id}\n`);
  await shadow.stream(
    ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'],
    { ...limits, input },
    (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [id, type, size] = line.split(' ');
        if (id && type === 'blob') sizes.set(id, Number(size));
      }
    },
  );
  return sizes;
}

async function readBlobs(
  shadow: GitShadow,
  ids: readonly string[],
  limits: Limits & { readonly mentions: RegExp },
  look: (id: string, text: string) => void,
): Promise<number> {
  let pending: Buffer = Buffer.alloc(0);
  let looked = 0;
  let current: { id: string; size: number } | undefined;
  const input = ids.map((id) => `${id}\n`);
  await shadow.stream(['cat-file', '--batch'], { ...limits, input }, (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      if (!current) {
        const end = pending.indexOf(10);
        if (end < 0) return;
        const [id, , size] = pending.subarray(0, end).toString('latin1').split(' ');
        pending = pending.subarray(end + 1);
        if (id && size !== undefined) current = { id, size: Number(size) };
        continue;
      }
      if (pending.length < current.size + 1) return;
      const bytes = pending.subarray(0, current.size);
      pending = pending.subarray(current.size + 1);
      looked += 1;
      // Latin-1 is a plain copy: only the few blobs that matter are decoded.
      if (limits.mentions.test(bytes.toString('latin1')) && !bytes.subarray(0, 8_000).includes(0)) {
        look(current.id, bytes.toString('utf8'));
      }
      current = undefined;
    }
  });
  return looked;
}
