import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { approvedContest, endContest, rubric } from '../support/contests.ts';
import { enterMany } from '../support/entries.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

const VERIFY = fileURLToPath(new URL('../../public/verify-draw.mjs', import.meta.url));
const publicInputSource = 'The first lottery number of 1 May';

let service: TestService;
let sponsor: Person;
let admin: Person;
before(async () => {
  service = await startService();
  [sponsor, admin] = await Promise.all([service.person('sponsor'), service.person('admin')]);
});
after(() => service.stop());

async function ended(entries: number, changes: object = {}): Promise<string> {
  const { id } = await approvedContest(service, sponsor, admin, changes);
  if (entries > 0) await enterMany(service, id, entries);
  await endContest(service, id);
  return id;
}

test('a draw is announced, drawn and verified by anyone', async () => {
  const id = await ended(50, { winners: 3 });
  const at = `/v1/contests/${id}/draw`;

  const announced = await sponsor.call('POST', at, { publicInputSource });
  assert.equal(announced.status, 201, announced.text);
  assert.equal(announced.body.proof, undefined);
  assert.equal((await service.call('GET', `${at}/verification`)).body.ok, false);
  const drawn = await sponsor.call('POST', `${at}/reveal`, { publicInput: '17' });
  assert.equal(drawn.status, 200, drawn.text);

  assert.equal(drawn.body.proof.winners.length, 3);
  assert.equal((await service.call('GET', `${at}/verification`)).body.ok, true);
  assert.equal((await service.call('GET', `/v1/contests/${id}`)).body.status, 'complete');
  assert.match(await standAlone(id), /^verified: 3 winners of 50 entries/);
});

async function standAlone(contestId: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'contests-draw-'));
  try {
    const [draw, entries] = await Promise.all([
      service.call('GET', `/v1/contests/${contestId}/draw`),
      service.call('GET', `/v1/contests/${contestId}/draw/entries`),
    ]);
    await writeFile(join(folder, 'proof.json'), JSON.stringify(draw.body.proof));
    await writeFile(join(folder, 'entries.txt'), entries.text);
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [
      VERIFY,
      join(folder, 'proof.json'),
      join(folder, 'entries.txt'),
      draw.body.announcementDigest,
    ]);
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('the announcement cannot be changed, and is made once', async () => {
  const id = await ended(5);
  await sponsor.call('POST', `/v1/contests/${id}/draw`, { publicInputSource });

  assert.equal((await sponsor.call('POST', `/v1/contests/${id}/draw`, { publicInputSource })).status, 409);
  await assert.rejects(
    service.database.owner("UPDATE draws SET announcement_digest = 'other'"),
    /not changed/,
  );
});

test('the secret is not readable in the database before the draw', async () => {
  const id = await ended(5);
  await sponsor.call('POST', `/v1/contests/${id}/draw`, { publicInputSource });
  const [stored] = await service.database.owner(
    "SELECT encode(sealed, 'hex') AS sealed FROM draw_secrets s JOIN draws d ON d.id = s.draw_id WHERE contest_id = $1",
    [id],
  );

  const { body } = await sponsor.call('POST', `/v1/contests/${id}/draw/reveal`, { publicInput: '4' });

  assert.ok(!String(stored?.sealed).includes(body.proof.secret));
});

test('a winner who is not entitled is replaced, and the proof says so', async () => {
  const id = await ended(20, { winners: 2 });
  const at = `/v1/contests/${id}/draw`;
  await sponsor.call('POST', at, { publicInputSource });
  const { body: first } = await sponsor.call('POST', `${at}/reveal`, { publicInput: '17' });
  const [out, stays] = first.proof.winners;

  const stranger = await sponsor.call('POST', `${at}/redraw`, {
    entryId: crypto.randomUUID(),
    reason: 'Who is this?',
  });
  const { body: second } = await sponsor.call('POST', `${at}/redraw`, {
    entryId: out,
    reason: 'An employee of the sponsor.',
  });

  assert.equal(stranger.status, 422);
  assert.equal(second.proof.winners[0], stays);
  assert.equal(second.proof.winners.length, 2);
  assert.equal(second.proof.disqualified[0].reason, 'An employee of the sponsor.');
  assert.equal((await service.call('GET', `${at}/verification`)).body.ok, true);
  const prizes = await service.database.owner('SELECT entry_id, status FROM prizes WHERE contest_id = $1', [
    id,
  ]);
  assert.equal(prizes.length, 3);
  assert.equal(prizes.find((prize) => prize.entry_id === out)?.status, 'withdrawn');
});

test('a prize that is on its way cannot be taken back', async () => {
  const id = await ended(3);
  await sponsor.call('POST', `/v1/contests/${id}/draw`, { publicInputSource });
  const { body } = await sponsor.call('POST', `/v1/contests/${id}/draw/reveal`, { publicInput: '1' });
  await service.database.owner(
    "UPDATE prizes SET status = 'on_the_way', claimed_at = now() WHERE contest_id = $1",
    [id],
  );

  const answer = await sponsor.call('POST', `/v1/contests/${id}/draw/redraw`, {
    entryId: body.proof.winners[0],
    reason: 'Too late.',
  });

  assert.equal(answer.status, 409);
});

test('steps of a draw in the wrong order or by the wrong person are refused', async () => {
  const running = await approvedContest(service, sponsor, admin);
  const judged = await ended(0, { kind: 'judged', rubric });
  const empty = await ended(0);
  const full = await ended(1);
  const stranger = await service.person('sponsor');
  const announce = (who: Person, id: string) =>
    who.call('POST', `/v1/contests/${id}/draw`, { publicInputSource });

  const statuses = [
    await announce(sponsor, running.id),
    await announce(sponsor, judged),
    await announce(sponsor, empty),
    await announce(stranger, full),
    await sponsor.call('POST', `/v1/contests/${full}/draw/reveal`, { publicInput: '1' }),
    await service.call('GET', `/v1/contests/${full}/draw`),
    await service.call('GET', `/v1/contests/${full}/draw/entries`),
  ].map(({ status }) => status);
  assert.deepEqual(statuses, [409, 409, 422, 403, 404, 404, 404]);

  await announce(sponsor, full);
  const early = await sponsor.call('POST', `/v1/contests/${full}/draw/redraw`, {
    entryId: crypto.randomUUID(),
    reason: 'Too early',
  });
  const [entry] = await service.database.owner('SELECT id FROM entries WHERE contest_id = $1', [full]);
  const late = await sponsor.call('POST', `/v1/contests/${full}/entries/${entry?.id}/disqualify`, {
    reason: 'The list is closed',
  });
  await sponsor.call('POST', `/v1/contests/${full}/draw/reveal`, { publicInput: '1' });
  const again = await sponsor.call('POST', `/v1/contests/${full}/draw/reveal`, { publicInput: '2' });
  assert.deepEqual(
    [early, late, again].map(({ status }) => status),
    [409, 409, 409],
  );
});

test('entries disqualified before the announcement are not in the list', async () => {
  const { id } = await approvedContest(service, sponsor, admin);
  await enterMany(service, id, 4);
  const [entry] = await service.database.owner('SELECT id FROM entries WHERE contest_id = $1', [id]);
  await sponsor.call('POST', `/v1/contests/${id}/entries/${entry?.id}/disqualify`, {
    reason: 'Entered twice.',
  });
  await endContest(service, id);
  await sponsor.call('POST', `/v1/contests/${id}/draw`, { publicInputSource });

  const list = await service.call('GET', `/v1/contests/${id}/draw/entries`);

  assert.equal(list.text.trim().split('\n').length, 3);
  assert.ok(!list.text.includes(String(entry?.id)));
});

test('a long list is read in several chunks', async () => {
  const id = await ended(45_000);
  await sponsor.call('POST', `/v1/contests/${id}/draw`, { publicInputSource });
  await sponsor.call('POST', `/v1/contests/${id}/draw/reveal`, { publicInput: '17' });

  const list = await service.call('GET', `/v1/contests/${id}/draw/entries`);

  assert.equal(list.text.trim().split('\n').length, 45_000);
  assert.equal((await service.call('GET', `/v1/contests/${id}/draw/verification`)).body.ok, true);
});
