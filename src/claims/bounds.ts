import type { Figure } from '../documents/figures.ts';
import type { Statement } from '../documents/statements.ts';
import type { AuditResult } from '../kit/result.ts';
import type { Match } from './map.ts';

/** A number that a line claims, as a limit of the audit that measures it. */
export interface Bound {
  readonly audit: string;
  readonly limit: string;
  /** In the unit of the limit. */
  readonly value: number;
  readonly figure: Figure;
}

/** The limits of the audits, and the audits judged against a number of a document instead of the team's. */
export interface Measures {
  readonly limits: ReadonlyMap<string, Readonly<Record<string, { readonly unit: string }>>>;
  judge(bound: Pick<Bound, 'audit' | 'limit' | 'value'>, from: string): AuditResult | undefined;
}

/** How many of the smallest unit of its kind a unit is. */
const units: readonly (readonly [kind: string, pattern: RegExp, factor: number])[] = [
  ['time', /^(?:ms|milliseconds?)$/, 1],
  ['time', /^(?:s|secs?|seconds?)$/, 1_000],
  ['time', /^(?:m|mins?|minutes?)$/, 60_000],
  ['time', /^(?:h|hrs?|hours?)$/, 3_600_000],
  ['time', /^days?$/, 86_400_000],
  ['share', /^(?:%|percent|percent of lines)$/, 1],
  ['size', /^bytes?$/, 1],
  ['size', /^ki?b$/, 1_000],
  ['size', /^mi?b$/, 1_000_000],
  ['size', /^gi?b$/, 1_000_000_000],
  ['rate', /^(?:(?:requests?|reqs?)\s?(?:\/|per )\s?s(?:ec(?:ond)?)?|rps|qps|tps|\/s(?:ec(?:ond)?)?)$/, 60],
  ['rate', /^(?:(?:requests?|reqs?)\s?(?:\/|per )\s?m(?:in(?:ute)?)?|\/min(?:ute)?)$/, 1],
  ['people', /^(?:people|(?:concurrent|simultaneous|parallel|active)?\s?(?:users?|connections?))$/, 1],
];

/**
 * The number of a line that an audit measures, where nobody can mistake which: the line names the matter itself, and
 * one limit of the audit has that kind of unit. A number for one route or part is not one for the whole.
 */
export function readBound(
  { figures, text, says }: Statement,
  matches: readonly Match[],
  { limits }: Measures,
): Bound | undefined {
  if (says === 'open' || says === 'partial' || isForPart(text)) return undefined;
  const audits = matches.filter(({ place }) => place !== 'context').flatMap((match) => match.audits);
  for (const audit of new Set(audits)) {
    const declared = Object.entries(limits.get(audit) ?? {});
    for (const figure of figures) {
      const said = scaleOf(figure.unit ?? '');
      if (!said || figure.kind === 'score') continue;
      const fitting = declared.flatMap(([limit, { unit }]) => {
        const scale = scaleOf(unit);
        return scale?.kind === said.kind ? [{ limit, factor: scale.factor }] : [];
      });
      const [only, ...others] = fitting;
      if (only && others.length === 0)
        return { audit, limit: only.limit, value: (figure.value * said.factor) / only.factor, figure };
    }
  }
  return undefined;
}

/** "p95 under 300 ms for the listing", "GET /contests: 200 ms". */
function isForPart(text: string): boolean {
  return /\b(?:for|on) (?!all\b|every\b|each\b|production\b|average\b)(?:the )?[a-z]|\b(?:GET|POST|PUT|PATCH|DELETE) \/|(?<!\w)\/(?:api|v\d)\//i.test(
    text,
  );
}

function scaleOf(unit: string): { kind: string; factor: number } | undefined {
  const plain = unit.toLowerCase().trim();
  const found = units.find(([, pattern]) => pattern.test(plain));
  return found && { kind: found[0], factor: found[2] };
}

/** The audits of a line, the one that measures its number judged against that number. */
export function judgedAgainst(
  statement: Statement,
  matches: readonly Match[],
  byId: ReadonlyMap<string, AuditResult>,
  measures: Measures | undefined,
  from: string,
): { statement: Statement; byId: ReadonlyMap<string, AuditResult> } {
  const bound = measures && readBound(statement, matches, measures);
  const before = bound && byId.get(bound.audit);
  // What was not measured is not measured against another number either.
  if (!bound || !before || !/^(?:pass|fail)$/.test(before.outcome)) return { statement, byId };
  const judged = measures.judge(bound, from);
  if (!judged || !/^(?:pass|fail)$/.test(judged.outcome)) return { statement, byId };
  return {
    statement: { ...statement, figures: statement.figures.filter((one) => one !== bound.figure) },
    byId: new Map([...byId, [bound.audit, judged]]),
  };
}
