// Entering a contest that needs a subscription, with a channel service that really answers, fails and comes back.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { recheckChannels } from '../../src/entries/channels.ts';
import { approvedContest } from '../support/contests.ts';
import { solveCaptcha } from '../support/captcha.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

let service: TestService;
let channelService: Server;
let says: { status: number; subscribed: boolean } = { status: 200, subscribed: true };
let sponsor: Person;
let admin: Person;
before(async () => {
  channelService = createServer((_request, response) => {
    response
      .writeHead(says.status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ subscribed: says.subscribed }));
  });
  await new Promise<void>((resolve) => channelService.listen(0, '127.0.0.1', resolve));
  const address = channelService.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  service = await startService({
    CHANNEL_API_URL: `http://127.0.0.1:${port}`,
    CHANNEL_LIMIT_MS: '30000',
  });
  [sponsor, admin] = await Promise.all([service.person('sponsor'), service.person('admin')]);
});
after(async () => {
  await service.stop();
  channelService.close();
});

async function attempt(answer: typeof says) {
  const contest = await approvedContest(service, sponsor, admin, { channel: '@harbour' });
  const person = await service.person();
  await solveCaptcha(person);
  says = answer;
  const key = { 'idempotency-key': crypto.randomUUID() };
  const entered = await person.call('POST', `/v1/contests/${contest.id}/entries`, {}, key);
  const again = await person.call('POST', `/v1/contests/${contest.id}/entries`, {}, key);
  return { contest, person, entered, again };
}

test('a subscriber enters, once per idempotency key', async () => {
  const { entered, again } = await attempt({ status: 200, subscribed: true });

  assert.equal(entered.status, 201, entered.text);
  assert.equal(entered.body.channelCheck, 'subscribed');
  assert.equal(again.body.id, entered.body.id);
});

test('somebody who is not subscribed is told to subscribe', async () => {
  const { entered } = await attempt({ status: 200, subscribed: false });

  assert.equal(entered.status, 403);
  assert.match(entered.body.detail, /Subscribe to @harbour/);
});

test('while the service fails entries are accepted as unconfirmed, and asked about later', async () => {
  const { contest, entered } = await attempt({ status: 500, subscribed: true });
  assert.equal(entered.status, 201);
  assert.equal(entered.body.channelCheck, 'unconfirmed');
  const { database, metrics, channels } = service.service;

  const whileDown = await recheckChannels(database, channels, metrics);
  says = { status: 200, subscribed: false };
  const [row] = await service.database.owner('SELECT channel_check FROM entries WHERE id = $1', [
    entered.body.id,
  ]);

  assert.equal(whileDown, 0);
  assert.equal(row?.channel_check, 'unconfirmed');
  assert.equal((await sponsor.call('GET', `/v1/contests/${contest.id}/statistics`)).body.unconfirmed, 1);
});

test('an entry that turns out not to be subscribed is disqualified by the job', async () => {
  const contest = await approvedContest(service, sponsor, admin, { channel: '@harbour' });
  const person = await service.person();
  await service.database.owner(
    "INSERT INTO entries (contest_id, person_id, channel_check) VALUES ($1, $2, 'unconfirmed')",
    [contest.id, person.id],
  );
  const { database, metrics } = service.service;
  const channels = { check: async () => 'not_subscribed' as const, close: async () => {} };

  await recheckChannels(database, channels, metrics);

  const [row] = await service.database.owner(
    'SELECT channel_check, disqualified_because FROM entries WHERE contest_id = $1',
    [contest.id],
  );
  assert.deepEqual(row, {
    channel_check: 'not_subscribed',
    disqualified_because: 'Not subscribed to the channel.',
  });
});
