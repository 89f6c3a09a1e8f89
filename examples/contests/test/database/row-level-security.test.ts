// The second wall, looked at from inside the database: what the application's own role can do there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { asSession } from '../../src/database/session.ts';
import { connect } from '../../src/database/connect.ts';
import { approvedContest, newContest } from '../support/contests.ts';
import { wonContest } from '../support/draw.ts';
import { eventually } from '../support/eventually.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

let service: TestService;
let sponsor: Person;
let admin: Person;
let one: Person;
let other: Person;
before(async () => {
  service = await startService();
  [sponsor, admin, one, other] = await Promise.all([
    service.person('sponsor'),
    service.person('admin'),
    service.person(),
    service.person(),
  ]);
  await wonContest(service, sponsor, admin, one);
  await sponsor.call('POST', '/v1/contests', newContest());
});
after(() => service.stop());

async function countAs(person: Person, table: string): Promise<number> {
  const [session] = await service.database.owner('SELECT id FROM sessions WHERE person_id = $1', [person.id]);
  return asSession(
    service.service.database,
    { sessionId: String(session?.id), requestId: 'test' },
    async (db) => {
      const { rows } = await sql<{
        count: number;
      }>`SELECT count(*)::int AS count FROM ${sql.table(table)}`.execute(db);
      return rows[0]?.count ?? -1;
    },
  );
}

test('the application owns nothing, is no superuser, and every table has row level security', async () => {
  const [role] = await service.database.owner(`SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
    (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns FROM pg_roles r WHERE rolname = 'contests_app'`);
  const open = await service.database
    .owner(`SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname = 'public' AND relkind = 'r' AND NOT relrowsecurity AND relname <> 'migrations'`);

  assert.deepEqual(role, {
    rolsuper: false,
    rolbypassrls: false,
    rolcreatedb: false,
    rolcreaterole: false,
    owns: 0,
  });
  assert.deepEqual(open, []);
});

test('a person sees their own rows and nobody else’s', async () => {
  for (const table of ['entries', 'prizes']) {
    assert.equal(await countAs(one, table), 1, table);
    assert.equal(await countAs(other, table), 0, table);
  }
  assert.equal(await countAs(other, 'people'), 1);
  assert.equal(await countAs(other, 'contests'), 1, 'the draft of the sponsor is hidden');
  assert.equal(await countAs(sponsor, 'contests'), 2);
  assert.equal(await countAs(other, 'contest_transitions'), 0);
  assert.equal(await countAs(one, 'draw_secrets'), 0);
});

test('nobody signed in sees nothing private at all', async () => {
  const { query } = service.service.database;
  for (const table of [
    'people',
    'entries',
    'prizes',
    'sessions',
    'sign_in_codes',
    'contest_transitions',
    'draw_secrets',
    'idempotency_keys',
  ]) {
    const { rows } = await sql<{
      count: number;
    }>`SELECT count(*)::int AS count FROM ${sql.table(table)}`.execute(query);
    assert.equal(rows[0]?.count, 0, table);
  }
});

test('a person cannot enter for another, raise their role, or write the audit trail', async () => {
  const contest = await approvedContest(service, sponsor, admin);
  const [session] = await service.database.owner('SELECT id FROM sessions WHERE person_id = $1', [one.id]);
  const attempt = (statement: ReturnType<typeof sql>) =>
    asSession(service.service.database, { sessionId: String(session?.id), requestId: 'test' }, (db) =>
      statement.execute(db),
    );

  await assert.rejects(
    attempt(sql`INSERT INTO entries (contest_id, person_id) VALUES (${contest.id}, ${other.id})`),
    /row-level security/,
  );
  await assert.rejects(attempt(sql`UPDATE people SET role = 'admin'`), /permission denied/);
  await assert.rejects(attempt(sql`SELECT change_role(${one.id}, 'admin')`), /only an admin/);
  await assert.rejects(
    attempt(
      sql`INSERT INTO contest_transitions (contest_id, actor_role, to_status) VALUES (${contest.id}, 'admin', 'active')`,
    ),
    /permission denied/,
  );
  await assert.rejects(attempt(sql`DELETE FROM contests`), /permission denied/);
});

test('a statement that takes too long is given up, and the pool is bounded', async () => {
  const database = connect(
    { databaseUrl: service.database.appUrl, databasePoolSize: 2, statementTimeoutMs: 100 },
    () => {},
  );

  await assert.rejects(database.pool.query('SELECT pg_sleep(50)'), /statement timeout/);

  assert.equal(database.pool.options.max, 2);
  await database.close();
});

test('a connection that is lost while in use fails its request, not the process', async () => {
  const database = connect(
    { databaseUrl: service.database.appUrl, databasePoolSize: 2, statementTimeoutMs: 60_000 },
    () => {},
  );
  let lost: unknown;
  const sleeping = database.pool.query('SELECT pg_sleep(49)').catch((error: unknown) => (lost = error));
  await eventually(async () => {
    await service.database.owner(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(49)' AND state = 'active' AND datname = current_database()",
    );
    return lost !== undefined;
  }, 'losing the connection');
  await sleeping;
  assert.match(String(lost), /terminat/);

  const { rows } = await database.pool.query<{ alive: number }>('SELECT 1 AS alive');
  assert.deepEqual(rows, [{ alive: 1 }]);
  await database.close();
});
