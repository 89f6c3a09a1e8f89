// Counting for a busy tier without asking the store at every request: each instance counts what it lets through, and
// tells the store every few milliseconds. Instances can together exceed a limit by what arrives within one such pause.
import { setTimeout as wait } from 'node:timers/promises';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

const PAUSE_MS = 20;
const MOST_KEYS = 10_000;

interface Count {
  /** All instances together, as the store said last, and what was let through here since. */
  known: number;
  untold: number;
  endsAt: number;
}

export type Consume = (key: string) => Promise<RateLimiterRes>;

export function sharedCount(limiter: RateLimiterAbstract, onTrouble: (error: unknown) => void): Consume {
  const counts = new Map<string, Count>();

  async function tell(key: string, count: Count): Promise<void> {
    await wait(PAUSE_MS, undefined, { ref: false });
    const told = count.untold;
    count.untold = 0;
    count.known += told;
    try {
      const result = await limiter.penalty(key, told);
      count.known = Math.max(count.known, result.consumedPoints);
      count.endsAt = Date.now() + result.msBeforeNext;
    } catch (error) {
      onTrouble(error);
    }
  }

  return async function consume(key) {
    const now = Date.now();
    const count = counts.get(key);
    if (count === undefined || count.endsAt <= now) {
      // The first request of a window asks the store, so a limit used up elsewhere holds here from the start.
      const result = await limiter.consume(key);
      if (counts.size >= MOST_KEYS) counts.clear();
      counts.set(key, { known: result.consumedPoints, untold: 0, endsAt: now + result.msBeforeNext });
      return result;
    }
    const consumed = count.known + count.untold + 1;
    const result = new RateLimiterRes(limiter.points - consumed, count.endsAt - now, consumed, false);
    if (consumed > limiter.points) throw result;
    count.untold += 1;
    if (count.untold === 1) void tell(key, count);
    return result;
  };
}
