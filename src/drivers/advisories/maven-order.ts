/** Maven's own order of versions: https://maven.apache.org/pom.html#version-order-specification. No library keeps it. */

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const longNames: Readonly<Record<string, string>> = { cr: 'rc', ga: '', final: '', release: '' };
const shortNames: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };

interface Item {
  readonly separator: '.' | '-';
  readonly value: number | string;
}

export function compareMaven(a: string, b: string): number | undefined {
  if (!/\d/.test(a) || !/\d/.test(b) || a.length > 200 || b.length > 200) return undefined;
  const [left, right] = [itemsOf(a), itemsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareItems(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Splits at dots, dashes and changes between digits and letters, then drops the trailing parts that mean nothing. */
function itemsOf(version: string): Item[] {
  const text = version.toLowerCase();
  const items: Item[] = [];
  let separator: Item['separator'] = '.';
  for (const match of text.matchAll(/([.\-_]?)(\d+|[^.\-_\d]+)?/g)) {
    const [whole, mark = '', token] = match;
    if (whole === '') continue;
    const first = match.index === 0;
    separator = mark === '.' || first ? '.' : '-';
    const next = text[match.index + whole.length];
    items.push({ separator, value: valueOf(token ?? '', next !== undefined && /\d/.test(next)) });
  }
  return trim(items);
}

function valueOf(token: string, beforeDigit: boolean): number | string {
  if (token === '') return 0;
  if (/^\d/.test(token)) return Number(token);
  const short = beforeDigit && Object.hasOwn(shortNames, token) ? shortNames[token] : undefined;
  return short ?? (Object.hasOwn(longNames, token) ? (longNames[token] ?? token) : token);
}

/** 1.0.0 is 1, 1.0-ga is 1, and 1.0.0-foo is 1-foo: nulls before a dash go too. */
function trim(items: readonly Item[]): Item[] {
  const kept: Item[] = [];
  for (const item of items) {
    if (item.separator === '-' || typeof item.value === 'string') dropNulls(kept);
    kept.push(item);
  }
  dropNulls(kept);
  return kept;
}

function dropNulls(items: Item[]): void {
  for (let last = items.at(-1); last && (last.value === 0 || last.value === ''); last = items.at(-1))
    items.pop();
}

function compareItems(a: Item | undefined, b: Item | undefined): number {
  if (!a && !b) return 0;
  if (!a || !b) {
    const present = a ?? b;
    const order = present === undefined ? 0 : compareToNothing(present);
    return a ? order : -order;
  }
  if (typeof a.value === 'number' && typeof b.value === 'number') {
    // 1-1 comes before 1.1: a dash opens a lesser part.
    if (a.separator !== b.separator) return a.separator === '-' ? -1 : 1;
    return Math.sign(a.value - b.value);
  }
  if (typeof a.value === 'number') return 1;
  if (typeof b.value === 'number') return -1;
  return compareQualifiers(a.value, b.value);
}

function compareToNothing({ value }: Item): number {
  return typeof value === 'number' ? Math.sign(value) : compareQualifiers(value, '');
}

function compareQualifiers(a: string, b: string): number {
  const [left, right] = [qualifiers.indexOf(a), qualifiers.indexOf(b)];
  if (left >= 0 && right >= 0) return Math.sign(left - right);
  if (left >= 0 || right >= 0) return left >= 0 ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
