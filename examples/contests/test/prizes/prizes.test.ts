import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { lapsePrizes } from '../../src/prizes/deadlines.ts';
import { wonContest } from '../support/draw.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

// The smallest picture there is: one pixel.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const deliveryAddress = 'Pia Person, Quay 1, 20457 Hamburg';

let service: TestService;
let sponsor: Person;
let admin: Person;
let winner: Person;
let stranger: Person;
before(async () => {
  service = await startService();
  [sponsor, admin, winner, stranger] = await Promise.all([
    service.person('sponsor'),
    service.person('admin'),
    service.person(),
    service.person('sponsor'),
  ]);
});
after(() => service.stop());

function upload(person: Person, prizeId: string, content: Buffer, type = 'image/png') {
  const boundary = 'contests-test-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="x.png"\r\nContent-Type: ${type}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return person.call('PUT', `/v1/prizes/${prizeId}/delivery-proof`, body, {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  });
}

test('a prize is claimed, dispatched, and delivered with a photo', async () => {
  const { prizeId, contestId } = await wonContest(service, sponsor, admin, winner);
  const at = `/v1/prizes/${prizeId}`;

  const claimed = await winner.call('POST', `${at}/claim`, { deliveryAddress });
  const dispatched = await sponsor.call('POST', `${at}/dispatch`);
  const delivered = await upload(sponsor, prizeId, PNG);

  assert.deepEqual(
    [claimed, dispatched, delivered].map(({ body }) => body.status),
    ['claimed', 'on_the_way', 'delivered'],
  );
  const proof = await winner.call('GET', `${at}/delivery-proof`);
  assert.equal(proof.headers['content-type'], 'image/png');
  assert.match(String(proof.headers['content-disposition']), /^attachment/);
  assert.equal((await stranger.call('GET', `${at}/delivery-proof`)).status, 404);
  const list = await sponsor.call('GET', `/v1/contests/${contestId}/prizes`);
  assert.equal(list.body.items[0].deliveryAddress, deliveryAddress);
  assert.equal((await winner.call('GET', '/v1/me/entries')).body.items[0].outcome, 'won');
});

test('only the winner claims, only the sponsor delivers, strangers see nothing', async () => {
  const { prizeId, contestId } = await wonContest(service, sponsor, admin, winner);
  const at = `/v1/prizes/${prizeId}`;

  assert.equal((await sponsor.call('POST', `${at}/claim`, { deliveryAddress })).status, 403);
  assert.equal((await stranger.call('POST', `${at}/claim`, { deliveryAddress })).status, 404);
  assert.equal((await winner.call('POST', `${at}/claim`, { deliveryAddress: 'short' })).status, 400);
  assert.equal(
    (await winner.call('POST', `${at}/claim`, { pickupPointId: crypto.randomUUID() })).status,
    422,
  );
  assert.equal((await winner.call('POST', `${at}/dispatch`)).status, 403);
  assert.equal((await stranger.call('POST', `${at}/dispatch`)).status, 404);
  assert.equal((await stranger.call('GET', `/v1/contests/${contestId}/prizes`)).status, 403);
  assert.equal((await upload(stranger, prizeId, PNG)).status, 404);
});

test('the winner who is a sponsor of other contests does not deliver their own prize', async () => {
  const { prizeId } = await wonContest(service, sponsor, admin, stranger);

  assert.equal((await stranger.call('POST', `/v1/prizes/${prizeId}/dispatch`)).status, 403);
});

test('steps out of order are refused', async () => {
  const { prizeId } = await wonContest(service, sponsor, admin, winner);
  const at = `/v1/prizes/${prizeId}`;

  assert.equal((await sponsor.call('POST', `${at}/dispatch`)).status, 409);
  assert.equal((await upload(sponsor, prizeId, PNG)).status, 409);
  await winner.call('POST', `${at}/claim`, { deliveryAddress });
  assert.equal((await winner.call('POST', `${at}/claim`, { deliveryAddress })).status, 409);
});

test('an upload must be one whole picture of a known type and not too large', async () => {
  const { prizeId } = await wonContest(service, sponsor, admin, winner);
  await winner.call('POST', `/v1/prizes/${prizeId}/claim`, { deliveryAddress });
  await sponsor.call('POST', `/v1/prizes/${prizeId}/dispatch`);

  assert.equal((await upload(sponsor, prizeId, Buffer.from('<script>'))).status, 415);
  assert.equal((await upload(sponsor, prizeId, PNG, 'text/html')).status, 415);
  assert.equal((await upload(sponsor, prizeId, PNG.subarray(0, 40))).status, 422);
  assert.equal((await upload(sponsor, prizeId, Buffer.alloc(6 * 1024 * 1024))).status, 413);
  assert.equal(
    (await sponsor.call('PUT', `/v1/prizes/${prizeId}/delivery-proof`, { no: 'form' })).status,
    406,
  );
});

test('a prize can be picked up at the nearest point', async () => {
  const points = [
    { name: 'Hamburg', address: 'Quay 1', latitude: 53.54, longitude: 9.99 },
    { name: 'Bremen', address: 'Quay 2', latitude: 53.08, longitude: 8.8 },
    { name: 'Fiji', address: 'Quay 3', latitude: -17.7, longitude: 178.1 },
  ];
  for (const point of points)
    assert.equal((await admin.call('POST', '/v1/pickup-points', point)).status, 201);
  assert.equal((await sponsor.call('POST', '/v1/pickup-points', points[0])).status, 403);

  const near = await service.call('GET', '/v1/pickup-points/nearest?latitude=53.55&longitude=10&limit=2');
  const acrossTheDateLine = await service.call(
    'GET',
    '/v1/pickup-points/nearest?latitude=-17&longitude=-179&limit=1',
  );

  assert.deepEqual(
    near.body.items.map((item: { name: string }) => item.name),
    ['Hamburg', 'Bremen'],
  );
  assert.ok(near.body.items[0].distanceKm < 2);
  assert.ok(Math.abs(near.body.items[1].distanceKm - 96) < 5);
  assert.equal(acrossTheDateLine.body.items[0].name, 'Fiji');
  const { prizeId } = await wonContest(service, sponsor, admin, winner);
  const claimed = await winner.call('POST', `/v1/prizes/${prizeId}/claim`, {
    pickupPointId: near.body.items[0].id,
  });
  assert.equal(claimed.body.pickupPointId, near.body.items[0].id);
});

test('the nearest point is found by the index', async () => {
  await service.database.owner(
    "INSERT INTO pickup_points (name, address, latitude, longitude) SELECT 'P' || n, 'A', random() * 120 - 60, random() * 300 - 150 FROM generate_series(1, 5000) n",
  );
  await service.database.owner('ANALYZE pickup_points');

  const plan = await service.database.owner(
    'EXPLAIN SELECT id FROM pickup_points ORDER BY position <-> sphere_point(50, 10) LIMIT 3',
  );

  assert.match(plan.map((line) => line['QUERY PLAN']).join('\n'), /Index Scan using pickup_points_position/);
});

test('what nobody claims in time lapses', async () => {
  const { prizeId } = await wonContest(service, sponsor, admin, winner);
  await service.database.owner("UPDATE prizes SET claim_until = now() - interval '1 second' WHERE id = $1", [
    prizeId,
  ]);
  assert.equal((await winner.call('POST', `/v1/prizes/${prizeId}/claim`, { deliveryAddress })).status, 409);
  const { database, metrics } = service.service;

  assert.equal(await lapsePrizes(database, metrics), 1);
  assert.equal(await lapsePrizes(database, metrics), 0);
  const { body } = await winner.call('GET', '/v1/me/prizes?limit=100');
  assert.equal(body.items.find((item: { id: string }) => item.id === prizeId).status, 'lapsed');
});

test('prizes are listed page by page', async () => {
  const first = await winner.call('GET', '/v1/me/prizes?limit=2');
  const second = await winner.call('GET', `/v1/me/prizes?limit=2&cursor=${first.body.nextCursor}`);

  assert.equal(first.body.items.length, 2);
  assert.notEqual(second.body.items[0].id, first.body.items[0].id);
});
