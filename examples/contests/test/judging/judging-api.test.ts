import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { approvedContest, endContest, rubric } from '../support/contests.ts';
import { enterMany } from '../support/entries.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

let service: TestService;
let sponsor: Person;
let admin: Person;
let judge: Person;
let address: string;
before(async () => {
  service = await startService();
  [sponsor, admin, judge] = await Promise.all([
    service.person('sponsor'),
    service.person('admin'),
    service.person(),
  ]);
  address = await service.app.listen({ host: '127.0.0.1', port: 0 });
});
after(() => service.stop());

async function judged(entries = 2, changes: object = {}) {
  const { id } = await approvedContest(service, sponsor, admin, { kind: 'judged', rubric, ...changes });
  const ids = await enterMany(service, id, entries, 'A poem');
  const assigned = await sponsor.call('PUT', `/v1/contests/${id}/judges/${judge.id}`);
  assert.equal(assigned.status, 204, assigned.text);
  return { id, at: `/v1/contests/${id}`, entries: ids };
}
const score = (at: string, entry: string | undefined, criterion: string, points: number, reason?: string) =>
  judge.call('POST', `${at}/scores`, {
    entry,
    criterion,
    points,
    ...(reason === undefined ? {} : { reason }),
  });

test('scores fold into a standing that everybody can read', async () => {
  const { at, entries } = await judged();
  for (const [index, entry] of entries.entries()) {
    assert.equal((await score(at, entry, 'taste', 5 + index)).status, 201);
    assert.equal((await score(at, entry, 'looks', 5)).status, 201);
  }

  const { body } = await service.call('GET', `${at}/standing`);

  assert.equal(body.place, 4);
  assert.deepEqual(
    body.rows.map((row: { rank: number; entry: string }) => [row.rank, row.entry]),
    [
      [1, entries[1]],
      [2, entries[0]],
    ],
  );
});

test('a second score needs a reason, and both stay in the stream', async () => {
  const { at, entries } = await judged();
  await score(at, entries[0], 'taste', 3);

  assert.equal((await score(at, entries[0], 'taste', 4)).status, 422);
  assert.equal((await score(at, entries[0], 'taste', 4, 'I misread it.')).status, 201);

  const { body } = await judge.call('GET', `${at}/judging-events`);
  assert.deepEqual(
    body.items.map((item: { event: { kind: string } }) => item.event.kind),
    ['scored', 'rescored'],
  );
  const later = await sponsor.call('GET', `${at}/judging-events?after=1&limit=1`);
  assert.equal(later.body.items[0].place, 2);
});

test('a decision overrides the judges until it is re-opened', async () => {
  const { at, entries } = await judged();
  const entry = entries[0];
  await score(at, entry, 'taste', 3);
  const decide = (body: object) =>
    sponsor.call('POST', `${at}/decisions`, { entry, reason: 'After review.', ...body });
  const taste = async () => {
    const { body } = await service.call('GET', `${at}/standing`);
    return body.rows.find((row: { entry: string }) => row.entry === entry).criteria[0];
  };

  assert.equal((await decide({ act: 'adjudicate', criterion: 'taste', points: 9 })).status, 201);
  assert.deepEqual([(await taste()).meanMilli, (await taste()).adjudicated], [9000, true]);
  assert.equal((await decide({ act: 'reopen', criterion: 'taste' })).status, 201);
  assert.equal((await taste()).meanMilli, 3000);
  assert.equal((await decide({ act: 'withdraw' })).status, 201);
  assert.equal((await decide({ act: 'withdraw' })).status, 422);
  assert.equal((await decide({ act: 'nonsense' })).status, 400);
});

test('only judges score, and only entries, criteria and points that exist', async () => {
  const { at, entries } = await judged();
  const body = { entry: entries[0], criterion: 'taste', points: 3 };
  const stranger = await service.person();

  assert.equal((await sponsor.call('POST', `${at}/scores`, body)).status, 403);
  assert.equal((await stranger.call('POST', `${at}/scores`, body)).status, 403);
  assert.equal((await stranger.call('GET', `${at}/judging-events`)).status, 403);
  assert.equal((await score(at, crypto.randomUUID(), 'taste', 3)).status, 422);
  assert.equal((await score(at, entries[0], 'smell', 3)).status, 422);
  assert.equal((await score(at, entries[0], 'taste', 11)).status, 422);
  assert.equal((await score(at, entries[0], 'taste', 101)).status, 400);
});

test('judges are independent: neither sponsor nor entrant, and only of judged contests', async () => {
  const { id, at } = await judged();
  const drawn = await approvedContest(service, sponsor, admin);
  const [entrant] = await service.database.owner(
    'SELECT person_id FROM entries WHERE contest_id = $1 LIMIT 1',
    [id],
  );

  assert.equal((await sponsor.call('PUT', `${at}/judges/${sponsor.id}`)).status, 422);
  assert.equal((await sponsor.call('PUT', `${at}/judges/${entrant?.person_id}`)).status, 422);
  assert.equal((await sponsor.call('PUT', `/v1/contests/${drawn.id}/judges/${judge.id}`)).status, 409);
  assert.equal((await service.call('GET', `/v1/contests/${drawn.id}/standing`)).status, 409);
  assert.equal((await sponsor.call('GET', `${at}/judges`)).body.items[0].personId, judge.id);
  assert.ok(
    (await judge.call('GET', '/v1/me/judging')).body.items.some(
      (item: { contestId: string }) => item.contestId === id,
    ),
  );
  assert.equal((await sponsor.call('DELETE', `${at}/judges/${judge.id}`)).status, 204);
  assert.equal((await sponsor.call('DELETE', `${at}/judges/${judge.id}`)).status, 404);
});

test('twenty scores at once get twenty places', async () => {
  const { at, entries } = await judged(20);

  const answers = await Promise.all(entries.map((entry) => score(at, entry, 'taste', 3)));

  assert.ok(answers.every(({ status }) => status === 201));
  assert.deepEqual(
    answers.map(({ body }) => body.place).sort((a, b) => a - b),
    entries.map((_entry, index) => index + 1),
  );
});

test('the stream is append-only, even for its owner', async () => {
  const { at, entries } = await judged();
  await score(at, entries[0], 'taste', 3);

  await assert.rejects(service.database.owner('DELETE FROM judging_events'), /append-only/);
  await assert.rejects(service.database.owner('UPDATE judging_events SET place = 9'), /append-only/);
});

test('the standing becomes the result when it is complete and no tie decides', async () => {
  const { id, at, entries } = await judged();
  await score(at, entries[0], 'taste', 5);
  assert.equal((await sponsor.call('POST', `${at}/result`)).status, 409);
  await endContest(service, id);
  assert.equal((await sponsor.call('POST', `${at}/result`)).status, 409);
  await score(at, entries[0], 'looks', 5);
  for (const criterion of ['taste', 'looks']) await score(at, entries[1], criterion, 5);
  const tie = await sponsor.call('POST', `${at}/result`);
  await score(at, entries[1], 'looks', 6, 'A second look.');

  const taken = await sponsor.call('POST', `${at}/result`);

  assert.match(tie.body.detail, /tie at rank 1/);
  assert.equal(taken.status, 200, taken.text);
  assert.equal(taken.body.status, 'complete');
  const prizes = await service.database.owner('SELECT entry_id FROM prizes WHERE contest_id = $1', [id]);
  assert.deepEqual(prizes, [{ entry_id: entries[1] }]);
  assert.equal((await score(at, entries[0], 'taste', 9, 'Too late.')).status, 409);
});

test('watchers get the standing at once and after every change', async () => {
  const { id, at, entries } = await judged();
  const socket = new WebSocket(`${address.replace('http', 'ws')}/v1/contests/${id}/standing/live`);
  const [first] = await once(socket, 'message');
  assert.equal(JSON.parse(String(first)).place, 0);

  const next = once(socket, 'message');
  await score(at, entries[0], 'taste', 7);
  const [second] = await next;

  assert.equal(JSON.parse(String(second)).place, 1);
  socket.close();
});

test('a lost connection to the database is made anew, and watchers hear what they missed', async () => {
  const { id, at, entries } = await judged();
  const socket = new WebSocket(`${address.replace('http', 'ws')}/v1/contests/${id}/standing/live`);
  await once(socket, 'message');
  await service.database.owner(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'contests-live'",
  );

  const next = once(socket, 'message');
  await score(at, entries[0], 'taste', 7);
  const [message] = await next;

  assert.equal(JSON.parse(String(message)).place, 1);
  socket.close();
});

test('a watcher of nothing is turned away', async () => {
  const socket = new WebSocket(
    `${address.replace('http', 'ws')}/v1/contests/${crypto.randomUUID()}/standing/live`,
  );
  const [error] = await once(socket, 'error');
  assert.match(error.message, /404/);
  const { id } = await judged();
  assert.notEqual((await service.call('GET', `/v1/contests/${id}/standing/live`)).status, 200);
});
