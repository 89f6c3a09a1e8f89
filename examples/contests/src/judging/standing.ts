import type { Recorded } from './events.ts';
import { emptyState, fold, type EntryState, type JudgingState, type Marks } from './fold.ts';
import type { Rubric } from './rubric.ts';

export interface StandingRow {
  readonly entry: string;
  readonly state: 'ranked' | 'incomplete' | 'withdrawn';
  /** 1, 1, 3 for two that share the first rank; absent unless ranked. */
  readonly rank?: number;
  /** Weighted sum of the criteria's means, in thousandths of a point. */
  readonly totalMilli: number;
  readonly criteria: readonly CriterionResult[];
}

export interface CriterionResult {
  readonly criterion: string;
  readonly meanMilli: number;
  readonly judges: number;
  readonly adjudicated: boolean;
}

export function standing(
  rubric: Rubric,
  entries: readonly string[],
  recorded: readonly Recorded[],
): readonly StandingRow[] {
  return standingOf(rubric, fold(rubric, emptyState(entries), recorded));
}

/** Ranked entries first, then those that judges have not finished, then the withdrawn ones; equals by entry id. */
export function standingOf(rubric: Rubric, state: JudgingState): readonly StandingRow[] {
  const rows = [...state.entries].map(([entry, its]) => rowOf(rubric, entry, its));
  const byId = (a: StandingRow, b: StandingRow): number => (a.entry < b.entry ? -1 : 1);
  const ranked = rows
    .filter((row) => row.state === 'ranked')
    .sort((a, b) => compare(rubric, a, b) || byId(a, b));
  const others = rows
    .filter((row) => row.state !== 'ranked')
    .sort((a, b) => (a.state < b.state ? -1 : a.state > b.state ? 1 : byId(a, b)));
  return [...withRanks(rubric, ranked), ...others];
}

function withRanks(rubric: Rubric, ranked: readonly StandingRow[]): readonly StandingRow[] {
  const result: StandingRow[] = [];
  for (const [index, row] of ranked.entries()) {
    const above = result[index - 1];
    const shares = above !== undefined && compare(rubric, above, row) === 0;
    result.push({ ...row, rank: shares && above.rank !== undefined ? above.rank : index + 1 });
  }
  return result;
}

function rowOf(rubric: Rubric, entry: string, state: EntryState): StandingRow {
  const criteria = rubric.criteria.map(({ id }) => resultOf(id, state.marks.get(id)));
  let totalMilli = 0;
  for (const [index, { weight }] of rubric.criteria.entries())
    totalMilli += weight * (criteria[index]?.meanMilli ?? 0);
  const complete = criteria.every(({ adjudicated, judges }) => adjudicated || judges >= rubric.judgesNeeded);
  return {
    entry,
    state: state.withdrawn ? 'withdrawn' : complete ? 'ranked' : 'incomplete',
    totalMilli,
    criteria,
  };
}

/** Whole thousandths, rounded half up: sums of whole numbers are exact, so a tie is a tie in every order of adding. */
function resultOf(criterion: string, marks: Marks | undefined): CriterionResult {
  const judges = marks?.byJudge.size ?? 0;
  if (marks?.decided !== undefined)
    return { criterion, meanMilli: marks.decided * 1000, judges, adjudicated: true };
  let sum = 0;
  for (const points of marks?.byJudge.values() ?? []) sum += points;
  const meanMilli = judges === 0 ? 0 : Math.floor((2000 * sum + judges) / (2 * judges));
  return { criterion, meanMilli, judges, adjudicated: false };
}

function compare(rubric: Rubric, a: StandingRow, b: StandingRow): number {
  if (a.totalMilli !== b.totalMilli) return b.totalMilli - a.totalMilli;
  for (const id of rubric.tiesBy) {
    const difference = meanOf(b, id) - meanOf(a, id);
    if (difference !== 0) return difference;
  }
  return 0;
}

function meanOf(row: StandingRow, criterion: string): number {
  return row.criteria.find((one) => one.criterion === criterion)?.meanMilli ?? 0;
}
