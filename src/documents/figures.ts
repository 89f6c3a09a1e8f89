export interface Figure {
  /** `score` is n of a whole, `grade` a letter, `share` a percentage, `measure` has a unit, `count` counts things. */
  readonly kind: 'score' | 'grade' | 'share' | 'measure' | 'count';
  readonly text: string;
  readonly value: number;
  readonly of?: number;
  readonly unit?: string;
  /** What the number limits: `below` in "< 300ms", `above` in "85%+". */
  readonly bound?: 'below' | 'above' | 'about';
}

const time = 'ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?';
const size = '[KMGT]i?B|bytes?';
const rate =
  '(?:requests?|reqs?|rps|tps|qps|calls|messages|jobs|errors?)(?:\\s?(?:/|per)\\s?(?:s(?:ec(?:ond)?)?|m(?:in(?:ute)?)?|h(?:our)?|d(?:ay)?)\\b)?|req/s|/s(?:ec(?:ond)?)?|/min(?:ute)?|/h(?:our)?';
const things =
  '(?:[a-z]+ ){0,2}(?:lines?|endpoints?|routes?|tests?|users?|connections?|indexes|indices|tables?|migrations?|test cases?|test files?|spec files?|hooks?|files?|pages?|tools?|services?|chars?|characters|replicas?|instances?|alerts?|dashboards?|components?|modules?|vulnerabilit(?:y|ies)|scripts?|workflows?|bytes?)';
const pattern = new RegExp(
  `(<=|>=|[<>≤≥~≈]|\\b(?:under|below|sub-|within|at most|less than|up to|max(?:imum)?(?: of)?|over|above|at least|more than|min(?:imum)?(?: of)?|about|around|approximately)\\s?)?\\s?` +
    `(?<![\\w.#])(?<!(?<!\\bsub)-)(?<!\\bv)(\\d[\\d,]{0,12}(?:\\.\\d{1,6})?)(\\+)?\\s?` +
    `(?:/\\s?(10|100)\\b(?!/)|(%)|-?((?:${time}|${size}|${rate})\\b)|(${things})\\b)(\\+)?`,
  'gi',
);
/** What stands right before or right after a percentage that rates the whole. */
const ratesBefore =
  /\b(?:score|rating|readiness|maturity|overall|progress|completion|ready)\b[^.,;(]{0,20}$/i;
const ratesAfter = /^\+?\s*(?:production[- ]?)?(?:ready|readiness|complete|done|finished)\b/i;
const grade =
  /\b(?:score|rating|grade|rated)\b[^.]{0,20}?(?<![\w+])([A-F][+-]?)(?![\w+])|(?<![\w+])([A-F][+-])(?![\w+])\s*(?:rating|grade|score)/i;

/** "Concurrent users: 100+": the key is the unit. */
const bareNumber =
  /^([\p{L}][\p{L} /&-]{1,50}):\s*([<>≤≥~≈]?)\s*(\d[\d,]{0,12}(?:\.\d+)?)(\+?)(?=[^\w.:/-]*$)/u;

/** The numbers of a line that say how much was reached. A number without a unit or a whole is none. */
export function readFigures(text: string): Figure[] {
  const figures: Figure[] = [];
  for (const match of text.slice(0, 2_000).matchAll(pattern)) {
    const [found, before, digits, plus, of, percent, unit, thing, trailing] = match;
    const value = Number(digits?.replaceAll(',', ''));
    if (!Number.isFinite(value)) continue;
    const bound = boundOf(before, plus ?? trailing);
    const base = { text: found.trim(), value, ...(bound ? { bound } : {}) };
    if (of !== undefined) figures.push({ ...base, kind: 'score', of: Number(of) });
    else if (percent !== undefined) figures.push(shareOrScore(base, text, match.index));
    else if (unit !== undefined) figures.push({ ...base, kind: 'measure', unit: unit.toLowerCase() });
    else if (thing !== undefined) figures.push({ ...base, kind: 'count', unit: thing.toLowerCase() });
  }
  const bare = figures.length > 0 ? null : bareNumber.exec(text);
  if (bare) {
    const bound = boundOf(bare[2], bare[4]);
    const value = Number(bare[3]?.replaceAll(',', ''));
    figures.push({
      kind: 'count',
      text: bare[0].trim(),
      value,
      unit: String(bare[1]).toLowerCase(),
      ...(bound ? { bound } : {}),
    });
  }
  const letter = grade.exec(text);
  const name = letter?.[1] ?? letter?.[2];
  if (name !== undefined && name === name.toUpperCase()) {
    figures.push({ kind: 'grade', text: name, value: gradeValue(name) });
  }
  return figures;
}

function shareOrScore(base: Omit<Figure, 'kind'>, text: string, index: number): Figure {
  const before = text.slice(Math.max(0, index - 40), index);
  const after = text.slice(index).replace(base.text, '').slice(0, 30);
  const rates = ratesBefore.test(before)
    ? !/\bcover/i.test(before + after)
    : ratesAfter.test(after.trimStart());
  return rates ? { ...base, kind: 'score', of: 100, unit: '%' } : { ...base, kind: 'share', unit: '%' };
}

function boundOf(before: string | undefined, plus: string | undefined): Figure['bound'] {
  const word = before?.trim().toLowerCase() ?? '';
  if (/^(<|<=|≤|under|below|sub-|within|at most|less|up to|max)/.test(word)) return 'below';
  if (/^(>|>=|≥|over|above|at least|more|min)/.test(word) || plus === '+') return 'above';
  return /^(~|≈|about|around|approx)/.test(word) ? 'about' : undefined;
}

/** A+ is the best, 4.3, as in school marks. */
function gradeValue(name: string): number {
  const whole = 'FEDCBA'.indexOf(name.charAt(0)) - 1;
  return whole + (name.endsWith('+') ? 0.3 : name.endsWith('-') ? -0.3 : 0);
}
