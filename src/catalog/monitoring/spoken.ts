import type { Rule } from './types.ts';

/** Numbers that the words of an alert state, in one unit each. */
export interface Spoken {
  readonly percents: readonly number[];
  readonly seconds: readonly number[];
  readonly percentile?: number;
  /** The words speak of a share: "error rate", "ratio", "percentage". */
  readonly saysShare: boolean;
  /** The words speak of a count by time: "per second", "errors/s". */
  readonly saysPerTime: boolean;
}

const unitSeconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  millisecond: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3_600,
  hour: 3_600,
  d: 86_400,
  day: 86_400,
  week: 604_800,
};
const told = /^(summary|description|message|title)$/i;

/** What the summary and description of a rule say. Template values say nothing: they are what was measured. */
export function spokenBy(rule: Rule): Spoken {
  const text = rule.annotations
    .filter(({ name }) => told.test(name))
    .map((annotation) => annotation.text.replace(/\{\{.{0,200}?\}\}\s*%?/g, ' '))
    .join('. ')
    .slice(0, 2_000);
  const waits = [rule.for, ...rangesOf(rule.expression.text)].flatMap((wait) =>
    wait === undefined ? [] : secondsOf(wait),
  );
  const seconds = [
    ...text.matchAll(
      /(\d+(?:\.\d+)?)\s?(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?|weeks?)\b/gi,
    ),
  ]
    .map((match) => Number(match[1]) * (unitSeconds[singular(match[2] ?? '')] ?? Number.NaN))
    .filter((value) => Number.isFinite(value) && !waits.includes(value));
  const percentile = /\b(?:p(\d{2,3}(?:\.\d+)?)|(\d{2}(?:\.\d+)?)th percentile)\b/i.exec(
    `${rule.name.replace(/([a-z])(P\d)/, '$1 $2')} ${text}`,
  );
  const level = Number(percentile?.[1] ?? percentile?.[2]);
  return {
    percents: [...text.matchAll(/(\d+(?:\.\d+)?)\s?(?:%|percent\b)/gi)].map((match) => Number(match[1])),
    seconds: [...new Set(seconds)],
    ...(Number.isFinite(level) ? { percentile: level > 100 ? level / 1_000 : level / 100 } : {}),
    saysShare: /\b(error|failure|success)[ _-]?(rate|ratio|percent\w*)\b|\bratio\b|\d\s?%/i.test(
      `${text} ${spaced(rule.name)}`,
    ),
    saysPerTime:
      /per[ -](\d+[ -])?(second|minute|hour)|\/\s?(s|sec|min|m|h)\b|\bin the last\b|\brequests?\/|\berrors?\//i.test(
        text,
      ),
  };
}

function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2');
}

function rangesOf(expression: string): string[] {
  return [...expression.matchAll(/\[(\d+[smhdw])(?::[^\]]*)?\]/g)].map((match) => match[1] ?? '');
}

function secondsOf(duration: string): number[] {
  const match = /^(\d+)(ms|s|m|h|d|w)$/.exec(duration);
  const unit = match?.[2] === 'w' ? 'week' : (match?.[2] ?? '');
  return match ? [Number(match[1]) * (unitSeconds[unit] ?? Number.NaN)] : [];
}

function singular(unit: string): string {
  const lower = unit.toLowerCase();
  return lower.length > 2 && lower.endsWith('s') ? lower.slice(0, -1) : lower;
}
