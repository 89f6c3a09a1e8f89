// A service as a process of its own on a fresh PostgreSQL, with people, tokens and contests to work on.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { readConfig } from '../src/config.ts';
import { startEmbedded } from '../src/database/embedded.ts';
import type { Role } from '../src/database/tables.ts';
import { migrate } from '../src/database/migrate.ts';
import { createActiveContest, createEntrants, type Entrant } from '../test/support/entrants.ts';
import { startProcess } from '../test/support/process.ts';

const ENV = {
  TOKEN_SECRET: 'Zx81kfPq07LmWvT4sYd2RcHu6NbGjE3oAiQ5',
  SEALING_SECRET: 'mB7yUe2KxV9tRw4ZpLs1DqHf8CgJn6TaOi3X',
  RATE_LIMIT_API_PER_MINUTE: '1000000',
  RATE_LIMIT_AUTH_PER_MINUTE: '1000000',
  LOG_LEVEL: 'warn',
  MAX_EVENT_LOOP_DELAY_MS: '5000',
};

export interface Setting {
  readonly origin: string;
  readonly ownerUrl: string;
  owner(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  entrants(count: number, role?: Role): Promise<readonly Entrant[]>;
  contest(): Promise<string>;
  memoryMb(): number;
  stop(): Promise<void>;
}

export async function createSetting(): Promise<Setting> {
  const database = await startEmbedded();
  await migrate(database);
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  const owner = async (text: string, values: readonly unknown[] = []) =>
    (await pool.query(text, [...values])).rows;
  const service = await startProcess({ ...ENV, DATABASE_URL: database.appUrl });
  const config = readConfig({ NODE_ENV: 'test', ...ENV });
  return {
    origin: service.url,
    ownerUrl: database.ownerUrl,
    owner,
    entrants: (count, role) => createEntrants({ owner }, config, count, role),
    contest: () => createActiveContest({ owner }),
    memoryMb: () =>
      Math.round(
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${service.child.pid}/status`, 'utf8'))?.[1] ?? 0) /
          1024,
      ),
    async stop() {
      await service.end('SIGTERM');
      await pool.end();
      await database.stop();
    },
  };
}
