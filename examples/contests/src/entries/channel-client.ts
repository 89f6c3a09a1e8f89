// Asks an outside service whether somebody is subscribed to a channel. It may hang, reset, fail or lie; entering a contest
// must not wait for it: the declared fallback is "unconfirmed", and a job asks again later.
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  circuitBreaker,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';
import { Pool, errors } from 'undici';

export type ChannelAnswer = 'subscribed' | 'not_subscribed' | 'unconfirmed';
export type ChannelTrouble =
  'time_out' | 'connection' | 'server_error' | 'refused' | 'bad_answer' | 'circuit_open';

export interface ChannelHooks {
  onAttempt(outcome: 'answered' | ChannelTrouble, durationMs: number): void;
  onFallback(because: ChannelTrouble): void;
  onCircuit(state: 'open' | 'half_open' | 'closed'): void;
}

export interface ChannelOptions {
  readonly url: string;
  readonly token?: string | undefined;
  readonly attemptLimitMs: number;
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly failuresToOpen: number;
  readonly openForMs: number;
  readonly connections: number;
}

export const CHANNEL_DEFAULTS: Omit<ChannelOptions, 'url' | 'token' | 'attemptLimitMs'> = {
  attempts: 2,
  firstDelayMs: 100,
  failuresToOpen: 5,
  openForMs: 10_000,
  connections: 16,
};

const MAX_DELAY_MS = 1_000;
const MAX_ANSWER_BYTES = 4_096;
const RETRIED: readonly ChannelTrouble[] = ['time_out', 'connection', 'server_error'];

export interface ChannelClient {
  check(channel: string, person: string): Promise<ChannelAnswer>;
  close(): Promise<void>;
}

export function channelClient(options: ChannelOptions, hooks: ChannelHooks): ChannelClient {
  const base = new URL(options.url);
  const pool = new Pool(base.origin, {
    connections: options.connections,
    connect: { timeout: options.attemptLimitMs },
    headersTimeout: options.attemptLimitMs,
    bodyTimeout: options.attemptLimitMs,
  });
  // A refusal or a bad answer is not cured by asking again, and does not mean the service is down.
  const curable = handleWhen((error) => error instanceof ChannelError && RETRIED.includes(error.trouble));
  const again = retry(curable, {
    maxAttempts: options.attempts - 1,
    // Its default generator jitters, so many instances do not come back at the same moment.
    backoff: new ExponentialBackoff({ initialDelay: options.firstDelayMs, maxDelay: MAX_DELAY_MS }),
  });
  const breaker = circuitBreaker(curable, {
    halfOpenAfter: options.openForMs,
    breaker: new ConsecutiveBreaker(options.failuresToOpen),
  });
  breaker.onStateChange((state) => hooks.onCircuit(stateName(state)));
  const guarded = wrap(again, breaker);

  return {
    async check(channel, person) {
      const path = `${base.pathname.replace(/\/$/, '')}/channels/${encodeURIComponent(channel)}/subscribers/${encodeURIComponent(person)}`;
      try {
        return await guarded.execute(() => timed(() => ask(pool, path, options), hooks));
      } catch (error) {
        hooks.onFallback(troubleOf(error));
        return 'unconfirmed';
      }
    },
    close: () => pool.destroy(),
  };
}

async function timed(attempt: () => Promise<ChannelAnswer>, hooks: ChannelHooks): Promise<ChannelAnswer> {
  const startedAt = performance.now();
  try {
    const answer = await attempt();
    hooks.onAttempt('answered', performance.now() - startedAt);
    return answer;
  } catch (error) {
    const trouble = troubleOf(error);
    hooks.onAttempt(trouble, performance.now() - startedAt);
    throw new ChannelError(trouble);
  }
}

async function ask(pool: Pool, path: string, options: ChannelOptions): Promise<ChannelAnswer> {
  // The limit holds for the whole attempt: a server that sends one byte now and then resets the pool's own time-outs.
  const signal = AbortSignal.timeout(options.attemptLimitMs);
  const headers = {
    accept: 'application/json',
    ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
  };
  const { statusCode, body } = await pool.request({ method: 'GET', path, headers, signal });
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    const piece = Buffer.from(chunk);
    sizeBytes += piece.length;
    if (sizeBytes > MAX_ANSWER_BYTES) throw new ChannelError('bad_answer');
    chunks.push(piece);
  }
  if (statusCode >= 500) throw new ChannelError('server_error');
  if (statusCode !== 200) throw new ChannelError('refused');
  return answerIn(Buffer.concat(chunks).toString('utf8'));
}

function answerIn(text: string): ChannelAnswer {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new ChannelError('bad_answer');
  }
  const subscribed =
    typeof parsed === 'object' && parsed !== null && 'subscribed' in parsed ? parsed.subscribed : undefined;
  if (typeof subscribed !== 'boolean') throw new ChannelError('bad_answer');
  return subscribed ? 'subscribed' : 'not_subscribed';
}

class ChannelError extends Error {
  readonly trouble: ChannelTrouble;
  constructor(trouble: ChannelTrouble) {
    super(`The channel service did not answer: ${trouble}`);
    this.trouble = trouble;
  }
}

function troubleOf(error: unknown): ChannelTrouble {
  if (error instanceof ChannelError) return error.trouble;
  if (error instanceof BrokenCircuitError) return 'circuit_open';
  const name = error instanceof Error ? error.name : '';
  const late = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError];
  if (name === 'TimeoutError' || late.some((kind) => error instanceof kind)) return 'time_out';
  return 'connection';
}

function stateName(state: CircuitState): 'open' | 'half_open' | 'closed' {
  if (state === CircuitState.HalfOpen) return 'half_open';
  return state === CircuitState.Closed ? 'closed' : 'open';
}
