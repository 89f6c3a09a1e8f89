export interface StatedDate {
  readonly about: 'updated' | 'review' | 'target' | 'created';
  readonly text: string;
  /** YYYY-MM-DD; a month or a year is the span of its days. */
  readonly from: string;
  readonly to: string;
}

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const month = `(${months.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')}|sept)\\.?`;

const shapes: readonly (readonly [
  RegExp,
  (parts: readonly string[]) => readonly [number, number?, number?],
])[] = [
  [/\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/, ([y, m, d]) => [num(y), num(m), num(d)]],
  [
    new RegExp(`\\b${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'i'),
    ([m, d, y]) => [num(y), monthOf(m), num(d)],
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${month},?\\s+(\\d{4})\\b`, 'i'),
    ([d, m, y]) => [num(y), monthOf(m), num(d)],
  ],
  [new RegExp(`\\b${month},?\\s+(\\d{4})\\b`, 'i'), ([m, y]) => [num(y), monthOf(m)]],
  [/\bQ([1-4])[\s/-]+(\d{4})\b/i, ([q, y]) => [num(y), -num(q)]],
  [/\b(\d{4})[-/](\d{1,2})\b/, ([y, m]) => [num(y), num(m)]],
  [/^\W*(\d{4})\W*$/, ([y]) => [num(y)]],
];

const keys: readonly (readonly [StatedDate['about'], RegExp])[] = [
  [
    'review',
    /\b(?:next|upcoming)\s+(?:scheduled\s+)?(?:review|audit|update|assessment)|\breview[ _-]?(?:due|by|date)\b|\bvalid until\b|\bexpires?\b|\bto be reviewed\b/i,
  ],
  [
    'updated',
    /\blast[ _-]?(?:updated?|modified|revised|revision|reviewed|review|changed|edited|verified|validated|tested|assessed)\b|^(?:updated|revised|reviewed|date|as of|version date|report date|assessment date|generated)(?:\s+on)?\b|\beffective(?: date| from| as of)?\b/i,
  ],
  ['target', /\b(?:target|deadline|due|go-?live|launch)\b/i],
  ['created', /^(?:created|published|author(?:ed)?)(?:\s+on)?\b/i],
];

/** The date that a line states about its document: "**Last updated**: January 2025", "next_review: 2026-03-01". */
export function readStatedDate(line: string): StatedDate | undefined {
  if (line.length > 160 || !/\d{4}/.test(line)) return undefined;
  const plain = line.replace(/^[^\p{L}\d]+/u, '').replaceAll('_', ' ');
  const split = /^([^:]{2,50}):\s*(.+)$/.exec(plain) ?? /^(.{2,40}?\b(?:on|as of))\s+(.+)$/i.exec(plain);
  const key = split?.[1] ?? plain;
  const about = keys.find(([, pattern]) => pattern.test(key))?.[0];
  if (about === undefined) return undefined;
  const span = readDate(split?.[2] ?? plain);
  return span && { about, ...span };
}

/** The first date in a text. Day and month in doubt (03/04/2025) are not read. */
function readDate(text: string): { text: string; from: string; to: string } | undefined {
  for (const [pattern, order] of shapes) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [year, second, day] = order(match.slice(1).map((part) => part ?? ''));
    const span = spanOf(year, second, day);
    // An impossible day is no date, not the month around it.
    return span && { text: match[0].trim(), ...span };
  }
  return undefined;
}

function spanOf(year: number, second?: number, day?: number): { from: string; to: string } | undefined {
  if (year < 1990 || year > 2100) return undefined;
  if (second === undefined) return { from: iso(year, 1, 1), to: iso(year, 12, 31) };
  if (second < 0) return { from: iso(year, -3 * second - 2, 1), to: iso(year, -3 * second + 1, 0) };
  if (second < 1 || second > 12) return undefined;
  if (day === undefined) return { from: iso(year, second, 1), to: iso(year, second + 1, 0) };
  const date = iso(year, second, day);
  return day < 1 || Number(date.slice(8)) !== day ? undefined : { from: date, to: date };
}

function iso(year: number, monthNumber: number, day: number): string {
  return new Date(Date.UTC(year, monthNumber - 1, day)).toISOString().slice(0, 10);
}

function monthOf(name: string | undefined): number {
  return months.findIndex((one) => one.startsWith((name ?? '').slice(0, 3).toLowerCase())) + 1;
}

function num(text: string | undefined): number {
  return Number(text);
}
