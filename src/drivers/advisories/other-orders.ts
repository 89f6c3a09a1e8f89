import semver from 'semver';

/** NuGet's order is SemVer's with a fourth number, and names that do not care about case. */
export function compareNuget(a: string, b: string): number | undefined {
  const [left, right] = [nuget(a), nuget(b)];
  if (!left || !right) return undefined;
  return compareNumbers(left.numbers, right.numbers) || comparePre(left.pre, right.pre);
}

function nuget(version: string): { numbers: number[]; pre: string } | undefined {
  const match = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9a-z.-]+))?(?:\+.*)?$/i.exec(version.trim());
  if (!match?.[1]) return undefined;
  return { numbers: match[1].split('.').map(Number), pre: (match[2] ?? '').toLowerCase() };
}

function comparePre(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const [left, right] = [
    semver.parse(`0.0.0-${a}`, { loose: true }),
    semver.parse(`0.0.0-${b}`, { loose: true }),
  ];
  return left && right ? semver.compare(left, right) : a < b ? -1 : 1;
}

const stabilities = ['dev', 'alpha', 'beta', 'rc', '', 'patch'];
const shortStabilities: Readonly<Record<string, string>> = {
  a: 'alpha',
  b: 'beta',
  pl: 'patch',
  p: 'patch',
  stable: '',
};

/** Composer: up to four numbers, then dev, alpha, beta, RC, nothing or patch, with a number of its own. */
export function compareComposer(a: string, b: string): number | undefined {
  const [left, right] = [composer(a), composer(b)];
  if (!left || !right) return undefined;
  return (
    compareNumbers(left.numbers, right.numbers) ||
    Math.sign(stabilities.indexOf(left.stability) - stabilities.indexOf(right.stability)) ||
    Math.sign(left.step - right.step)
  );
}

function composer(version: string): { numbers: number[]; stability: string; step: number } | undefined {
  const match =
    /^v?(\d+(?:\.\d+){0,3})[-._]?(?:(stable|beta|b|rc|alpha|a|patch|pl|p|dev)[-.]?(\d+)?)?(?:\+.*)?$/i.exec(
      version.trim(),
    );
  if (!match?.[1]) return undefined;
  const word = (match[2] ?? '').toLowerCase();
  const stability = Object.hasOwn(shortStabilities, word) ? (shortStabilities[word] ?? '') : word;
  return { numbers: match[1].split('.').map(Number), stability, step: Number(match[3] ?? 0) };
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < 4; index += 1) {
    const order = Math.sign((a[index] ?? 0) - (b[index] ?? 0));
    if (order !== 0) return order;
  }
  return 0;
}
