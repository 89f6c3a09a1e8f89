import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announce, announcementDigest, drawProof } from '../../src/draw/proof.ts';
import { createVerdicts } from '../../src/draws/verdicts.ts';

const ENTRIES = ['a', 'b', 'c', 'd'];
const SECRET = 'ab'.repeat(32);
const announcement = announce(
  { draw: 'd', contest: 'c', publicInputSource: 's', winnerCount: 1, announcedAt: '2026-01-01T00:00:00Z' },
  ENTRIES,
  SECRET,
);
const digest = announcementDigest(announcement);
const proof = drawProof(announcement, ENTRIES, SECRET, '7');

function counted(entries: readonly string[] = ENTRIES) {
  const its = { reads: 0, list: async () => ((its.reads += 1), entries) };
  return its;
}

test('the list is read once for a proof, however many ask at once or later', async () => {
  const [verdictOn, its] = [createVerdicts(), counted()];

  const verdicts = await Promise.all([1, 2, 3].map(() => verdictOn({ proof, digest }, its.list)));
  verdicts.push(await verdictOn({ proof, digest }, its.list));

  assert.deepEqual(
    verdicts,
    Array.from({ length: 4 }, () => ({ ok: true, compared: true })),
  );
  assert.equal(its.reads, 1);
});

test('a re-draw, a changed proof and another digest are each looked at for themselves', async () => {
  const [verdictOn, its] = [createVerdicts(), counted()];
  const out = { entry: proof.winners[0] ?? '', reason: 'r', decidedAt: '2026-01-02T00:00:00Z' };
  await verdictOn({ proof, digest }, its.list);

  const redrawn = await verdictOn(
    { proof: drawProof(announcement, ENTRIES, SECRET, '7', [out]), digest },
    its.list,
  );
  const changed = await verdictOn({ proof: { ...proof, publicInput: '8' }, digest }, its.list);
  const other = await verdictOn({ proof, digest: 'f'.repeat(64) }, its.list);

  assert.deepEqual([redrawn.ok, changed.ok, other.ok], [true, false, false]);
  assert.equal(its.reads, 4);
});

test('a list that could not be read is read again, and only so many verdicts are kept', async () => {
  const [verdictOn, its] = [createVerdicts(1), counted()];

  await assert.rejects(
    verdictOn({ proof, digest }, () => Promise.reject(new Error('gone'))),
    /gone/,
  );
  assert.equal((await verdictOn({ proof, digest }, its.list)).ok, true);
  await verdictOn({ proof: { ...proof, publicInput: '8' }, digest }, its.list);
  await verdictOn({ proof, digest }, its.list);

  assert.equal(its.reads, 3);
});
