// One connection on which PostgreSQL tells this instance what others have changed.
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import type { Config } from '../config.ts';
import { APP_ROLE } from './connect.ts';

export type Channel = 'judging' | 'contests';

export interface Listener {
  /** False while the connection is away: then nobody knows what was missed. */
  hears(): boolean;
  on(channel: Channel, handle: (payload: string) => void): void;
  /** Called whenever listening begins (again): something may have happened meanwhile. */
  onBegin(handle: () => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const RECONNECT_MS = 1_000;

export function createListener(config: Pick<Config, 'databaseUrl'>, log: FastifyBaseLogger): Listener {
  const handlers: { readonly channel: string; readonly handle: (payload: string) => void }[] = [];
  const beginnings: (() => void)[] = [];
  let current: pg.Client | undefined;
  let stopping = false;

  async function start(): Promise<void> {
    if (stopping) return;
    const client = new pg.Client({
      connectionString: config.databaseUrl,
      application_name: 'contests-live',
      options: `-c role=${APP_ROLE}`,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => {
      for (const one of handlers) if (one.channel === channel) one.handle(payload ?? '');
    });
    client.on('error', (error) =>
      log.warn({ because: error.message }, 'the connection for notifications was lost'),
    );
    client.once('end', () => {
      current = undefined;
      if (!stopping) setTimeout(() => void start(), RECONNECT_MS).unref();
    });
    try {
      await client.connect();
      await client.query('LISTEN judging; LISTEN contests');
      current = client;
      for (const begin of beginnings) begin();
    } catch (error) {
      log.warn({ err: error }, 'notifications wait for the database');
      await client.end().catch(() => undefined);
    }
  }

  return {
    hears: () => current !== undefined,
    on: (channel, handle) => void handlers.push({ channel, handle }),
    onBegin: (handle) => void beginnings.push(handle),
    start,
    async stop() {
      stopping = true;
      await current?.end();
    },
  };
}
