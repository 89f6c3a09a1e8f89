import { readStatedDate } from '../documents/dates.ts';
import type { Figure } from '../documents/figures.ts';
import type { Statement } from '../documents/statements.ts';
import type { Check } from './checks.ts';

export interface Times {
  /** YYYY-MM-DD. */
  readonly today?: string;
  /** The day of the first commit, YYYY-MM-DD. */
  readonly firstCommit?: string;
}

/** What a document says about itself, against the calendar and against its own numbers. */
export function checkStated(document: string, statements: readonly Statement[], times: Times): Check[] {
  const dates = statements.flatMap((one) => checkDate(document, one, times) ?? []);
  return [...dates, ...statements.flatMap((one) => checkSum(document, one, statements) ?? [])];
}

function checkDate(document: string, { text, line, form }: Statement, times: Times): Check | undefined {
  const date = form === 'heading' ? undefined : readStatedDate(text);
  if (!date || !times.today) return undefined;
  const base = { document, line, kind: 'date' as const, named: date.text };
  const said = date.about === 'updated' || date.about === 'created';
  if (said && date.from > times.today)
    return { ...base, holds: 'no', says: `the day has not come: it is ${times.today}` };
  if (said && times.firstCommit !== undefined && date.to < times.firstCommit)
    return {
      ...base,
      holds: 'cannot-tell',
      says: `the history begins on ${times.firstCommit}, after that day`,
    };
  if (date.about === 'review' && date.to < times.today)
    return { ...base, holds: 'cannot-tell', says: `the day is over, and nothing here shows the review` };
  return undefined;
}

const total = /^\W*(?:\w+\s+){0,3}(?:total|overall|sum|score|rating|average|readiness)\b/i;

/** "Quality score: 95/100" above its parts: an average lies between them, a sum is their sum. */
function checkSum(document: string, whole: Statement, all: readonly Statement[]): Check | undefined {
  const figure = scoreOf(whole);
  if (!figure || figure.of === undefined || !total.test(whole.text)) return undefined;
  const parts = partsOf(whole, all).flatMap((one) => partOf(one) ?? []);
  if (parts.length < 3) return undefined;
  const wholes = parts.map(({ of }) => of);
  const values = parts.map(({ value }) => value);
  const base = { document, line: whole.line, kind: 'sum' as const, named: figure.text };
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  if (sum(wholes) === figure.of && Math.abs(sum(values) - figure.value) >= 0.5)
    return { ...base, holds: 'no', says: `its ${parts.length} parts add up to ${sum(values)}` };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const alike = wholes.every((of) => of === figure.of);
  if (alike && (figure.value < low - 0.5 || figure.value > high + 0.5))
    return { ...base, holds: 'no', says: `its ${parts.length} parts lie between ${low} and ${high}` };
  return undefined;
}

/** Lines directly under a line; for a total in a table, the rows above it under the same heading. */
function partsOf(whole: Statement, all: readonly Statement[]): Statement[] {
  const depth = whole.under.length;
  const below = all.filter(
    ({ under, line }) => line > whole.line && under.length === depth + 1 && under[depth] === whole.text,
  );
  if (whole.form !== 'row') return below;
  const heading = whole.under.join('\n');
  return all.filter(
    ({ form, under, line, text }) =>
      form === 'row' && line < whole.line && under.join('\n') === heading && !total.test(text),
  );
}

function scoreOf({ figures }: Statement): Figure | undefined {
  return figures.find(({ kind }) => kind === 'score');
}

/** "20/25": below a total, a number of a whole is a part of it. */
function partOf({ text }: Statement): { value: number; of: number } | undefined {
  const [, value, of] = /(?<![\w./])(\d+(?:\.\d+)?)\s?\/\s?(\d{1,4})(?![\w/])/.exec(text) ?? [];
  const part = { value: Number(value), of: Number(of) };
  return of === undefined || part.value > part.of ? undefined : part;
}
