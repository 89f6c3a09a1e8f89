import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchFault, type Look } from '../../ops/watch.ts';

const looks = (good: number, failed: number, slow: number): readonly Look[] => [
  ...Array.from({ length: good }, () => ({ ok: true, tookMs: 20 })),
  ...Array.from({ length: failed }, () => ({ ok: false, tookMs: 20 })),
  ...Array.from({ length: slow }, () => ({ ok: true, tookMs: 1_500 })),
];

test('a release within the limits stays', () => {
  assert.equal(watchFault(looks(196, 4, 0)), undefined);
  assert.equal(watchFault(looks(191, 0, 9)), undefined);
});

test('a release that fails or is slow too often does not stay', () => {
  assert.match(watchFault(looks(195, 5, 0)) ?? '', /5 of 200 looks failed/);
  assert.match(watchFault(looks(185, 0, 15)) ?? '', /95th percentile is 1500 ms/);
});

test('too few looks are no reason to let it stay', () => {
  assert.match(watchFault([]) ?? '', /too few/);
  assert.match(watchFault(looks(99, 0, 0)) ?? '', /too few/);
});
