// Random sequences of actions by random people, over the API. Whatever they try, a contest is only ever in a state, and
// with fields, that the workflow allows; and an action succeeds exactly when the model says that it may.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { runClock } from '../../src/contests/clock.ts';
import type { ContestStatus } from '../../src/database/tables.ts';
import { newContest } from '../support/contests.ts';
import { solveCaptcha } from '../support/captcha.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

const RUNS = 40;
const WHO = ['sponsor', 'rival', 'admin', 'second', 'user', 'nobody'] as const;
const ACTS = [
  'submit',
  'approve',
  'reject',
  'revise',
  'cancel',
  'edit',
  'delete',
  'enter',
  'announce',
  'reveal',
  'time',
] as const;
type Who = (typeof WHO)[number];
type Act = (typeof ACTS)[number];

interface Model {
  readonly status: ContestStatus | 'deleted';
  readonly entered: ReadonlySet<Who>;
  readonly announced: boolean;
}

const START: Model = { status: 'draft', entered: new Set(), announced: false };

let service: TestService;
let people: Readonly<Record<Who, { call: Person['call'] }>>;
before(async () => {
  service = await startService();
  const [sponsor, rival, admin, second, user] = await Promise.all([
    service.person('sponsor'),
    service.person('sponsor'),
    service.person('admin'),
    service.person('admin'),
    service.person('user'),
  ]);
  for (const person of [sponsor, rival, admin, second, user]) await solveCaptcha(person);
  people = { sponsor, rival, admin, second, user, nobody: service };
});
after(() => service.stop());

/** What the workflow says must happen: the state afterwards, or undefined when the act must be refused. */
function expected(model: Model, who: Who, act: Act): Model | undefined {
  const { status } = model;
  const admin = who === 'admin' || who === 'second';
  const manages = who === 'sponsor' || admin;
  const when = (allowed: boolean, next: Partial<Model>) => (allowed ? { ...model, ...next } : undefined);
  switch (act) {
    case 'submit':
      return when(who === 'sponsor' && status === 'draft', { status: 'awaiting_approval' });
    case 'approve':
      return when(admin && status === 'awaiting_approval', { status: 'upcoming' });
    case 'reject':
      return when(admin && status === 'awaiting_approval', { status: 'rejected' });
    case 'revise':
      return when(who === 'sponsor' && status === 'rejected', { status: 'draft' });
    case 'cancel':
      return when(manages && ['awaiting_approval', 'upcoming', 'active'].includes(status), {
        status: 'cancelled',
      });
    case 'edit':
      return when(manages && ['draft', 'rejected'].includes(status), {});
    case 'delete':
      return when(manages && ['draft', 'rejected'].includes(status), { status: 'deleted' });
    case 'enter': {
      const may = who !== 'nobody' && who !== 'sponsor' && status === 'active' && !model.entered.has(who);
      return when(may, { entered: new Set([...model.entered, who]) });
    }
    case 'announce':
      return when(manages && status === 'ended' && !model.announced && model.entered.size > 0, {
        announced: true,
      });
    case 'reveal':
      return when(manages && status === 'ended' && model.announced, { status: 'complete' });
    case 'time':
      if (status === 'upcoming') return { ...model, status: 'active' };
      return { ...model, status: status === 'active' ? 'ended' : status };
  }
}

async function attempt(contestId: string, model: Model, who: Who, act: Act): Promise<boolean> {
  const at = `/v1/contests/${contestId}`;
  const { call } = people[who];
  const ok = async (answer: Promise<{ status: number; text: string }>) => {
    const { status, text } = await answer;
    assert.ok(status < 500, `${who} ${act}: ${status} ${text}`);
    return status < 300;
  };
  switch (act) {
    case 'edit': {
      const [row] = await service.database.owner('SELECT version FROM contests WHERE id = $1', [contestId]);
      return ok(call('PATCH', at, { title: 'Edited again' }, { 'if-match': `"${row?.version}"` }));
    }
    case 'delete':
      return ok(call('DELETE', at));
    case 'enter':
      return ok(call('POST', `${at}/entries`, {}));
    case 'announce':
      return ok(call('POST', `${at}/draw`, { publicInputSource: 'A public number' }));
    case 'reveal':
      return ok(call('POST', `${at}/draw/reveal`, { publicInput: '7' }));
    case 'time': {
      if (model.status === 'upcoming') await shift(contestId, 'starts_at');
      if (model.status === 'active') await shift(contestId, 'ends_at');
      await runClock(service.service.database, service.service.metrics);
      return true;
    }
    default: {
      const reason = act === 'reject' || act === 'cancel' ? { reason: 'Because of the model.' } : {};
      return ok(call('POST', `${at}/${act}`, reason));
    }
  }
}

async function shift(contestId: string, column: 'starts_at' | 'ends_at'): Promise<void> {
  const set =
    column === 'starts_at'
      ? "starts_at = now() - interval '1 second'"
      : "starts_at = now() - interval '1 hour', ends_at = now() - interval '1 second'";
  await service.database.owner(`UPDATE contests SET ${set} WHERE id = $1`, [contestId]);
}

async function checkFields(contestId: string, model: Model): Promise<void> {
  const { status, body } = await people.admin.call('GET', `/v1/contests/${contestId}`);
  if (model.status === 'deleted') {
    assert.equal(status, 404);
    return;
  }
  assert.equal(body.status, model.status);
  assert.equal(body.acceptsEntries, model.status === 'active');
  assert.equal(body.secondsLeft > 0, model.status === 'active');
  assert.equal(body.canBeEdited, ['draft', 'rejected'].includes(model.status));
  assert.equal(body.canBeDeleted, ['draft', 'rejected'].includes(model.status));
  assert.equal(body.entries, model.entered.size);
  const seen = (await service.call('GET', `/v1/contests/${contestId}`)).status === 200;
  const [{ approved } = {}] = await service.database.owner(
    'SELECT approved_by IS NOT NULL AS approved FROM contests WHERE id = $1',
    [contestId],
  );
  assert.equal(seen, approved, 'public exactly when it was approved');
  const [{ count, latest } = {}] = await service.database.owner(
    `SELECT count(*)::int AS count, (array_agg(to_status ORDER BY id DESC))[1] AS latest FROM contest_transitions WHERE contest_id = $1`,
    [contestId],
  );
  assert.ok(Number(count) >= 1);
  assert.equal(latest, model.status, 'the audit trail ends with the state');
}

test('no sequence of actions leads where the workflow forbids', { timeout: 120_000 }, async () => {
  // Weighted so that sequences get beyond the draft: half of the acts are tried by whoever may be allowed to.
  const step = fc.record({
    who: fc.constantFrom(...WHO, 'sponsor' as const, 'admin' as const),
    act: fc.constantFrom(...ACTS, 'time' as const),
  });
  const path: readonly { who: Who; act: Act }[] = [
    { who: 'sponsor', act: 'submit' },
    { who: 'admin', act: 'approve' },
    { who: 'user', act: 'time' },
  ];
  const sequence = fc
    .tuple(fc.integer({ min: 0, max: path.length }), fc.array(step, { minLength: 4, maxLength: 14 }))
    .map(([head, tail]) => [...path.slice(0, head), ...tail]);
  const reached = new Set<string>();

  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      const { body } = await people.sponsor.call(
        'POST',
        '/v1/contests',
        newContest({ startsAt: new Date(Date.now() + 600_000).toISOString() }),
      );
      let model = START;
      for (const { who, act } of steps) {
        const next = expected(model, who, act);
        const worked = await attempt(body.id, model, who, act);
        assert.equal(worked, next !== undefined, `${who} ${act} in ${model.status}`);
        model = next ?? model;
        reached.add(model.status);
        await checkFields(body.id, model);
      }
    }),
    { numRuns: RUNS, endOnFailure: false },
  );

  assert.ok(reached.size >= 7, `only reached ${[...reached].join(', ')}`);
});
