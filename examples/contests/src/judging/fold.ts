import type { JudgingEvent, Recorded } from './events.ts';
import type { Rubric } from './rubric.ts';

/** The scores of one criterion of one entry: each judge's latest, and the decision that overrides them, if any. */
export interface Marks {
  readonly byJudge: ReadonlyMap<string, number>;
  readonly decided: number | undefined;
}

export interface EntryState {
  readonly withdrawn: boolean;
  readonly marks: ReadonlyMap<string, Marks>;
}

export interface JudgingState {
  readonly lastPlace: number;
  readonly entries: ReadonlyMap<string, EntryState>;
  readonly refused: readonly { readonly place: number; readonly because: string }[];
}

const NO_MARKS: Marks = { byJudge: new Map(), decided: undefined };

export function emptyState(entries: readonly string[]): JudgingState {
  return {
    lastPlace: 0,
    entries: new Map(entries.map((id) => [id, { withdrawn: false, marks: new Map() }])),
    refused: [],
  };
}

/**
 * Folds events into a state, in the order of their places whatever order they arrive in, each place once.
 * The same question, `refusal`, is asked before an event is appended; one that was appended all the same counts for nothing.
 */
export function fold(rubric: Rubric, from: JudgingState, recorded: readonly Recorded[]): JudgingState {
  const entries = new Map(from.entries);
  const refused = [...from.refused];
  let lastPlace = from.lastPlace;
  for (const { place, event } of [...recorded].sort((a, b) => a.place - b.place)) {
    if (place <= lastPlace) continue; // delivered again
    lastPlace = place;
    const because = refusal(rubric, { entries }, event);
    const entry = entries.get(event.entry);
    if (because !== undefined || entry === undefined)
      refused.push({ place, because: because ?? 'unknown entry' });
    else entries.set(event.entry, apply(entry, event));
  }
  return { lastPlace, entries, refused };
}

/** Says why an event may not be appended in this state, or undefined. */
export function refusal(
  rubric: Rubric,
  state: Pick<JudgingState, 'entries'>,
  event: JudgingEvent,
): string | undefined {
  const entry = state.entries.get(event.entry);
  if (entry === undefined) return `Entry ${event.entry} is not in this contest.`;
  if (entry.withdrawn) return `Entry ${event.entry} was withdrawn.`;
  if (event.kind === 'withdrawn') return undefined;
  const criterion = rubric.criteria.find(({ id }) => id === event.criterion);
  if (criterion === undefined) return `"${event.criterion}" is not a criterion of the rubric.`;
  const marks = entry.marks.get(event.criterion) ?? NO_MARKS;
  if (event.kind === 'reopened')
    return marks.decided === undefined ? 'There is no decision to re-open.' : undefined;
  if (event.points > criterion.maxPoints)
    return `"${criterion.title}" has at most ${criterion.maxPoints} points.`;
  if (marks.decided !== undefined) return 'This was decided; re-open the decision first.';
  if (event.kind === 'adjudicated') return undefined;
  const scored = marks.byJudge.has(event.judge);
  if (event.kind === 'scored' && scored)
    return 'This judge has scored this already; score again with a reason.';
  if (event.kind === 'rescored' && !scored) return 'This judge has not scored this yet.';
  return undefined;
}

function apply(entry: EntryState, event: JudgingEvent): EntryState {
  if (event.kind === 'withdrawn') return { ...entry, withdrawn: true };
  const before = entry.marks.get(event.criterion) ?? NO_MARKS;
  return { ...entry, marks: new Map(entry.marks).set(event.criterion, applyToMarks(before, event)) };
}

function applyToMarks(marks: Marks, event: Exclude<JudgingEvent, { readonly kind: 'withdrawn' }>): Marks {
  switch (event.kind) {
    case 'scored':
    case 'rescored':
      return { ...marks, byJudge: new Map(marks.byJudge).set(event.judge, event.points) };
    case 'adjudicated':
      return { ...marks, decided: event.points };
    case 'reopened':
      return { ...marks, decided: undefined };
  }
}
