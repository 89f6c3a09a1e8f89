// kill -9 at random moments while people enter: what was acknowledged is there, once. KILLS=50 npm run test:crash
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { createActiveContest, createEntrants, type Entrant } from '../support/entrants.ts';
import { eventually } from '../support/eventually.ts';
import { startProcess, type RunningProcess } from '../support/process.ts';

const KILLS = Number(process.env.KILLS ?? 3);
const CLIENTS = 8;
const PEOPLE_PER_KILL = 400;

let database: TestDatabase;
before(async () => {
  database = await createDatabase();
});
after(() => database.drop());

test(
  `every acknowledged entry is there once after ${KILLS} kills`,
  { timeout: 60_000 + KILLS * 30_000 },
  async (context) => {
    const env = {
      DATABASE_URL: database.appUrl,
      TOKEN_SECRET: 'Zx81kfPq07LmWvT4sYd2RcHu6NbGjE3oAiQ5',
      RATE_LIMIT_API_PER_MINUTE: '1000000',
      LOG_LEVEL: 'error',
      MAX_EVENT_LOOP_DELAY_MS: '0',
    };
    const contestId = await createActiveContest(database);
    const waiting = [
      ...(await createEntrants(database, readConfig({ NODE_ENV: 'test', ...env }), KILLS * PEOPLE_PER_KILL)),
    ];
    const keys = new Map(waiting.map(({ personId }) => [personId, crypto.randomUUID()]));
    const acknowledged = new Map<string, string>();
    let unsure = 0;
    let service: RunningProcess | undefined = await startProcess(env);

    async function enter({ personId, authorization }: Entrant): Promise<boolean> {
      const response = await fetch(`${service?.url}/v1/contests/${contestId}/entries`, {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/json',
          'idempotency-key': keys.get(personId) ?? '',
        },
        body: '{}',
      });
      const body: unknown = await response.json();
      if (response.status !== 201 || typeof body !== 'object' || body === null || !('id' in body)) {
        assert.fail(`an entry was refused: ${response.status} ${JSON.stringify(body)}`);
      }
      acknowledged.set(personId, String(body.id));
      return true;
    }

    /** Works until the service dies under it; whoever got no answer goes back into the queue and asks again. */
    async function client(): Promise<void> {
      for (let person = waiting.pop(); person !== undefined; person = waiting.pop()) {
        const done = await enter(person).catch((error: Error) => {
          if (error.name === 'AssertionError') throw error;
          return false;
        });
        if (done) continue;
        unsure += 1;
        waiting.push(person);
        return;
      }
    }

    for (let kill = 0; kill < KILLS; kill += 1) {
      const clients = Array.from({ length: CLIENTS }, client);
      // At a random moment of the work, wherever that is on this machine.
      const enough = acknowledged.size + 5 + Math.floor(Math.random() * 150);
      await eventually(() => acknowledged.size >= enough, 'entering');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      await service?.end('SIGKILL');
      await Promise.all(clients);
      service = await startProcess(env);
    }
    await Promise.all(Array.from({ length: CLIENTS }, client));
    await service.end('SIGTERM');

    const rows = await database.owner('SELECT id, person_id FROM entries WHERE contest_id = $1', [contestId]);
    const stored = new Map(rows.map(({ id, person_id: personId }) => [String(personId), String(id)]));
    const [counted] = await database.owner(
      'SELECT sum(entries)::int AS entries FROM entry_counts WHERE contest_id = $1',
      [contestId],
    );
    context.diagnostic(
      `${KILLS} kills, ${acknowledged.size} acknowledged entries, ${unsure} requests without an answer were repeated`,
    );
    assert.equal(rows.length, stored.size, 'nobody entered twice');
    for (const [personId, entryId] of acknowledged) assert.equal(stored.get(personId), entryId);
    assert.equal(stored.size, acknowledged.size);
    assert.equal(counted?.entries, stored.size, 'the counter agrees');
    assert.ok(unsure > 0, 'at least one request was cut off, otherwise the kills proved nothing');
  },
);
