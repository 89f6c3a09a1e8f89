import { spokenBy, type Spoken } from './spoken.ts';
import type { Expression, Rule } from './types.ts';

export interface Meaning {
  /** How many statements of the words were held against the expression. */
  readonly compared: number;
  readonly wrong: readonly { readonly kind: string; readonly says: string }[];
}

/** A metric whose own name says that it is a share: recorded ratios, utilisation. */
const shareName =
  /(^|[_:])(ratio|percent|percentage|pct|utili[sz]ation|usage|share|fraction|availability|burn|burnrate|saturation|error_?rate)([_:\d]|$)/i;
/** Counters of things that happen. */
const countsEvents = /(?<!(seconds|time|cpu|bytes))_total$|_count$|errors?$|failures?$|requests$/i;
const inMilliseconds = /_(ms|millis|milliseconds|msec)(_(bucket|sum|count|total|max))?$|milliseconds/i;
const inSeconds = /_seconds(_(bucket|sum|count|total|max))?$|_timestamp/;

/** Holds what an alert says against what it computes. Where its words name no number, nothing is compared. */
export function meaningOf(rule: Rule): Meaning {
  const { expression } = rule;
  const spoken = spokenBy(rule);
  if (!expression.valid) return { compared: 0, wrong: [] };
  const checks = [
    comparePercent(expression, spoken),
    compareShare(rule, spoken),
    compareSeconds(expression, spoken),
    compareQuantile(expression, spoken),
  ];
  return {
    compared: checks.filter((check) => check !== undefined).length,
    wrong: checks.flatMap((check) => (check === undefined || check === 'right' ? [] : [check])),
  };
}

type Check = 'right' | { readonly kind: string; readonly says: string } | undefined;

function comparePercent(
  { threshold, ratio, percent, scaled, metrics }: Expression,
  { percents }: Spoken,
): Check {
  const [stated] = percents;
  if (stated === undefined || new Set(percents).size > 1 || !threshold || scaled) return undefined;
  const share = ratio || metrics.some(isShare);
  if (!share && !percent) return undefined;
  // A recorded share may be written as 0.05 or as 5.
  const direct = ratio ? [percent ? stated : stated / 100] : [stated, stated / 100];
  // "Less than 10 % free" says the same as "more than 90 % used".
  const expected = [...direct, ...direct.map((value) => (value > 1 || percent ? 100 : 1) - value)];
  if (expected.some((value) => isNear(threshold.value, value))) return 'right';
  return {
    kind: 'percent',
    says: `its words say ${stated} %, and it compares ${ratio ? 'a ratio' : 'a share'}${percent ? ' times 100' : ''} with ${threshold.value}`,
  };
}

/** "Error rate above 5 %" over errors per second is the classic: 0.05 errors a second is nothing like 5 %. */
function compareShare({ expression, name }: Rule, { saysShare, saysPerTime, percents }: Spoken): Check {
  const { threshold, ratio, percent, metrics, functions } = expression;
  if (!threshold || !saysShare || saysPerTime) return undefined;
  if (ratio || percent || metrics.some(isShare)) return 'right';
  // Seconds per second are a share already: time spent, processor used.
  if (!metrics.every((metric) => countsEvents.test(metric))) return undefined;
  const counts =
    functions.some((one) => /^(rate|irate|increase)$/.test(one)) && expression.quantile === undefined;
  const [stated] = percents;
  const meansShare =
    stated === undefined
      ? /error.?(rate|ratio)/i.test(name) && threshold.value > 0 && threshold.value < 1
      : isNear(threshold.value, stated / 100) || isNear(threshold.value, stated);
  if (!counts || !meansShare) return undefined;
  return {
    kind: 'not-a-ratio',
    says: `its words speak of a share, and it compares events per second with ${threshold.value}`,
  };
}

function compareSeconds(
  { threshold, metrics, age, quantile, ratio, scaled }: Expression,
  { seconds }: Spoken,
): Check {
  const [stated] = seconds;
  if (stated === undefined || seconds.length > 1 || !threshold || ratio || scaled) return undefined;
  const timed = age || quantile !== undefined || metrics.every((metric) => inSeconds.test(metric));
  if (!timed || metrics.length === 0) return undefined;
  const milliseconds = metrics.some((metric) => inMilliseconds.test(metric));
  if (!milliseconds && !age && !metrics.some((metric) => inSeconds.test(metric))) return undefined;
  const expected = milliseconds ? stated * 1_000 : stated;
  if (isNear(threshold.value, expected)) return 'right';
  return {
    kind: 'unit',
    says: `its words say ${stated} s, and it compares ${milliseconds ? 'milliseconds' : 'seconds'} with ${threshold.value}`,
  };
}

function compareQuantile({ quantile }: Expression, { percentile }: Spoken): Check {
  if (quantile === undefined || percentile === undefined) return undefined;
  if (isNear(quantile, percentile)) return 'right';
  return {
    kind: 'quantile',
    says: `its words say the ${percentile * 100}th percentile, and it computes the ${quantile * 100}th`,
  };
}

function isShare(metric: string): boolean {
  return shareName.test(metric) && !/_(bytes|seconds|total|count)$/.test(metric);
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(1e-9, Math.abs(b) * 0.005);
}
