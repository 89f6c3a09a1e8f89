import { createHash, createHmac } from 'node:crypto';

/** Entries are drawn by 32-bit numbers, and the list is held in memory: ten million is the declared bound. */
export const MAX_ENTRIES = 10_000_000;
const SECRET_PATTERN = /^[0-9a-f]{64}$/;
const ENTRY_PATTERN = /^[A-Za-z0-9-]{1,64}$/;
const LINES_AT_ONCE = 10_000;
const WORDS_PER_BLOCK = 8;
const WORD_RANGE = 2 ** 32;

/**
 * The list that is published: sorted, so that nobody can choose an order. With the ASCII alphabet of ENTRY_PATTERN,
 * JavaScript's order is the byte order, so `LC_ALL=C sort` gives the same file.
 */
export function canonicalEntries(entries: readonly string[]): readonly string[] {
  const sorted = [...entries].sort();
  const fault = entriesFault(sorted);
  if (fault !== undefined) throw new Error(fault);
  return sorted;
}

/** Says what is wrong with a list that should be canonical, or undefined. Strictly ascending also means: no entry twice. */
export function entriesFault(entries: readonly string[]): string | undefined {
  if (entries.length > MAX_ENTRIES)
    return `The list has ${entries.length} entries; at most ${MAX_ENTRIES} can be drawn.`;
  let before = '';
  let line = 0;
  for (const entry of entries) {
    line += 1;
    if (entry > before && ENTRY_PATTERN.test(entry)) before = entry;
    else return lineFault(line, entry, before);
  }
  return undefined;
}

function lineFault(line: number, entry: string, before: string): string {
  if (!ENTRY_PATTERN.test(entry))
    return `Line ${line} is not an entry: letters, digits and hyphens, at most 64.`;
  if (entry === before) return `Line ${line} repeats the entry before it; every entry counts once.`;
  return `Line ${line} is out of order; the list must be sorted by its bytes.`;
}

/** The published file: one entry a line. Its digest is what `sha256sum` prints for it. */
export function entriesText(entries: readonly string[]): string {
  return entries.length === 0 ? '' : `${entries.join('\n')}\n`;
}

export function entriesDigest(entries: readonly string[]): string {
  const hash = createHash('sha256');
  // In pieces: one text of a million lines would be copied more than once.
  for (let at = 0; at < entries.length; at += LINES_AT_ONCE)
    hash.update(entriesText(entries.slice(at, at + LINES_AT_ONCE)));
  return hash.digest('hex');
}

/** Published before the draw; binds the organiser to the secret without showing it. */
export function commitmentTo(secret: string): string {
  if (!SECRET_PATTERN.test(secret))
    throw new Error('The secret must be 32 random bytes as 64 hexadecimal digits.');
  return createHash('sha256').update(`contests-draw-v1 secret ${secret}`).digest('hex');
}

/** Neither side can choose the seed alone: the secret is committed to before the public input is known. */
export function seedOf(secret: string, announcement: string, publicInput: string): Buffer {
  const message = `${announcement}public input value: ${publicInput}\n`;
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(message).digest();
}

/**
 * The first `count` positions of a Fisher-Yates shuffle of 0 … size-1. A longer selection from the same seed begins
 * with the shorter one: that is what makes a re-draw part of the same proof.
 */
export function select(seed: Buffer, size: number, count: number): readonly number[] {
  if (size > MAX_ENTRIES) throw new Error(`At most ${MAX_ENTRIES} entries can be drawn, not ${size}.`);
  const numberBelow = numbersFrom(seed);
  const line = new Uint32Array(size);
  for (let index = 0; index < size; index += 1) line[index] = index;
  const picked: number[] = [];
  for (let place = 0; place < Math.min(count, size); place += 1) {
    const other = place + numberBelow(size - place);
    const chosen = line[other] ?? 0; // other < size, so there is always one
    line[other] = line[place] ?? 0;
    picked.push(chosen);
  }
  return picked;
}

/** Numbers from an HMAC-SHA256 stream. Rejection, because `word % bound` alone would favour the low numbers. */
export function numbersFrom(seed: Buffer): (bound: number) => number {
  let block = Buffer.alloc(0);
  let used = WORDS_PER_BLOCK;
  let blocks = 0;

  function nextWord(): number {
    if (used === WORDS_PER_BLOCK) {
      const counter = Buffer.alloc(8);
      counter.writeUInt32BE(blocks, 4);
      block = createHmac('sha256', seed).update(counter).digest();
      blocks += 1;
      used = 0;
    }
    used += 1;
    return block.readUInt32BE((used - 1) * 4);
  }

  return function numberBelow(bound: number): number {
    const limit = WORD_RANGE - (WORD_RANGE % bound);
    let word = nextWord();
    while (word >= limit) word = nextWord();
    return word % bound;
  };
}
