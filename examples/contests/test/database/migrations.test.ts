import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readdirSync } from 'node:fs';
import { migrate } from '../../src/database/migrate.ts';
import { MIGRATIONS_FOLDER } from '../../src/database/migrations.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const COUNT = readdirSync(MIGRATIONS_FOLDER).length;

let database: TestDatabase;
before(async () => {
  database = await createDatabase();
});
after(() => database.drop());

async function schema(): Promise<string> {
  const columns =
    await database.owner(`SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'migrations' ORDER BY 1, 2`);
  const rest =
    await database.owner(`SELECT conname AS name FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace WHERE nspname = 'public'
    UNION ALL SELECT indexname FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT polname FROM pg_policy UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public' ORDER BY 1`);
  return JSON.stringify([columns, rest]);
}

test('going all the way down and up again gives the same schema', async () => {
  const before = await schema();

  await migrate(database, { direction: 'down', count: COUNT });
  const [left] = await database.owner(
    "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'",
  );
  await migrate(database);

  assert.equal(left?.tables, 0);
  assert.equal(await schema(), before);
});

test('three instances that migrate at once do it once', async () => {
  await migrate(database, { direction: 'down', count: 2 });

  const done = await Promise.all([migrate(database), migrate(database), migrate(database)]);

  assert.deepEqual(done.map((names) => names.length).sort(), [0, 0, 2]);
});

test('every foreign key has an index that begins with its columns, and every table a primary key', async () => {
  const bare = await database.owner(`SELECT conrelid::regclass::text AS at, conname FROM pg_constraint c
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND NOT EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`);
  const keyless =
    await database.owner(`SELECT relname FROM pg_class r WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = r.oid AND contype = 'p')`);

  assert.deepEqual(bare, []);
  assert.deepEqual(keyless, []);
});
