import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applyRetention } from '../../src/privacy/retention.ts';
import { approvedContest, rubric } from '../support/contests.ts';
import { solveCaptcha } from '../support/captcha.ts';
import { wonContest } from '../support/draw.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

let service: TestService;
let sponsor: Person;
let admin: Person;
before(async () => {
  service = await startService();
  [sponsor, admin] = await Promise.all([service.person('sponsor'), service.person('admin')]);
});
after(() => service.stop());

/** Every column of every table that holds the text, as "table: rows". */
async function whereIsIt(text: string): Promise<readonly string[]> {
  const tables = await service.database.owner("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  const found: string[] = [];
  for (const { tablename } of tables) {
    const rows = await service.database.owner(
      `SELECT FROM ${tablename} t WHERE t::text LIKE '%' || $1 || '%'`,
      [text],
    );
    if (rows.length > 0) found.push(`${tablename}: ${rows.length}`);
  }
  return found;
}

test('a person gets everything that is stored about them, and nothing of others', async () => {
  const [person, other] = await Promise.all([
    service.person('user', 'Canary Bird'),
    service.person('user', 'Other Bird'),
  ]);
  await wonContest(service, sponsor, admin, person);

  const { status, body, text } = await person.call('GET', '/v1/me/export');

  assert.equal(status, 200, text);
  assert.equal(body.person.name, 'Canary Bird');
  assert.deepEqual(
    [body.sessions.length, body.entries.length, body.prizes.length, body.contests.length],
    [1, 1, 1, 0],
  );
  assert.ok(!text.includes(other.id));
  assert.equal((await service.call('GET', '/v1/me/export')).status, 401);
});

test('an erased person is found nowhere, and the published list still adds up', async () => {
  const person = await service.person('user', 'Zebrafinch');
  const { contestId, prizeId } = await wonContest(service, sponsor, admin, person);
  await person.call('POST', `/v1/prizes/${prizeId}/claim`, {
    deliveryAddress: 'Zebrafinch Street 99, 12345 Nowhere',
  });
  const judged = await approvedContest(service, sponsor, admin, { kind: 'judged', rubric });
  await person.call('POST', `/v1/contests/${judged.id}/entries`, { submission: 'A Zebrafinch song' });
  assert.ok((await whereIsIt('Zebrafinch')).length > 0);

  const erased = await person.call('DELETE', '/v1/me');

  assert.equal(erased.status, 204, erased.text);
  assert.deepEqual(await whereIsIt('Zebrafinch'), []);
  assert.deepEqual(await whereIsIt(person.email), []);

  assert.deepEqual(await whereIsIt(person.id), ['people: 1']);
  assert.equal((await person.call('GET', '/v1/me')).status, 401);
  assert.equal((await service.call('GET', `/v1/contests/${contestId}/draw/verification`)).body.ok, true);
});

test('a sponsor with open contests must close them first', async () => {
  const own = await service.person('sponsor');
  const contest = await approvedContest(service, own, admin);

  assert.equal((await own.call('DELETE', '/v1/me')).status, 409);
  await own.call('POST', `/v1/contests/${contest.id}/cancel`, { reason: 'I am leaving.' });
  assert.equal((await own.call('DELETE', '/v1/me')).status, 204);
});

test('after erasure the same address is a new person', async () => {
  await service.call('POST', '/v1/sign-in/codes', { email: 'again@people.test' });
  const first = await service.call('POST', '/v1/sign-in', {
    email: 'again@people.test',
    code: service.sent.at(-1)?.code,
  });
  await service.call('DELETE', '/v1/me', undefined, { authorization: `Bearer ${first.body.accessToken}` });

  await service.call('POST', '/v1/sign-in/codes', { email: 'again@people.test' });
  const second = await service.call('POST', '/v1/sign-in', {
    email: 'again@people.test',
    code: service.sent.at(-1)?.code,
  });

  assert.equal(second.status, 200);
  assert.notEqual(second.body.personId, first.body.personId);
});

test('retention removes what is older than stated and keeps what is younger', async () => {
  const [idle, active] = await Promise.all([service.person(), service.person()]);
  await solveCaptcha(active);
  await service.call('POST', '/v1/sign-in/codes', { email: 'old@people.test' });
  await service.database.owner("UPDATE sign_in_codes SET created_at = now() - interval '2 days'");
  await service.call('POST', '/v1/sign-in/codes', { email: 'new@people.test' });
  await active.call('PATCH', '/v1/me', { name: 'Kept' }, { 'idempotency-key': 'old-key-0001' });
  await service.database.owner("UPDATE idempotency_keys SET created_at = now() - interval '3 days'");
  await active.call('PATCH', '/v1/me', { name: 'Kept' }, { 'idempotency-key': 'new-key-0001' });
  await service.database.owner("UPDATE people SET last_seen_at = now() - interval '800 days' WHERE id = $1", [
    idle.id,
  ]);
  const { prizeId } = await wonContest(service, sponsor, admin, active);
  await service.database.owner(
    `UPDATE prizes SET status = 'delivered', claimed_at = now() - interval '200 days', delivered_at = now() - interval '100 days',
       delivery_address = 'A street that is forgotten' WHERE id = $1`,
    [prizeId],
  );
  const { database, metrics } = service.service;

  await applyRetention(database, metrics);
  await applyRetention(database, metrics);

  const [left] = await service.database.owner(`SELECT
    (SELECT count(*)::int FROM sign_in_codes) AS codes,
    (SELECT array_agg(key) FROM idempotency_keys) AS keys,
    (SELECT erased_at IS NOT NULL FROM people WHERE id = '${idle.id}') AS idle_erased,
    (SELECT erased_at IS NULL FROM people WHERE id = '${active.id}') AS active_kept,
    (SELECT delivery_address FROM prizes WHERE id = '${prizeId}') AS address`);
  assert.deepEqual(left, {
    codes: 1,
    keys: ['new-key-0001'],
    idle_erased: true,
    active_kept: true,
    address: null,
  });
});
