// The public listing is asked for far more often than it changes. An answer is kept for a second, and forgotten as soon
// as any contest changes, on any instance; only the number of entries may lag by that second.
import type { Listener } from '../database/listen.ts';

const LIFE_MS = 1_000;
const MOST_ANSWERS = 200;

export type ListingCache = (url: string, make: () => Promise<Buffer>) => Promise<Buffer>;

export function createListingCache(listener: Listener): ListingCache {
  const answers = new Map<string, { readonly bytes: Promise<Buffer>; readonly until: number }>();
  const forget = () => answers.clear();
  listener.on('contests', forget);
  listener.onBegin(forget);

  return function answerFor(url, make) {
    if (!listener.hears()) return make();
    const kept = answers.get(url);
    if (kept !== undefined && kept.until > Date.now()) return kept.bytes;
    if (answers.size >= MOST_ANSWERS) forget();
    // Kept as a promise: a hundred callers at the same moment ask the database once.
    const bytes = make();
    answers.set(url, { bytes, until: Date.now() + LIFE_MS });
    bytes.catch(() => answers.delete(url));
    return bytes;
  };
}
