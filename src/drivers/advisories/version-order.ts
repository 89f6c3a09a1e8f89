import * as pep440 from '@renovatebot/pep440';
import * as gem from '@renovatebot/ruby-semver';
import semver from 'semver';
import { compareMaven } from './maven-order.ts';
import { compareComposer, compareNuget } from './other-orders.ts';

/** Below zero when a comes first; undefined when one of the two is not a version. */
type Order = (a: string, b: string) => number | undefined;

/** Orders of the ecosystems of OSV, by its names. One that is not here cannot be asked about. */
const orders: Readonly<Record<string, Order>> = {
  npm: compareSemver,
  'crates.io': compareSemver,
  Go: compareSemver,
  Hex: compareSemver,
  Pub: compareSemver,
  PyPI: (a, b) => (pep440.valid(a) === null || pep440.valid(b) === null ? undefined : pep440.compare(a, b)),
  RubyGems: (a, b) => (gem.valid(a) === null || gem.valid(b) === null ? undefined : compareGem(a, b)),
  Maven: compareMaven,
  NuGet: compareNuget,
  Packagist: compareComposer,
};

export function orderOf(ecosystem: string): Order | undefined {
  return Object.hasOwn(orders, ecosystem) ? orders[ecosystem] : undefined;
}

function compareSemver(a: string, b: string): number | undefined {
  const [left, right] = [parse(a), parse(b)];
  return left && right ? semver.compare(left, right) : undefined;
}

/** Go writes v1.2.3, and records may leave out zeros. */
function parse(version: string): semver.SemVer | null {
  const plain = version.replace(/^v(?=\d)/, '');
  return semver.parse(plain, { loose: true }) ?? (/^\d+(\.\d+)?$/.test(plain) ? semver.coerce(plain) : null);
}

function compareGem(a: string, b: string): number {
  if (gem.eq(a, b)) return 0;
  return gem.lt(a, b) ? -1 : 1;
}
