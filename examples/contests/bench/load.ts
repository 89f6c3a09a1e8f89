// Two ways to load a service. Closed: as fast as the answers come. Open: at a fixed rate whatever the answers do, with
// latency counted from the moment a request was due, so that a stall shows in full.
import { Pool } from 'undici';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

type NextCall = () => Call | undefined;

const LIMIT_MS = 10_000;

export async function closedLoop(
  origin: string,
  clients: number,
  durationMs: number,
  next: NextCall,
  status: number,
): Promise<Measured> {
  const pool = new Pool(origin, { connections: clients, headersTimeout: LIMIT_MS, bodyTimeout: LIMIT_MS });
  const tookMs: number[] = [];
  let failed = 0;
  const startedAt = performance.now();
  const client = async () => {
    while (performance.now() - startedAt < durationMs) {
      const call = next();
      if (call === undefined) return;
      const sentAt = performance.now();
      if (!(await works(pool, call, status))) failed += 1;
      tookMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const elapsedMs = performance.now() - startedAt;
  await pool.close();
  return summary(tookMs, failed, elapsedMs);
}

export async function openLoop(
  origin: string,
  perSecond: number,
  durationMs: number,
  next: NextCall,
  status: number,
): Promise<Measured> {
  const pool = new Pool(origin, { connections: 100, headersTimeout: LIMIT_MS, bodyTimeout: LIMIT_MS });
  const tookMs: number[] = [];
  const open: Promise<void>[] = [];
  let failed = 0;
  const startedAt = performance.now();
  const measure = async (call: Call, dueAt: number) => {
    if (!(await works(pool, call, status))) failed += 1;
    tookMs.push(performance.now() - dueAt);
  };
  const total = Math.floor((perSecond * durationMs) / 1000);
  for (let index = 0; index < total; index += 1) {
    const dueAt = startedAt + (index * 1000) / perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const call = next();
    if (call === undefined) break;
    // Timers may fire a little early; latency is then counted from the sending.
    open.push(measure(call, Math.min(dueAt, performance.now())));
  }
  await Promise.all(open);
  const elapsedMs = performance.now() - startedAt;
  await pool.close();
  return summary(tookMs, failed, elapsedMs);
}

async function works(pool: Pool, call: Call, status: number): Promise<boolean> {
  try {
    const { statusCode, body } = await pool.request({
      method: call.method,
      path: call.path,
      headers: { ...call.headers },
      body: call.body ?? null,
    });
    await body.dump();
    return statusCode === status;
  } catch {
    return false;
  }
}

function summary(tookMs: readonly number[], failed: number, elapsedMs: number): Measured {
  const sorted = [...tookMs].sort((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return {
    requests: sorted.length,
    perSecond: round((sorted.length * 1000) / elapsedMs),
    failed,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
  };
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
