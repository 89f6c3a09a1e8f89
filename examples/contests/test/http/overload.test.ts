import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

let service: TestService;
let person: Person;
before(async () => {
  service = await startService({ DATABASE_POOL_SIZE: '1' });
  person = await service.person();
});
after(() => service.stop());

test('when the pool is exhausted the excess is refused at once, health answers, and afterwards all is well', async () => {
  const { pool } = service.service.database;
  const client = await pool.connect();
  const waiting = Array.from({ length: 8 }, () => pool.query('SELECT 1'));

  const refused = await person.call('GET', '/v1/me');
  const stillWaiting = pool.waitingCount;
  const live = await service.call('GET', '/health/live');
  client.release();
  await Promise.all(waiting);

  assert.equal(refused.status, 503);
  assert.equal(refused.headers['retry-after'], '2');
  assert.equal(stillWaiting, 8, 'it was refused while the others still waited');
  assert.equal(live.status, 200);
  assert.equal((await person.call('GET', '/v1/me')).status, 200);
});

test('when the event loop is stuck requests are refused until it runs again', async (context) => {
  const stuck = await startService({ MAX_EVENT_LOOP_DELAY_MS: '500' });
  context.after(() => stuck.stop());
  const contests = () => stuck.call('GET', '/v1/contests');
  assert.equal(await eventually(async () => (await contests()).status === 200), undefined);

  let refused = await contests();
  await eventually(async () => {
    for (let turn = 0; turn < 3; turn += 1)
      await new Promise<void>((resolve) => setImmediate(() => (block(1_200), resolve())));
    refused = await contests();
    return refused.status === 503;
  }, 'refusing');
  const live = await stuck.call('GET', '/health/live');

  assert.equal(refused.headers['retry-after'], '2');
  assert.equal(live.status, 200);
  await eventually(async () => (await contests()).status === 200, 'recovering');
});

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('without Redis at its address limits still hold, counted by each instance', async () => {
  const limited = await startService({ REDIS_URL: 'redis://127.0.0.1:1', RATE_LIMIT_AUTH_PER_MINUTE: '5' });
  const statuses: number[] = [];
  for (let turn = 0; turn < 8; turn += 1) {
    statuses.push((await limited.call('POST', '/v1/sign-in', { email: 'x@y.test', code: '123456' })).status);
  }
  await limited.stop();

  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429]);
});
