// The database drops every connection, again and again, while people enter: the process lives, and heals by itself.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { createActiveContest, createEntrants } from '../support/entrants.ts';
import { eventually } from '../support/eventually.ts';
import { startProcess } from '../support/process.ts';

const ROUNDS = 5;
const TOKEN_SECRET = 'Zx81kfPq07LmWvT4sYd2RcHu6NbGjE3oAiQ5';

let database: TestDatabase;
before(async () => {
  database = await createDatabase();
});
after(() => database.drop());

test('lost connections cost single requests, never the process', async () => {
  const env = {
    DATABASE_URL: database.appUrl,
    TOKEN_SECRET,
    RATE_LIMIT_API_PER_MINUTE: '1000000',
    LOG_LEVEL: 'error',
    MAX_EVENT_LOOP_DELAY_MS: '0',
  };
  const contestId = await createActiveContest(database);
  const people = [...(await createEntrants(database, readConfig({ NODE_ENV: 'test', ...env }), 4_000))];
  const service = await startProcess(env);
  const statuses = new Map<number, number>();
  const working = new AbortController();
  const client = async () => {
    for (let person = people.pop(); person !== undefined && !working.signal.aborted; person = people.pop()) {
      const { status } = await fetch(`${service.url}/v1/contests/${contestId}/entries`, {
        method: 'POST',
        headers: { authorization: person.authorization, 'content-type': 'application/json' },
        body: '{}',
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const clients = Array.from({ length: 6 }, client);

  for (let round = 0; round < ROUNDS; round += 1) {
    // Each time in the middle of work that succeeds.
    const before = statuses.get(201) ?? 0;
    await eventually(() => (statuses.get(201) ?? 0) > before + 10, 'entering');
    await database.owner(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'contests_web'",
    );
  }
  await eventually(async () => (await fetch(`${service.url}/health/ready`)).ok, 'recovering');
  working.abort();
  await Promise.all(clients);
  const code = await service.end('SIGTERM');

  const [{ stored } = {}] = await database.owner(
    'SELECT count(*)::int AS stored FROM entries WHERE contest_id = $1',
    [contestId],
  );
  assert.equal(code, 0, service.output());
  assert.deepEqual(
    [...statuses.keys()].filter((status) => status !== 201 && status !== 503),
    [],
    service.output(),
  );
  assert.ok(Number(stored) >= (statuses.get(201) ?? 0), 'what was acknowledged is stored');
  assert.ok((statuses.get(503) ?? 0) > 0, 'no request met a lost connection, so nothing was proven');
});
