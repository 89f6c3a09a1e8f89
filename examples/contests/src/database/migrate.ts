// Brings a database to the newest schema, as its owner. Several instances may run this at once: one works, the others wait.
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { QUEUES } from '../jobs/queues.ts';
import { MIGRATIONS_FOLDER, MIGRATIONS_TABLE } from './migrations.ts';

const LOCK_KEY = 7_302_411;
const LOCK_WAIT_MS = 60_000;
// A statement that waits longer than this for a table would stall the running version behind it.
const TABLE_LOCK_LIMIT_MS = 4_000;

export type Direction = { readonly direction: 'up' } | { readonly direction: 'down'; readonly count: number };

export interface MigrateOptions {
  readonly ownerUrl: string;
  /** The URL the service itself will use; its login is made when it does not exist yet. */
  readonly appUrl?: string | undefined;
  readonly log?: (line: string) => void;
}

export async function migrate(
  options: MigrateOptions,
  way: Direction = { direction: 'up' },
): Promise<readonly string[]> {
  const client = new pg.Client({
    connectionString: options.ownerUrl,
    application_name: 'contests-migrate',
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    await client.query("SELECT set_config('lock_timeout', $1, false)", [`${LOCK_WAIT_MS}ms`]);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    await client.query("SELECT set_config('lock_timeout', $1, false)", [`${TABLE_LOCK_LIMIT_MS}ms`]);
    await ensureRoles(client, options.appUrl);
    const done = await runner({
      dbClient: client,
      dir: MIGRATIONS_FOLDER,
      migrationsTable: MIGRATIONS_TABLE,
      direction: way.direction,
      ...(way.direction === 'down' ? { count: way.count } : {}),
      noLock: true,
      checkOrder: true,
      log: options.log ?? (() => {}),
    });
    await client.query('GRANT SELECT ON migrations TO contests_app');
    if (way.direction === 'up') await prepareQueues(options.ownerUrl, client);
    return done.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function ensureRoles(client: pg.Client, appUrl: string | undefined): Promise<void> {
  const login = appUrl === undefined ? undefined : new URL(appUrl);
  await client.query("SELECT set_config('setup.login', $1, false), set_config('setup.password', $2, false)", [
    decodeURIComponent(login?.username ?? ''),
    decodeURIComponent(login?.password ?? ''),
  ]);
  await client.query(ENSURE_ROLES);
  await client.query("SELECT set_config('setup.password', '', false)");
}

// Names and passwords cannot be parameters of CREATE ROLE; format() quotes them inside the server.
const ENSURE_ROLES = `DO $$
DECLARE login text := current_setting('setup.login');
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'contests_app') THEN
    CREATE ROLE contests_app NOLOGIN;
  END IF;
  IF login <> '' AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE contests_app', login, current_setting('setup.password'));
  END IF;
  IF login <> '' AND NOT pg_has_role(login, 'contests_app', 'MEMBER') THEN
    EXECUTE format('GRANT contests_app TO %I', login);
  END IF;
END $$`;

// The queue's own tables belong to the owner too; the service only gets the rights to work with them.
async function prepareQueues(ownerUrl: string, client: pg.Client): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schedule: false, supervise: false, max: 2 });
  await boss.start();
  try {
    for (const queue of QUEUES) {
      await boss.createQueue(queue.name, queue.options);
      if (queue.cron !== undefined) await boss.schedule(queue.name, queue.cron);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await client.query('GRANT USAGE ON SCHEMA pgboss TO contests_app');
  await client.query('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO contests_app');
  await client.query('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO contests_app');
}
