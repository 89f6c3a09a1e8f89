import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import {
  announce,
  announcementDigest,
  drawProof,
  verifyProof,
  type Disqualification,
  type Proof,
} from '../../src/draw/proof.ts';
import { canonicalEntries, entriesText } from '../../src/draw/selection.ts';

type Verify = (proof: unknown, entriesText: string, digest?: string) => Promise<string | undefined>;
const script = new URL('../../public/verify-draw.mjs', import.meta.url);
// The script is plain JavaScript for the public; its one function is given its type here.
const { verify: verifyAlone } = (await import(script.href)) as { verify: Verify };

const decidedAt = '2026-03-02T10:00:00Z';

interface Drawn {
  readonly entries: readonly string[];
  readonly proof: Proof;
  readonly digest: string;
}

function drawn(size: number, winnerCount: number, disqualify = 0): Drawn {
  const entries = canonicalEntries(Array.from({ length: size }, () => randomUUID()));
  const secret = randomBytes(32).toString('hex');
  const given = { draw: 'd-1', contest: 'c-1', winnerCount, announcedAt: '2026-03-01T10:00:00Z' };
  const announcement = announce(
    { ...given, publicInputSource: 'Lottery numbers of 2 March 2026' },
    entries,
    secret,
  );
  const publicInput = `7 11 13 21 34 ${randomBytes(2).toString('hex')}`;
  let proof = drawProof(announcement, entries, secret, publicInput);
  for (let round = 0; round < disqualify; round += 1) {
    const entry = proof.winners[0] ?? '';
    const disqualified: Disqualification[] = [
      ...proof.disqualified,
      { entry, reason: 'under age', decidedAt },
    ];
    proof = drawProof(announcement, entries, secret, publicInput, disqualified);
  }
  return { entries, proof, digest: announcementDigest(announcement) };
}

test('1,000 random draws are verified by the module and by the stand-alone script', async () => {
  for (let round = 0; round < 1000; round += 1) {
    const size = 1 + (randomBytes(1)[0] ?? 0);
    const { entries, proof, digest } = drawn(
      size,
      1 + (round % 12),
      round % 4 === 0 && size > 20 ? 1 + (round % 3) : 0,
    );

    assert.deepEqual(verifyProof(proof, entries, digest), { ok: true, compared: true });
    assert.equal(await verifyAlone(proof, entriesText(entries), digest), undefined);
  }
});

const other = randomBytes(32).toString('hex');
const stranger = randomUUID();
const changedProofs: Readonly<
  Record<string, { readonly step: string; readonly change: (proof: Proof) => unknown }>
> = {
  'the secret': { step: 'commitment', change: (proof) => ({ ...proof, secret: other }) },
  'the public input': { step: 'picks', change: (proof) => ({ ...proof, publicInput: '1 2 3 4 5 6' }) },
  'a winner': {
    step: 'winners',
    change: (proof) => ({ ...proof, winners: [stranger, ...proof.winners.slice(1)] }),
  },
  'the order of the winners': {
    step: 'winners',
    change: (proof) => ({ ...proof, winners: proof.winners.toReversed() }),
  },
  'a winner left out': {
    step: 'winners',
    change: (proof) => ({ ...proof, winners: proof.winners.slice(1) }),
  },
  'a pick': {
    step: 'picks',
    change: (proof) => ({ ...proof, picks: proof.picks.map((pick) => ({ ...pick, entry: stranger })) }),
  },
  'a pick too many': {
    step: 'picks',
    change: (proof) => ({ ...proof, picks: [...proof.picks, proof.picks[0]] }),
  },
  'a disqualification left out': { step: 'picks', change: (proof) => ({ ...proof, disqualified: [] }) },
  'a disqualification of a stranger': {
    step: 'disqualified',
    change: (proof) => ({ ...proof, disqualified: [{ entry: stranger, reason: 'x', decidedAt }] }),
  },
  'a disqualification before its turn': {
    step: 'disqualified',
    change: (proof) => ({
      ...proof,
      disqualified: [{ entry: proof.picks.at(-1)?.entry, reason: 'x', decidedAt }],
    }),
  },
  'the number of winners': {
    step: 'announcement',
    change: (proof) => ({ ...proof, announcement: { ...proof.announcement, winnerCount: 2 } }),
  },
  'the commitment and the secret together': {
    step: 'announcement',
    change: (proof) => {
      const entries = drawn(50, 3, 1);
      return {
        ...entries.proof,
        announcement: { ...entries.proof.announcement, entriesDigest: proof.announcement.entriesDigest },
      };
    },
  },
};

for (const [name, { step, change }] of Object.entries(changedProofs)) {
  test(`a change of ${name} is detected by both, at the step "${step}"`, async () => {
    const { entries, proof, digest } = drawn(50, 3, 1);
    const changed = change(proof);

    const verdict = verifyProof(changed, entries, digest);

    assert.equal(verdict.ok, false);
    assert.equal(verdict.ok ? '' : verdict.step, step);
    assert.notEqual(await verifyAlone(changed, entriesText(entries), digest), undefined);
  });
}

test('a change of any single entry, a removed or added one, or another order is detected by both', async () => {
  const { entries, proof, digest } = drawn(60, 3);
  const swapped = entries.map((entry, at) => entries[at === 0 ? 1 : at === 1 ? 0 : at] ?? entry);
  const lists: (readonly string[])[] = entries.map((entry, at) =>
    entries.with(at, `${entry.slice(0, -1)}${entry.endsWith('0') ? '1' : '0'}`),
  );
  lists.push(entries.slice(1), canonicalEntries([...entries, stranger]), swapped, entries.toReversed());

  for (const list of lists) {
    const verdict = verifyProof(proof, list, digest);

    assert.ok(!verdict.ok && verdict.step.startsWith('entries'), JSON.stringify(verdict));
    assert.match((await verifyAlone(proof, entriesText(list), digest)) ?? '', /^entries/);
  }
});

test('something that is no proof is refused at the step "format", with what is wrong', () => {
  const { entries, proof } = drawn(5, 1);
  for (const wrong of [
    undefined,
    {},
    { ...proof, secret: 'short' },
    { ...proof, extra: 1 },
    { ...proof, publicInput: 'a\nb' },
  ]) {
    const verdict = verifyProof(wrong, entries);

    assert.ok(!verdict.ok && verdict.step === 'format' && verdict.says.length > 40, JSON.stringify(verdict));
  }
});

test('without the digest published before the draw the verdict says that nothing was compared', () => {
  const { entries, proof } = drawn(5, 1);

  assert.deepEqual(verifyProof(proof, entries), { ok: true, compared: false });
});

test('a re-draw keeps the picks before it, adds one, and can end with fewer winners when entries run out', () => {
  const { entries, proof } = drawn(4, 3, 1);
  const first = drawProof(proof.announcement, entries, proof.secret, proof.publicInput);
  const twice = [...proof.disqualified, { entry: proof.winners[0] ?? '', reason: 'unreachable', decidedAt }];
  const last = drawProof(proof.announcement, entries, proof.secret, proof.publicInput, twice);

  assert.deepEqual(proof.picks.slice(0, 3), first.picks);
  assert.equal(proof.picks.length, 4);
  assert.equal(proof.winners.length, 3);
  assert.equal(last.winners.length, 2);
});

test('a disqualification of somebody who has not won cannot be made into a proof', () => {
  const { entries, proof } = drawn(10, 1);
  const loser = entries.find((entry) => entry !== proof.winners[0]) ?? '';

  const attempt = (): Proof =>
    drawProof(proof.announcement, entries, proof.secret, proof.publicInput, [
      { entry: loser, reason: 'x', decidedAt },
    ]);

  assert.throws(attempt, /names no winner of that moment/);
});

test('an announcement of an unsorted list or of no winners is refused', () => {
  const given = { draw: 'd', contest: 'c', publicInputSource: 's', winnerCount: 1, announcedAt: decidedAt };

  assert.throws(() => announce(given, ['b', 'a'], other), /out of order/);
  assert.throws(() => announce({ ...given, winnerCount: 0 }, ['a', 'b'], other));
});

function scattered(at: number): string {
  return ((at * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0');
}

test('a million entries are drawn and proven in under two seconds', (context) => {
  const ids = Array.from(
    { length: 1_000_000 },
    (_, at) => `${scattered(at)}-0000-4000-8000-${String(at).padStart(12, '0')}`,
  );
  const entries = canonicalEntries(ids);
  const secret = randomBytes(32).toString('hex');
  const given = { draw: 'd', contest: 'c', publicInputSource: 's', winnerCount: 100, announcedAt: decidedAt };
  const announcement = announce(given, entries, secret);

  const [startedAt, usedBefore] = [performance.now(), process.cpuUsage()];
  drawProof(announcement, entries, secret, 'value');
  const tookMs = performance.now() - startedAt;
  const used = process.cpuUsage(usedBefore);
  const workedMs = (used.user + used.system) / 1000;

  context.diagnostic(
    `1,000,000 entries: ${tookMs.toFixed(0)} ms, of which ${workedMs.toFixed(0)} ms of work`,
  );
  // Work, because other tests run at the same time and would be measured too.
  assert.ok(workedMs < 2_000, `took ${workedMs.toFixed(0)} ms of work`);
});

test('the script run from the command line exits 0 for the proof and 1 for a changed one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'verify-draw-'));
  const run = promisify(execFile);
  try {
    const { entries, proof, digest } = drawn(30, 2);
    await writeFile(join(folder, 'entries.txt'), entriesText(entries));
    await writeFile(join(folder, 'good.json'), JSON.stringify(proof));
    await writeFile(join(folder, 'answer.json'), JSON.stringify({ announcementDigest: digest, proof }));
    await writeFile(
      join(folder, 'bad.json'),
      JSON.stringify({ ...proof, winners: proof.winners.toReversed() }),
    );
    const call = (name: string) =>
      run(process.execPath, [script.pathname, join(folder, name), join(folder, 'entries.txt'), digest]);

    assert.match((await call('good.json')).stdout, /^verified: 2 winners of 30 entries\n$/);
    assert.match((await call('answer.json')).stdout, /^verified: 2 winners of 30 entries\n$/);
    await assert.rejects(call('bad.json'), { code: 1, stdout: 'winners: not the picks that still count\n' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
