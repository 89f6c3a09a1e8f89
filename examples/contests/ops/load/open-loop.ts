// Sends requests at fixed moments, whether or not earlier ones were answered, as people do. Latency counts from the moment
// a request was due: a service that stalls cannot hide its stall by not being asked.
import { Pool } from 'undici';

export interface Step {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: (number: number) => unknown;
  readonly expect: number;
  /** Out of all requests, in parts: a step with 3 comes three times as often as one with 1. */
  readonly parts: number;
  readonly p95LimitMs: number;
}

export interface Sample {
  readonly step: string;
  readonly tookMs: number;
  readonly outcome: 'expected' | 'unexpected' | 'failed';
  readonly status: number | undefined;
}

export interface Played {
  readonly samples: readonly Sample[];
  /** How late the generator itself was: beyond a few milliseconds its figures say nothing about the service. */
  readonly lateP99Ms: number;
  readonly planned: number;
}

const TICK_MS = 2;
const ANSWER_LIMIT_MS = 30_000;

export async function play(
  base: string,
  steps: readonly Step[],
  perSecond: number,
  seconds: number,
): Promise<Played> {
  const pool = new Pool(base, {
    connections: 256,
    headersTimeout: ANSWER_LIMIT_MS,
    bodyTimeout: ANSWER_LIMIT_MS,
  });
  const order = steps.flatMap((step) => Array.from({ length: step.parts }, () => step));
  const planned = Math.round(perSecond * seconds);
  const everyMs = 1000 / perSecond;
  const lateMs: number[] = [];
  const underWay: Promise<Sample>[] = [];
  const startsAt = performance.now() + 50;
  try {
    while (underWay.length < planned) {
      const now = performance.now();
      while (underWay.length < planned && startsAt + underWay.length * everyMs <= now) {
        const number = underWay.length;
        const dueAt = startsAt + number * everyMs;
        // Steps in turn, so a run of the same length always holds the same requests.
        const step = order[number % order.length];
        if (step === undefined) throw new Error('There is nothing to send.');
        lateMs.push(now - dueAt);
        underWay.push(send(pool, step, number, dueAt));
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    return { samples: await Promise.all(underWay), lateP99Ms: percentile(lateMs, 99), planned };
  } finally {
    await pool.destroy();
  }
}

async function send(pool: Pool, step: Step, number: number, dueAt: number): Promise<Sample> {
  try {
    const body = step.body === undefined ? undefined : JSON.stringify(step.body(number));
    const headers = {
      ...step.headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const response = await pool.request({
      method: step.method,
      path: step.path,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    await response.body.dump();
    const outcome = response.statusCode === step.expect ? 'expected' : 'unexpected';
    return { step: step.name, tookMs: performance.now() - dueAt, outcome, status: response.statusCode };
  } catch {
    return { step: step.name, tookMs: performance.now() - dueAt, outcome: 'failed', status: undefined };
  }
}

/** The smallest value that at least so many per cent of all values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}
