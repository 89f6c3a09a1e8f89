import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runClock } from '../../src/contests/clock.ts';
import { STEPS } from '../../src/contests/workflow.ts';
import { approvedContest, endContest, newContest } from '../support/contests.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

let service: TestService;
let sponsor: Person;
let admin: Person;
before(async () => {
  service = await startService();
  [sponsor, admin] = await Promise.all([service.person('sponsor'), service.person('admin')]);
});
after(() => service.stop());

async function submitted(changes: object = {}): Promise<string> {
  const { body } = await sponsor.call('POST', '/v1/contests', newContest(changes));
  const answer = await sponsor.call('POST', `/v1/contests/${body.id}/submit`, {});
  assert.equal(answer.body.status, 'awaiting_approval', answer.text);
  return body.id;
}

test('the database keeps the same steps as the application', async () => {
  const kept = await service.database.owner('SELECT from_status, to_status FROM workflow_steps');
  const stated = Object.values(STEPS).flatMap(({ from, to }) => from.map((one) => `${one} > ${to}`));

  assert.deepEqual(kept.map((row) => `${row.from_status} > ${row.to_status}`).sort(), stated.sort());
});

test('a contest goes from draft over rejection and approval to its end, and the trail says who and why', async () => {
  const id = await submitted();
  const at = `/v1/contests/${id}`;

  assert.equal((await admin.call('POST', `${at}/reject`, {})).status, 400);
  const rejected = await admin.call('POST', `${at}/reject`, { reason: 'The prize is not described.' });
  const revised = await sponsor.call('POST', `${at}/revise`, {});
  await sponsor.call('POST', `${at}/submit`, {});
  const approved = await admin.call('POST', `${at}/approve`, {}, { 'x-request-id': 'approval-0001' });
  await runClock(service.service.database, service.service.metrics);
  await endContest(service, id);

  assert.deepEqual(
    [rejected, revised, approved].map((answer) => answer.body.status),
    ['rejected', 'draft', 'upcoming'],
  );
  const { body } = await sponsor.call('GET', `${at}/history`);
  assert.deepEqual(
    body.items.map(
      (item: { from?: string; to: string; actorRole: string }) =>
        `${item.from ?? ''}>${item.to} ${item.actorRole}`,
    ),
    [
      '>draft sponsor',
      'draft>awaiting_approval sponsor',
      'awaiting_approval>rejected admin',
      'rejected>draft sponsor',
      'draft>awaiting_approval sponsor',
      'awaiting_approval>upcoming admin',
      'upcoming>active system',
      'active>ended system',
    ],
  );
  assert.equal(body.items[2].reason, 'The prize is not described.');
  assert.equal(body.items[2].actorId, admin.id);
  assert.equal(body.items[5].requestId, 'approval-0001');
});

test('the trail can be read page by page, by its sponsor and admins only', async () => {
  const contest = await approvedContest(service, sponsor, admin);
  const stranger = await service.person('sponsor');
  const at = `/v1/contests/${contest.id}/history`;

  const first = await admin.call('GET', `${at}?limit=2`);
  const second = await admin.call('GET', `${at}?limit=2&cursor=${first.body.nextCursor}`);

  assert.equal(first.body.items.length, 2);
  assert.equal(second.body.items.length, 2);
  assert.equal((await stranger.call('GET', at)).status, 403);
});

test('nobody changes the audit trail, not even the owner of the table', async () => {
  await submitted();

  await assert.rejects(
    service.database.owner("UPDATE contest_transitions SET reason = 'other'"),
    /append-only/,
  );
  await assert.rejects(service.database.owner('DELETE FROM contest_transitions'), /append-only/);
  await assert.rejects(service.database.owner('TRUNCATE contest_transitions'), /append-only/);
});

test('the database refuses a step that the workflow does not have', async () => {
  const id = await submitted();

  await assert.rejects(
    service.database.owner("UPDATE contests SET status = 'active', approved_by = sponsor_id WHERE id = $1", [
      id,
    ]),
    /no step leads/,
  );
  await assert.rejects(
    service.database
      .owner(`INSERT INTO contests (sponsor_id, kind, status, title, description, prize, starts_at, ends_at)
      SELECT sponsor_id, kind, 'awaiting_approval', title, description, prize, starts_at, ends_at FROM contests LIMIT 1`),
    /begins as a draft/,
  );
});

test('a step from the wrong state or by the wrong person is refused', async () => {
  const id = await submitted();
  const at = `/v1/contests/${id}`;

  assert.equal((await sponsor.call('POST', `${at}/approve`, {})).status, 403);
  assert.equal((await sponsor.call('POST', `${at}/submit`, {})).status, 409);
  assert.equal((await admin.call('POST', `${at}/revise`, {})).status, 403);
  assert.equal((await admin.call('POST', `/v1/contests/${crypto.randomUUID()}/approve`, {})).status, 404);
  assert.equal((await admin.call('POST', '/v1/contests/nonsense/approve', {})).status, 400);
  assert.equal((await service.call('POST', `${at}/approve`, {})).status, 401);
});

test('an admin does not approve their own contest', async () => {
  const { body } = await admin.call('POST', '/v1/contests', newContest());
  await admin.call('POST', `/v1/contests/${body.id}/submit`, {});

  const answer = await admin.call('POST', `/v1/contests/${body.id}/approve`, {});

  assert.equal(answer.status, 403);
  assert.match(answer.body.detail, /another admin/);
});

test('a contest whose end has passed cannot be submitted', async () => {
  const past = { startsAt: '2020-01-01T00:00:00Z', endsAt: '2020-01-02T00:00:00Z' };
  const { body } = await sponsor.call('POST', '/v1/contests', newContest(past));

  assert.equal((await sponsor.call('POST', `/v1/contests/${body.id}/submit`, {})).status, 422);
});

test('cancelling needs a reason and ends the way', async () => {
  const contest = await approvedContest(service, sponsor, admin);
  const at = `/v1/contests/${contest.id}`;

  assert.equal((await sponsor.call('POST', `${at}/cancel`, {})).status, 400);
  const cancelled = await sponsor.call('POST', `${at}/cancel`, { reason: 'The prize was stolen.' });

  assert.equal(cancelled.body.status, 'cancelled');
  assert.deepEqual(cancelled.body.steps, []);
  assert.equal((await service.call('GET', at)).body.status, 'cancelled');
});

test('the approval queue shows the longest waiting first, a page at a time', async () => {
  const ids = [await submitted(), await submitted(), await submitted()];

  const first = await admin.call('GET', '/v1/approvals?limit=1');
  const second = await admin.call('GET', `/v1/approvals?limit=100&cursor=${first.body.nextCursor}`);
  const seen = [...first.body.items, ...second.body.items]
    .map((item: { id: string }) => item.id)
    .filter((id) => ids.includes(id));

  assert.deepEqual(seen, ids);
  assert.equal((await sponsor.call('GET', '/v1/approvals')).status, 403);
});

test('deciding about many gives each its own result', async () => {
  const [yes, no] = [await submitted(), await submitted()];
  const decisions = [
    { contestId: yes, decision: 'approve' },
    { contestId: no, decision: 'reject' },
    { contestId: no, decision: 'reject', reason: 'Not allowed here.' },
    { contestId: crypto.randomUUID(), decision: 'approve' },
  ];

  const { status, body } = await admin.call('POST', '/v1/approvals', { decisions });

  assert.equal(status, 200);
  assert.deepEqual(
    body.results.map((result: { ok: boolean }) => result.ok),
    [true, false, true, false],
  );
  assert.equal((await sponsor.call('GET', `/v1/contests/${no}`)).body.status, 'rejected');
});

test('the clock may run on several instances at the same time', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => submitted()));
  await admin.call('POST', '/v1/approvals', {
    decisions: ids.map((contestId) => ({ contestId, decision: 'approve' })),
  });
  const { database, metrics } = service.service;

  await Promise.all([runClock(database, metrics), runClock(database, metrics), runClock(database, metrics)]);

  const started = await service.database.owner(
    "SELECT contest_id, count(*)::int AS times FROM contest_transitions WHERE to_status = 'active' AND contest_id = ANY($1) GROUP BY 1",
    [ids],
  );
  assert.equal(started.length, 8);
  assert.ok(started.every(({ times }) => times === 1));
});
