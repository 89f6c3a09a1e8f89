// The append-only stream of a contest's judging, and the standing that folds out of it.
import { sql, type Kysely } from 'kysely';
import { contestOrNotFound } from '../contests/find.ts';
import type { Db } from '../database/session.ts';
import type { Tables } from '../database/tables.ts';
import { Problem } from '../http/problems.ts';
import type { JudgingEvent, Recorded } from './events.ts';
import { emptyState, fold, refusal, type JudgingState } from './fold.ts';
import type { Rubric } from './rubric.ts';
import { standingOf, type StandingRow } from './standing.ts';

export interface Standing {
  readonly contestId: string;
  /** The place of the last event that is counted in. */
  readonly place: number;
  readonly rows: readonly StandingRow[];
}

export async function standingFor(db: Kysely<Tables>, contestId: string): Promise<Standing> {
  const rubric = await rubricOf(db, contestId);
  const state = await stateOf(db, contestId, rubric);
  return { contestId, place: state.lastPlace, rows: standingOf(rubric, state) };
}

/** `make` sees the state the event will be appended to; nothing can come between. */
export async function append(
  db: Db,
  contestId: string,
  actorId: string,
  make: (state: JudgingState) => JudgingEvent,
): Promise<Recorded> {
  // One writer per contest at a time, so that places have no gaps and no event is judged against an old state.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${contestId}, 0))`.execute(db);
  const { status } = await contestOrNotFound(db, contestId);
  const rubric = await rubricOf(db, contestId);
  if (status !== 'active' && status !== 'ended')
    throw new Problem(409, `A contest that is ${status} is not judged.`);
  const state = await stateOf(db, contestId, rubric);
  const event = make(state);
  const because = refusal(rubric, state, event);
  if (because !== undefined) throw new Problem(422, because);
  const place = state.lastPlace + 1;
  await db
    .insertInto('judging_events')
    .values({ contest_id: contestId, place, actor_id: actorId, event: JSON.stringify(event) })
    .execute();
  return { place, event };
}

export async function eventsAfter(db: Db, contestId: string, after: number, limit: number) {
  return db
    .selectFrom('judging_events')
    .select(['place', 'happened_at', 'actor_id', 'event'])
    .where('contest_id', '=', contestId)
    .where('place', '>', after)
    .orderBy('place')
    .limit(limit)
    .execute();
}

async function rubricOf(db: Kysely<Tables>, contestId: string): Promise<Rubric> {
  const { rubric } = await contestOrNotFound(db, contestId);
  if (rubric === null) throw new Problem(409, 'This contest is drawn, not judged.');
  return rubric;
}

async function stateOf(db: Kysely<Tables>, contestId: string, rubric: Rubric): Promise<JudgingState> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM judged_entries(${contestId}) AS id`.execute(db);
  const events = await db
    .selectFrom('judging_events')
    .select(['place', 'event'])
    .where('contest_id', '=', contestId)
    .orderBy('place')
    .execute();
  return fold(rubric, emptyState(rows.map(({ id }) => id)), events);
}
