import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  canonicalEntries,
  commitmentTo,
  entriesDigest,
  entriesFault,
  entriesText,
  numbersFrom,
  select,
} from '../../src/draw/selection.ts';

const entryIds = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9-]{1,64}$/), { minLength: 1, maxLength: 40 });

test('the canonical list does not depend on the order in which entries came', () => {
  fc.assert(
    fc.property(entryIds, fc.infiniteStream(fc.nat()), (entries, keys) => {
      const shuffled = entries
        .map((entry) => ({ entry, key: keys.next().value }))
        .sort((a, b) => a.key - b.key);

      const list = canonicalEntries(shuffled.map((one) => one.entry));

      assert.deepEqual(list, canonicalEntries(entries));
      assert.equal(entriesFault(list), undefined);
    }),
  );
});

test('the digest is the SHA-256 of the published file', () => {
  const list = canonicalEntries(['c-3', 'a-1', 'b-2']);

  assert.equal(entriesText(list), 'a-1\nb-2\nc-3\n');
  assert.equal(entriesDigest(list), createHash('sha256').update('a-1\nb-2\nc-3\n').digest('hex'));
});

test('a list that is unsorted, repeats an entry or holds something else is refused with its line', () => {
  assert.match(entriesFault(['b', 'a']) ?? '', /Line 2 is out of order/);
  assert.match(entriesFault(['a', 'a']) ?? '', /Line 2 repeats/);
  assert.match(entriesFault(['a', 'b\nc']) ?? '', /Line 2 is not an entry/);
  assert.match(entriesFault(['']) ?? '', /Line 1 is not an entry/);
  assert.throws(() => canonicalEntries(['a', 'a']), /repeats/);
});

test('a short secret is refused', () => {
  assert.throws(() => commitmentTo('abc'), /32 random bytes/);
});

test('a selection never repeats a place, stays in range, and a longer one begins with the shorter one', () => {
  const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(
      seeds,
      fc.integer({ min: 1, max: 300 }),
      fc.nat(350),
      fc.nat(20),
      (seed, size, count, more) => {
        const picked = select(seed, size, count);

        assert.equal(picked.length, Math.min(size, count));
        assert.equal(new Set(picked).size, picked.length);
        assert.ok(picked.every((index) => index >= 0 && index < size));
        assert.deepEqual(select(seed, size, count + more).slice(0, picked.length), picked);
      },
    ),
  );
});

/** Chi-square of how often each of `size` entries is drawn at each of `places` places. */
function chiSquare(
  draw: (round: number) => readonly number[],
  size: number,
  places: number,
  rounds: number,
): number {
  const seen = Array.from({ length: places }, () => new Uint32Array(size));
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, index] of draw(round).entries()) {
      const counts = seen[place];
      if (counts !== undefined) counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  const expected = rounds / size;
  let sum = 0;
  for (const counts of seen) for (const count of counts) sum += (count - expected) ** 2 / expected;
  return sum;
}

// 3 places × 9 degrees of freedom; 27 + 6 standard deviations (√54 each) is passed by chance less than once in a million runs.
const LIMIT = 27 + 6 * Math.sqrt(54);
const ROUNDS = 20_000;

test('every entry is drawn equally often at every place (chi-square)', () => {
  const fair = chiSquare(() => select(randomBytes(32), 10, 3), 10, 3, ROUNDS);

  assert.ok(fair < LIMIT, `chi-square ${fair.toFixed(1)} is above ${LIMIT.toFixed(1)}`);
});

function randomByte(): number {
  return Math.floor(Math.random() * 256);
}

test('the chi-square test does see the two classic mistakes', () => {
  const moduloBias = chiSquare(
    () => [randomByte() % 10, randomByte() % 10, randomByte() % 10],
    10,
    3,
    20 * ROUNDS,
  );
  const sortByRandom = chiSquare(
    () =>
      Array.from({ length: 10 }, (_, i) => i)
        .sort(() => (randomByte() < 128 ? -1 : 1))
        .slice(0, 3),
    10,
    3,
    ROUNDS,
  );

  assert.ok(moduloBias > LIMIT, `modulo bias went unseen: ${moduloBias.toFixed(1)}`);
  assert.ok(sortByRandom > LIMIT, `sorting by chance went unseen: ${sortByRandom.toFixed(1)}`);
});

test('a bound that leaves a large remainder of 2^32 is not biased: without rejection half would fall into the first third', () => {
  const bound = 3 * 2 ** 30;
  const numberBelow = numbersFrom(randomBytes(32));
  let low = 0;
  for (let round = 0; round < 10_000; round += 1) if (numberBelow(bound) < bound / 3) low += 1;

  assert.ok(Math.abs(low - 3_333) < 300, `${low} of 10,000 fell into the first third`); // 300 is more than 6 standard deviations
});
