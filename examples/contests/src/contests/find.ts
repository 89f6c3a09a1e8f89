// Finding contests: filters, words, nearness, one page at a time.
import Type, { type Static } from 'typebox';
import { sql } from 'kysely';
import type { Db } from '../database/session.ts';
import type { Caller } from '../http/access.ts';
import { notFound, Problem } from '../http/problems.ts';
import { closed, Id, Instant, Latitude, Longitude, PageQuery } from '../http/schemas.ts';
import { contestRows, KindSchema, StatusSchema, type ContestRow } from './view.ts';

const EARTH_RADIUS_KM = 6_371;

export const FindQuery = Type.Object(
  {
    ...PageQuery,
    words: Type.Optional(
      Type.String({
        minLength: 2,
        maxLength: 200,
        description: 'Full-text search in title, prize, place and description.',
      }),
    ),
    status: Type.Optional(StatusSchema),
    kind: Type.Optional(KindSchema),
    sponsorId: Type.Optional(Id),
    startsBefore: Type.Optional(Instant),
    endsAfter: Type.Optional(Instant),
    latitude: Type.Optional(Latitude),
    longitude: Type.Optional(Longitude),
    withinKm: Type.Optional(Type.Number({ minimum: 0.1, maximum: 20_000 })),
  },
  closed,
);

export async function findContests(db: Db, query: Static<typeof FindQuery>): Promise<ContestRow[]> {
  let found = contestRows(db);
  if (query.words !== undefined)
    found = found.where(sql<boolean>`words @@ websearch_to_tsquery('english', ${query.words})`);
  if (query.status !== undefined) found = found.where('status', '=', query.status);
  if (query.kind !== undefined) found = found.where('kind', '=', query.kind);
  if (query.sponsorId !== undefined) found = found.where('sponsor_id', '=', query.sponsorId);
  if (query.startsBefore !== undefined) found = found.where('starts_at', '<', new Date(query.startsBefore));
  if (query.endsAfter !== undefined) found = found.where('ends_at', '>', new Date(query.endsAfter));
  const { latitude, longitude, withinKm } = query;
  if (latitude !== undefined && longitude !== undefined && withinKm !== undefined) {
    const chord = 2 * Math.sin(Math.min(withinKm / EARTH_RADIUS_KM, Math.PI) / 2);
    // The box is answered by the index, the distance cuts its corners.
    found = found
      .where(sql<boolean>`position <@ cube_enlarge(sphere_point(${latitude}, ${longitude}), ${chord}, 3)`)
      .where(sql<boolean>`position <-> sphere_point(${latitude}, ${longitude}) <= ${chord}`);
  } else if ((latitude ?? longitude ?? withinKm) !== undefined) {
    throw new Problem(400, 'latitude, longitude and withinKm belong together.');
  }
  if (query.cursor !== undefined) {
    found = found.where(
      sql<boolean>`(created_at, id) < (SELECT created_at, id FROM contests WHERE id = ${query.cursor})`,
    );
  }
  return found
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
}

export async function contestOrNotFound(db: Db, contestId: string): Promise<ContestRow> {
  const row = await contestRows(db).where('id', '=', contestId).executeTakeFirst();
  if (row === undefined) throw notFound('contest');
  return row;
}

/** For the routes of a sponsor: the contest must be theirs; an admin may act on any. */
export async function ownsContest(
  db: Db,
  caller: Caller,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  const row = await contestOrNotFound(db, params.contestId ?? '');
  if (row.sponsor_id !== caller.personId && caller.role !== 'admin') {
    throw new Problem(403, 'Only the sponsor of this contest or an admin may do this.');
  }
}
