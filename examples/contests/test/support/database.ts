import pg from 'pg';

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Runs a statement as the owner, past all row level security. */
  owner(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** A fresh copy of the migrated database, for one test file. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await onTemplate(`CREATE DATABASE ${name} TEMPLATE contests`);
  const ownerUrl = renamed(fromEnvironment('TEST_OWNER_URL'), name);
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  // The pool has ended a moment before its connections have; DROP DATABASE then ends them, which is no news.
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
  return {
    ownerUrl,
    appUrl: renamed(fromEnvironment('TEST_APP_URL'), name),
    owner: async (text, values = []) => (await pool.query(text, [...values])).rows,
    async drop() {
      await pool.end();
      await onTemplate(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onTemplate(statement: string): Promise<void> {
  // The template must have no connection while it is copied, so this goes through another database.
  const client = new pg.Client({ connectionString: renamed(fromEnvironment('TEST_OWNER_URL'), 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function renamed(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is missing: run the tests with "npm test", which starts a PostgreSQL.`);
  return value;
}
