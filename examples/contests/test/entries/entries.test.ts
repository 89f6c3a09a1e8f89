import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { approvedContest, endContest, newContest, rubric } from '../support/contests.ts';
import { solution, solveCaptcha } from '../support/captcha.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

let service: TestService;
let sponsor: Person;
let admin: Person;
before(async () => {
  service = await startService();
  [sponsor, admin] = await Promise.all([service.person('sponsor'), service.person('admin')]);
});
after(() => service.stop());

async function entrant(): Promise<Person> {
  const person = await service.person();
  await solveCaptcha(person);
  return person;
}
const enter = (person: Person, contestId: string, body: object = {}, headers = {}) =>
  person.call('POST', `/v1/contests/${contestId}/entries`, body, headers);

test('a person who solved the captcha enters once', async () => {
  const contest = await approvedContest(service, sponsor, admin);
  const person = await entrant();

  const first = await enter(person, contest.id);
  const second = await enter(person, contest.id);

  assert.equal(first.status, 201, first.text);
  assert.equal(first.body.channelCheck, 'not_needed');
  assert.equal(second.status, 409);
  assert.equal((await service.call('GET', `/v1/contests/${contest.id}`)).body.entries, 1);
});

test('ten attempts at the same moment make one entry', async () => {
  const contest = await approvedContest(service, sponsor, admin);
  const person = await entrant();

  const answers = await Promise.all(Array.from({ length: 10 }, () => enter(person, contest.id)));

  assert.deepEqual(answers.map(({ status }) => status).sort(), [
    201,
    ...Array.from({ length: 9 }, () => 409),
  ]);
});

test('a request repeated with its idempotency key gets the first answer again', async () => {
  const contest = await approvedContest(service, sponsor, admin);
  const person = await entrant();
  const key = { 'idempotency-key': crypto.randomUUID() };

  const answers = await Promise.all([1, 2, 3].map(() => enter(person, contest.id, {}, key)));
  const reused = await person.call('PATCH', '/v1/me', { name: 'x' }, key);
  const malformed = await enter(person, contest.id, {}, { 'idempotency-key': 'short' });

  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201],
  );
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  assert.equal(answers.filter(({ headers }) => headers['idempotent-replay'] === 'true').length, 2);
  assert.equal(reused.status, 422);
  assert.equal(malformed.status, 400);
});

test('a failed request leaves its idempotency key free', async () => {
  const contest = await approvedContest(service, sponsor, admin);
  const person = await service.person();
  const key = { 'idempotency-key': crypto.randomUUID() };

  const unsolved = await enter(person, contest.id, {}, key);
  await solveCaptcha(person);
  const solved = await enter(person, contest.id, {}, key);

  assert.equal(unsolved.status, 403);
  assert.match(unsolved.body.detail, /captcha/);
  assert.equal(solved.status, 201);
});

test('a captcha solution counts for its own person and only when it is right', async () => {
  const [one, other] = await Promise.all([service.person(), service.person()]);
  const mine = await solution(one);

  assert.equal((await other.call('POST', '/v1/captcha', mine)).status, 422);
  assert.equal((await one.call('POST', '/v1/captcha', { ...mine, number: 0, signature: 'x' })).status, 422);
  assert.equal((await one.call('POST', '/v1/captcha', {})).status, 400);
  assert.equal((await service.call('GET', '/v1/captcha')).status, 401);
  assert.equal((await one.call('POST', '/v1/captcha', mine)).status, 204);
  assert.equal((await one.call('GET', '/v1/me')).body.captchaSolved, true);
});

test('a contest that is not active accepts nobody', async () => {
  const person = await entrant();
  const future = new Date(Date.now() + 60_000).toISOString();
  const upcoming = await approvedContest(service, sponsor, admin, { startsAt: future });
  const over = await approvedContest(service, sponsor, admin);
  await endContest(service, over.id);
  const draft = await sponsor.call('POST', '/v1/contests', newContest());

  assert.equal((await enter(person, upcoming.id)).status, 409);
  assert.equal((await enter(person, over.id)).status, 409);
  assert.equal((await enter(person, draft.body.id)).status, 404);
  assert.equal((await enter(person, crypto.randomUUID())).status, 404);
});

test('a contest accepts nobody after its end, even before the clock has run', async () => {
  const person = await entrant();
  const contest = await approvedContest(service, sponsor, admin);
  await service.database.owner(
    "UPDATE contests SET starts_at = now() - interval '1 hour', ends_at = now() - interval '1 second' WHERE id = $1",
    [contest.id],
  );

  assert.equal((await enter(person, contest.id)).status, 409);
});

test('the sponsor cannot enter, and a submission belongs to judged contests only', async () => {
  const person = await entrant();
  await solveCaptcha(sponsor);
  const draw = await approvedContest(service, sponsor, admin);
  const judged = await approvedContest(service, sponsor, admin, { kind: 'judged', rubric });

  assert.equal((await enter(sponsor, draw.id)).status, 403);
  assert.equal((await enter(person, draw.id, { submission: 'A poem' })).status, 422);
  assert.equal((await enter(person, judged.id)).status, 422);
  assert.equal((await enter(person, judged.id, { submission: 'A poem' })).status, 201);
});

test('entries are seen by the sponsor and admins, page by page and without names', async () => {
  const contest = await approvedContest(service, sponsor, admin);
  const people = await Promise.all([entrant(), entrant(), entrant()]);
  for (const person of people) assert.equal((await enter(person, contest.id)).status, 201);
  const at = `/v1/contests/${contest.id}/entries`;

  const first = await sponsor.call('GET', `${at}?limit=2`);
  const second = await admin.call('GET', `${at}?limit=2&cursor=${first.body.nextCursor}`);

  assert.deepEqual([first.body.items.length, second.body.items.length], [2, 1]);
  assert.ok(!people.some(({ id, email }) => first.text.includes(id) || first.text.includes(email)));
  assert.equal((await people[0]?.call('GET', at))?.status, 403);
});

test('disqualifying needs a reason and shows in the statistics', async () => {
  const contest = await approvedContest(service, sponsor, admin);
  const person = await entrant();
  const { body } = await enter(person, contest.id);
  const at = `/v1/contests/${contest.id}/entries/${body.id}/disqualify`;

  assert.equal((await sponsor.call('POST', at, {})).status, 400);
  assert.equal((await person.call('POST', at, { reason: 'me' })).status, 403);
  assert.equal(
    (await sponsor.call('POST', at, { reason: 'An employee.' })).body.disqualifiedBecause,
    'An employee.',
  );
  assert.equal((await sponsor.call('POST', at, { reason: 'Again' })).status, 404);
  const statistics = await sponsor.call('GET', `/v1/contests/${contest.id}/statistics`);
  assert.deepEqual(
    { ...statistics.body, perDay: statistics.body.perDay.length },
    { entries: 1, disqualified: 1, unconfirmed: 0, perDay: 1 },
  );
  const mine = await person.call('GET', '/v1/me/entries');
  assert.equal(mine.body.items[0].outcome, 'disqualified');
});

test('a person sees what they have taken part in', async () => {
  const person = await entrant();
  for (let index = 0; index < 3; index += 1) {
    await enter(person, (await approvedContest(service, sponsor, admin)).id);
  }

  const first = await person.call('GET', '/v1/me/entries?limit=2');
  const second = await person.call('GET', `/v1/me/entries?limit=2&cursor=${first.body.nextCursor}`);
  const statistics = await person.call('GET', '/v1/me/statistics');

  assert.deepEqual([first.body.items.length, second.body.items.length], [2, 1]);
  assert.equal(first.body.items[0].outcome, 'waiting');
  assert.deepEqual(statistics.body, { entries: 3, open: 3, won: 0 });
});
