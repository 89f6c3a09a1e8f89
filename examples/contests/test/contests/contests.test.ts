import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { approvedContest, newContest, rubric } from '../support/contests.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

let service: TestService;
let sponsor: Person;
let rival: Person;
let admin: Person;
let user: Person;
before(async () => {
  service = await startService();
  [sponsor, rival, admin, user] = await Promise.all([
    service.person('sponsor'),
    service.person('sponsor'),
    service.person('admin'),
    service.person('user'),
  ]);
});
after(() => service.stop());

async function draft(changes: object = {}) {
  const answer = await sponsor.call('POST', '/v1/contests', newContest(changes));
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

test('a sponsor creates a draft that nobody else sees', async () => {
  const contest = await draft();

  assert.equal(contest.status, 'draft');
  assert.deepEqual(contest.steps, ['submit']);
  assert.equal(contest.canBeEdited, true);
  const at = `/v1/contests/${contest.id}`;
  const seen = await Promise.all(
    [sponsor, admin, rival, user, service].map(async (who) => (await who.call('GET', at)).status),
  );
  assert.deepEqual(seen, [200, 200, 404, 404, 404]);
});

test('users and strangers cannot create contests', async () => {
  assert.equal((await user.call('POST', '/v1/contests', newContest())).status, 403);
  assert.equal((await service.call('POST', '/v1/contests', newContest())).status, 401);
});

test('values that make no sense are refused with their place', async () => {
  const missing = await sponsor.call('POST', '/v1/contests', { title: 'x' });
  const backwards = await sponsor.call(
    'POST',
    '/v1/contests',
    newContest({ endsAt: '2020-01-01T00:00:00Z' }),
  );
  const halfPlace = await sponsor.call('POST', '/v1/contests', newContest({ latitude: 50 }));
  const noRubric = await sponsor.call('POST', '/v1/contests', newContest({ kind: 'judged' }));
  const needlessRubric = await sponsor.call('POST', '/v1/contests', newContest({ rubric }));
  const badRubric = await sponsor.call(
    'POST',
    '/v1/contests',
    newContest({ kind: 'judged', rubric: { ...rubric, tiesBy: ['nothing'] } }),
  );

  assert.equal(missing.status, 400);
  assert.ok(missing.body.errors.length > 0);
  assert.deepEqual(
    [backwards, halfPlace, noRubric, needlessRubric, badRubric].map((answer) => answer.status),
    [422, 422, 422, 422, 422],
  );
});

test('a draft is changed only by whoever has read its newest version', async () => {
  const contest = await draft();
  const at = `/v1/contests/${contest.id}`;
  const { headers } = await sponsor.call('GET', at);
  const etag = String(headers.etag);

  const blind = await sponsor.call('PATCH', at, { title: 'Without looking' });
  const changed = await sponsor.call(
    'PATCH',
    at,
    { title: 'A better title', endsAt: '2040-01-01T00:00:00Z' },
    { 'if-match': etag },
  );
  const stale = await sponsor.call('PATCH', at, { title: 'Too late' }, { 'if-match': etag });
  const nonsense = await sponsor.call('PATCH', at, { title: 'Too late' }, { 'if-match': 'W/x' });
  const stranger = await rival.call('PATCH', at, { title: 'Mine now' }, { 'if-match': etag });

  assert.deepEqual(
    [blind, changed, stale, nonsense, stranger].map((answer) => answer.status),
    [428, 200, 412, 412, 404],
  );
  assert.equal(changed.body.title, 'A better title');
  const unchanged = await sponsor.call('GET', at, undefined, {
    'if-none-match': String(changed.headers.etag),
  });
  assert.equal(unchanged.status, 304);
});

test('a rubric can be changed while the contest is a draft', async () => {
  const contest = await draft({ kind: 'judged', rubric });
  const at = `/v1/contests/${contest.id}`;
  const etag = `"${contest.version}"`;

  const changed = await sponsor.call(
    'PATCH',
    at,
    { rubric: { ...rubric, judgesNeeded: 2 } },
    { 'if-match': etag },
  );

  assert.equal(changed.status, 200, changed.text);
  assert.equal(changed.body.rubric.judgesNeeded, 2);
});

test('drafts can be deleted, approved contests cannot', async () => {
  const contest = await draft();
  const running = await approvedContest(service, sponsor, admin);

  assert.equal((await rival.call('DELETE', `/v1/contests/${contest.id}`)).status, 404);
  assert.equal((await rival.call('DELETE', `/v1/contests/${running.id}`)).status, 403);
  assert.equal((await sponsor.call('DELETE', `/v1/contests/${contest.id}`)).status, 204);
  assert.equal((await sponsor.call('GET', `/v1/contests/${contest.id}`)).status, 404);
  assert.equal((await sponsor.call('DELETE', `/v1/contests/${running.id}`)).status, 409);
  const edit = await sponsor.call(
    'PATCH',
    `/v1/contests/${running.id}`,
    { title: 'Changed' },
    { 'if-match': '"1"' },
  );
  assert.equal(edit.status, 409);
  const trail = await service.database.owner('SELECT FROM contest_transitions WHERE contest_id = $1', [
    contest.id,
  ]);
  assert.equal(trail.length, 1);
});

test('contests are found by words, state, kind, time and nearness', async () => {
  const berlin = { place: 'Berlin', latitude: 52.52, longitude: 13.405 };
  const found = await approvedContest(service, sponsor, admin, { title: 'Win a violoncello', ...berlin });
  await approvedContest(service, sponsor, admin, { title: 'Far away', latitude: -33.87, longitude: 151.21 });
  const ids = async (query: string) => {
    const answer = await service.call('GET', `/v1/contests?${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.body.items.map((item: { id: string }) => item.id);
  };

  assert.deepEqual(await ids('words=violoncello'), [found.id]);
  assert.deepEqual(await ids('words=violoncello%20-win'), []);
  assert.deepEqual(await ids('latitude=52.4&longitude=13.06&withinKm=50'), [found.id]);
  assert.deepEqual(await ids('latitude=52.4&longitude=13.06&withinKm=10'), []);
  assert.deepEqual(await ids('words=violoncello&status=active'), [found.id]);
  assert.deepEqual(await ids('words=violoncello&status=ended'), []);
  assert.deepEqual(await ids('words=violoncello&kind=judged'), []);
  assert.deepEqual(await ids(`words=violoncello&sponsorId=${rival.id}`), []);
  assert.deepEqual(await ids('words=violoncello&startsBefore=2020-01-01T00:00:00Z'), []);
  assert.deepEqual(await ids('words=violoncello&endsAfter=2050-01-01T00:00:00Z'), []);
  for (const query of ['latitude=52', 'limit=101', 'limit=0', 'limit=x', 'colour=red', 'status=nonsense']) {
    assert.equal((await service.call('GET', `/v1/contests?${query}`)).status, 400, query);
  }
});

test('pages follow each other without gaps or repetitions', async () => {
  for (let index = 0; index < 7; index += 1) await draft({ title: `Page ${index}` });
  const all = await sponsor.call('GET', `/v1/contests?limit=100&sponsorId=${sponsor.id}`);
  const walked: string[] = [];
  let cursor: string | undefined;
  do {
    const more: string = cursor === undefined ? '' : `&cursor=${cursor}`;
    const { body } = await sponsor.call('GET', `/v1/contests?limit=3&sponsorId=${sponsor.id}${more}`);
    walked.push(...body.items.map((item: { id: string }) => item.id));
    cursor = body.nextCursor;
  } while (cursor !== undefined);

  assert.deepEqual(
    walked,
    all.body.items.map((item: { id: string }) => item.id),
  );
});

test('the public listing is kept for a moment, and forgotten when a contest changes', async () => {
  const contest = await approvedContest(service, sponsor, admin, { title: 'Freshly listed' });
  const listed = async () => {
    const { body } = await service.call('GET', '/v1/contests?words=freshly');
    return body.items.map((item: { status: string }) => item.status);
  };
  await settled();
  assert.deepEqual(await listed(), ['active']);
  assert.deepEqual(await listed(), ['active']);

  await sponsor.call('POST', `/v1/contests/${contest.id}/cancel`, { reason: 'To see the listing change.' });
  await settled();

  assert.deepEqual(await listed(), ['cancelled']);
});

/** Notifications arrive in the order of their commits: after this one, all earlier ones were heard. */
async function settled(): Promise<void> {
  const mark = crypto.randomUUID();
  const heard = new Promise<void>((resolve) =>
    service.service.listener.on('contests', (payload) => {
      if (payload === mark) resolve();
    }),
  );
  await service.database.owner("SELECT pg_notify('contests', $1)", [mark]);
  await heard;
}
