import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ended } from '../../kit/sandbox.ts';
import { listeningPorts } from './listening.ts';
import type { Supervised } from './process.ts';

const askLimitMs = 2_000;
/** A target that listens elsewhere than it was told gets this long to listen where it was told. */
const elsewhereAfterMs = 1_500;

export type Readiness =
  | { readonly ready: true; readonly port: number; readonly tookMs: number }
  | { readonly ready: false; readonly because: string; readonly ended?: Ended };

/** Waits for the first HTTP answer: on the port it was told, or on the one it chose itself. */
export async function untilReady(
  child: Supervised,
  wish: {
    readonly port: number;
    readonly path?: string;
    readonly limitMs: number;
    readonly sandbox: string;
    readonly signal: AbortSignal;
  },
): Promise<Readiness> {
  const began = performance.now();
  let last = 'it never listened on a port';
  let port = wish.port;
  for (;;) {
    const tookMs = Math.round(performance.now() - began);
    if (wish.signal.aborted) return { ready: false, because: 'the run was stopped' };
    const status = await statusOf(port, wish.path ?? '/');
    if (status !== undefined && (wish.path === undefined || status < 400))
      return { ready: true, port, tookMs };
    if (status !== undefined) last = `${wish.path} answered ${status}`;
    const ended = child.ended();
    if (ended && ended.exitCode !== 0)
      return {
        ready: false,
        because: `the start command ended with ${ended.exitCode ?? ended.signal}`,
        ended,
      };
    if (tookMs > wish.limitMs)
      return { ready: false, because: `it was not ready after ${wish.limitMs / 1_000} s: ${last}` };
    if (status === undefined && tookMs > elsewhereAfterMs) {
      const [other] = (await listeningPorts(wish.sandbox, child.pid)).filter((one) => one !== wish.port);
      if (other !== undefined) {
        port = other;
        last = `it listens on port ${other}, not on PORT=${wish.port}, and does not answer HTTP there`;
      } else if (ended)
        return {
          ready: false,
          because: 'the start command ended with 0 and left nothing that listens',
          ended,
        };
    }
    await wait(50);
  }
}

function statusOf(port: number, path: string): Promise<number | undefined> {
  return new Promise((settle) => {
    const asking = request(
      { host: '127.0.0.1', port, path, timeout: askLimitMs, agent: false },
      (response) => {
        settle(response.statusCode);
        response.destroy();
      },
    );
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => settle(undefined));
    asking.end();
  });
}
