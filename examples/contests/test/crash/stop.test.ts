// SIGTERM: readiness says no, what was accepted is answered, the process ends with 0. And starts that must fail.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { createActiveContest, createEntrants } from '../support/entrants.ts';
import { eventually } from '../support/eventually.ts';
import { startProcess } from '../support/process.ts';

const TOKEN_SECRET = 'Zx81kfPq07LmWvT4sYd2RcHu6NbGjE3oAiQ5';
let database: TestDatabase;
before(async () => {
  database = await createDatabase();
});
after(() => database.drop());

test('a stop under load loses no accepted request and ends with 0', async () => {
  const env = {
    DATABASE_URL: database.appUrl,
    TOKEN_SECRET,
    RATE_LIMIT_API_PER_MINUTE: '1000000',
    STOP_DELAY_MS: '2000',
    MAX_EVENT_LOOP_DELAY_MS: '0',
  };
  const contestId = await createActiveContest(database);
  const people = [...(await createEntrants(database, readConfig({ NODE_ENV: 'test', ...env }), 3_000))];
  const service = await startProcess(env);
  const seen = { accepted: 0, refused: 0, other: [] as string[] };
  let closed = false;

  async function client(): Promise<void> {
    for (let person = people.pop(); person !== undefined && !closed; person = people.pop()) {
      try {
        const response = await fetch(`${service.url}/v1/contests/${contestId}/entries`, {
          method: 'POST',
          headers: { authorization: person.authorization, 'content-type': 'application/json' },
          body: '{}',
        });
        await response.text();
        if (response.status === 201) seen.accepted += 1;
        else if (response.status === 503) seen.refused += 1;
        else seen.other.push(String(response.status));
      } catch (error) {
        // A connection refused means the door is closed; anything else would be a request that was dropped.
        const code =
          error instanceof Error && error.cause instanceof Error && 'code' in error.cause
            ? String(error.cause.code)
            : 'unknown';
        if (code !== 'ECONNREFUSED') seen.other.push(code);
        closed = true;
      }
    }
  }
  const clients = Array.from({ length: 8 }, client);
  await eventually(() => seen.accepted > 50);
  const ended = service.end('SIGTERM');
  // Inside the stop delay the door is still open, and readiness says no.
  await eventually(async () => (await fetch(`${service.url}/health/ready`)).status === 503);
  const code = await ended;
  closed = true;
  await Promise.all(clients);

  assert.equal(code, 0, service.output());
  const dropped = seen.other.filter((one) => one !== 'ECONNRESET' && one !== 'UND_ERR_SOCKET');
  assert.deepEqual(dropped, []);
  const [{ stored } = {}] = await database.owner(
    'SELECT count(*)::int AS stored FROM entries WHERE contest_id = $1',
    [contestId],
  );
  assert.ok(seen.accepted > 0);
  assert.equal(stored, seen.accepted, 'what is stored was acknowledged, and the other way round');
  assert.match(service.output(), /"message":"stopped"/);
});

test('the service does not start without what it needs, and says what in one line', () => {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const start = (env: Record<string, string>) =>
    spawnSync(process.execPath, [main], {
      env: { PATH: process.env.PATH ?? '', ...env },
      encoding: 'utf8',
      timeout: 60_000,
    });

  const missing = start({ NODE_ENV: 'production' });
  const noDatabase = start({ NODE_ENV: 'test', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });

  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /DATABASE_URL is missing/);
  assert.equal(noDatabase.status, 1);
  assert.match(noDatabase.stdout, /"level":"fatal".*could not start/);
});
