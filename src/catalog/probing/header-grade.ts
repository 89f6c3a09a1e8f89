import type { Exchange } from '../evidence/http-answers.ts';

/** Best first. */
export const gradeOrder: readonly string[] = [
  'A+',
  'A',
  'A-',
  'B+',
  'B',
  'B-',
  'C+',
  'C',
  'C-',
  'D+',
  'D',
  'D-',
  'F',
];

/** Points that the MDN HTTP Observatory takes off a hundred, for the headers that one answer can show. */
const deductions: readonly {
  readonly lack: string;
  readonly points: number;
  readonly missing: (headers: ReadonlyMap<string, string>, scheme: string) => boolean;
}[] = [
  {
    lack: 'no content security policy',
    points: 25,
    missing: (headers) => !headers.has('content-security-policy'),
  },
  {
    lack: 'a content security policy that allows inline scripts',
    points: 20,
    missing: (headers) => allowsInline(headers.get('content-security-policy')),
  },
  { lack: 'no HTTPS', points: 20, missing: (_headers, scheme) => scheme !== 'https' },
  {
    lack: 'no HSTS',
    points: 20,
    missing: (headers, scheme) => scheme === 'https' && !headers.has('strict-transport-security'),
  },
  {
    lack: 'HSTS for less than six months',
    points: 10,
    missing: (headers) => maxAgeOf(headers.get('strict-transport-security')) < 15_768_000,
  },
  {
    lack: 'framing is not forbidden',
    points: 20,
    missing: (headers) =>
      !headers.has('x-frame-options') &&
      !/frame-ancestors/.test(headers.get('content-security-policy') ?? ''),
  },
  {
    lack: 'no nosniff',
    points: 5,
    missing: (headers) => headers.get('x-content-type-options')?.toLowerCase() !== 'nosniff',
  },
];
const gradeByTens: readonly (readonly [number, string])[] = [
  [100, 'A+'],
  [90, 'A'],
  [85, 'A-'],
  [80, 'B+'],
  [70, 'B'],
  [65, 'B-'],
  [60, 'C+'],
  [50, 'C'],
  [45, 'C-'],
  [40, 'D+'],
  [30, 'D'],
  [25, 'D-'],
  [0, 'F'],
];

/** The grade of one answer by the Observatory's published scoring, as far as headers decide it. */
export function gradeOf(
  { headers }: Exchange,
  scheme: string,
): { grade: string; points: number; lacks: readonly string[] } {
  const known = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const found = deductions.filter((one) => one.missing(known, scheme));
  const points = Math.max(0, 100 - found.reduce((sum, one) => sum + one.points, 0));
  return {
    grade: gradeByTens.find(([from]) => points >= from)?.[1] ?? 'F',
    points,
    lacks: found.map((one) => one.lack),
  };
}

function allowsInline(policy: string | undefined): boolean {
  if (policy === undefined) return false;
  const scripts = /(?:^|;)\s*(?:script-src|default-src)\s+([^;]*)/i.exec(policy)?.[1] ?? '';
  return /'unsafe-inline'/.test(scripts) && !/'nonce-|'sha\d{3}-|'strict-dynamic'/.test(scripts);
}

function maxAgeOf(value: string | undefined): number {
  return value === undefined ? Number.POSITIVE_INFINITY : Number(/max-age=(\d+)/i.exec(value)?.[1] ?? 0);
}
