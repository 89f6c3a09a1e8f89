import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { orderOf } from '../../src/drivers/advisories/version-order.ts';

/** Each row rises strictly; the examples of the specifications are among them. */
const rising: Readonly<Record<string, readonly (readonly string[])[]>> = {
  npm: [
    [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.10.0',
    ],
  ],
  Go: [['v0.0.0-20200101000000-abcdefabcdef', 'v0.0.1', 'v1.2.3', 'v1.10.0', 'v2.0.0+incompatible']],
  PyPI: [['1.0.dev1', '1.0a1', '1.0b2', '1.0rc1', '1.0', '1.0.post1', '1.1', '1.10', '1!0.5']],
  RubyGems: [['1.0.0.a', '1.0.0.pre1', '1.0.0.rc1', '1.0.0', '1.0.0.1', '1.9', '1.10']],
  Maven: [
    ['1-alpha', '1-beta', '1-milestone', '1-rc', '1-snapshot', '1', '1-sp', '1-foo', '1-1', '1.1'],
    ['1.0.0.RC1', '1.0.0.RELEASE', '1.0.1', '1.9', '1.10', '2.0.0.M1', '2.0.0'],
    ['2.9.10', '2.9.10.1', '2.10.0'],
    ['31.1-android', '31.1-jre', '32.0.0-jre'],
  ],
  NuGet: [['1.0.0-alpha', '1.0.0-beta.2', '1.0.0-beta.11', '1.0', '1.0.0.1', '1.0.1', '1.10.0.0']],
  Packagist: [
    ['1.0.0-dev', '1.0.0-alpha1', '1.0.0-beta2', 'v1.0.0-RC1', '1.0.0', '1.0.0-patch1', '1.0.1', '1.10'],
  ],
  'crates.io': [['0.9.9', '0.10.0-pre', '0.10.0']],
};
const equal: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Maven: [
    ['1.0', '1'],
    ['1.0.0-ga', '1'],
    ['1-final', '1.0'],
    ['1-a1', '1-alpha-1'],
    ['1.0-cr1', '1.0-rc1'],
  ],
  NuGet: [
    ['1.0', '1.0.0.0'],
    ['1.0.0-BETA', '1.0.0-beta'],
  ],
  Packagist: [['v1.2', '1.2.0.0']],
  PyPI: [['1.0', '1.0.0']],
};

describe('versions stand in the order of their ecosystem', () => {
  for (const [ecosystem, rows] of Object.entries(rising)) {
    for (const row of rows) {
      it(`${ecosystem}: ${row.join(' < ')}`, () => {
        const order = orderOf(ecosystem);
        for (const [index, one] of row.entries()) {
          for (const [other, later] of row.entries()) {
            assert.equal(
              Math.sign(order?.(one, later) ?? Number.NaN),
              Math.sign(index - other),
              `${one} and ${later}`,
            );
          }
        }
      });
    }
  }
  for (const [ecosystem, pairs] of Object.entries(equal)) {
    for (const [a, b] of pairs)
      it(`${ecosystem}: ${a} = ${b}`, () => assert.equal(orderOf(ecosystem)?.(a, b), 0));
  }

  it('what is no version has no order', () => {
    for (const ecosystem of Object.keys(rising))
      assert.equal(orderOf(ecosystem)?.('dev-master', '1.0.0'), undefined, ecosystem);
    assert.equal(orderOf('Debian'), undefined);
  });
});
