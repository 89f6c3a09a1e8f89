// The one pool of connections. Every wait on the database has a limit, here or in the server.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Config } from '../config.ts';
import type { Tables } from './tables.ts';

export const APP_ROLE = 'contests_app';

const CONNECT_LIMIT_MS = 3_000;
const IDLE_LIMIT_MS = 30_000;
const CONNECTION_LIFE_S = 1_800;
const LOCK_LIMIT_MS = 2_000;
const IDLE_IN_TRANSACTION_LIMIT_MS = 10_000;

export interface Database {
  readonly pool: pg.Pool;
  readonly query: Kysely<Tables>;
  close(): Promise<void>;
}

type Wanted = Pick<Config, 'databaseUrl' | 'databasePoolSize' | 'statementTimeoutMs'>;

/** True when the login could shed the application's role and step around row level security. */
export async function loginIsTooStrong(database: Database): Promise<boolean> {
  const { rows } = await database.pool.query<{ strong: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class WHERE relname = 'people' AND relowner = r.oid) AS strong
     FROM pg_roles r WHERE rolname = session_user`,
  );
  return rows[0]?.strong === true;
}

export function connect(config: Wanted, onLost: (error: Error) => void): Database {
  const pool = createPool({ ...config, name: 'contests' }, onLost);
  pool.on('connect', prepareStatements);
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { pool, query, close: () => query.destroy() };
}

export function createPool(
  wanted: Wanted & { readonly name: string },
  onLost: (error: Error) => void,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: wanted.databaseUrl,
    application_name: wanted.name,
    // Whoever logs in, work is done as a role that owns nothing, so row level security always applies.
    options: `-c role=${APP_ROLE}`,
    max: wanted.databasePoolSize,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    idleTimeoutMillis: IDLE_LIMIT_MS,
    maxLifetimeSeconds: CONNECTION_LIFE_S,
    statement_timeout: wanted.statementTimeoutMs,
    // The server may be gone and never answer; then the client gives up a moment later.
    query_timeout: wanted.statementTimeoutMs + 1_000,
    lock_timeout: LOCK_LIMIT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_LIMIT_MS,
    keepAlive: true,
  });
  // A connection may be lost while idle in the pool or in use. In use its query fails as well; without a listener of
  // its own the loss would end the process.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  return pool;
}

const names = new Map<string, string>();

/**
 * Names the statements of the query builder, so that PostgreSQL parses and plans each once per connection: with row
 * level security, planning costs more than running. Their texts are few and fixed, as values are always parameters.
 */
function prepareStatements(client: pg.PoolClient): void {
  // One of many overloads; the arguments are passed on as they came.
  const query = client.query.bind(client) as (...given: readonly unknown[]) => unknown;
  Object.assign(client, {
    query(...given: readonly unknown[]): unknown {
      const [text, values] = given;
      const nameless =
        given.length !== 2 || typeof text !== 'string' || !Array.isArray(values) || values.length === 0;
      if (nameless) return query(...given);
      const name = names.get(text) ?? `q${names.size}`;
      names.set(text, name);
      return query({ name, text, values });
    },
  });
}
