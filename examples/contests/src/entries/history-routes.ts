// What a person has taken part in, and what a sponsor learns about a contest.
import Type from 'typebox';
import { sql } from 'kysely';
import { ownsContest } from '../contests/find.ts';
import { answers, closed, Id, Instant, PageQuery, pageOf, toPage } from '../http/schemas.ts';
import { read } from '../http/work.ts';
import type { Routes } from '../service.ts';

const tags = ['entries'];

const TakenPartSchema = Type.Object({
  id: Id,
  contestId: Id,
  title: Type.String(),
  contestStatus: Type.String(),
  enteredAt: Instant,
  outcome: Type.String({ description: 'won, not_won, waiting, disqualified or cancelled' }),
});

const MyStatisticsSchema = Type.Object({
  entries: Type.Integer(),
  open: Type.Integer(),
  won: Type.Integer(),
});

const ContestStatisticsSchema = Type.Object({
  entries: Type.Integer(),
  disqualified: Type.Integer(),
  unconfirmed: Type.Integer(),
  perDay: Type.Array(Type.Object({ day: Type.String(), entries: Type.Integer() })),
});

const OUTCOME = sql<string>`CASE
  WHEN p.status IS NOT NULL AND p.status <> 'withdrawn' THEN 'won'
  WHEN e.disqualified_at IS NOT NULL THEN 'disqualified'
  WHEN c.status = 'cancelled' THEN 'cancelled'
  WHEN c.status = 'complete' THEN 'not_won'
  ELSE 'waiting' END`;

export const historyRoutes: Routes = (app, { database }) => {
  app.get(
    '/v1/me/entries',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'What I have taken part in, newest first',
        tags,
        querystring: Type.Object(PageQuery, closed),
        response: answers({ 200: pageOf(TakenPartSchema) }),
      },
    },
    (request) =>
      read(database, request, async (db, caller) => {
        const { cursor, limit } = request.query;
        let mine = db
          .selectFrom('entries as e')
          .innerJoin('contests as c', 'c.id', 'e.contest_id')
          .leftJoin('prizes as p', 'p.entry_id', 'e.id')
          .select(['e.id', 'e.contest_id', 'e.entered_at', 'c.title', 'c.status', OUTCOME.as('outcome')])
          .where('e.person_id', '=', caller.personId);
        if (cursor !== undefined) {
          mine = mine.where(
            sql<boolean>`(e.entered_at, e.id) < (SELECT entered_at, id FROM entries WHERE id = ${cursor})`,
          );
        }
        const rows = await mine
          .orderBy('e.entered_at', 'desc')
          .orderBy('e.id', 'desc')
          .limit(limit + 1)
          .execute();
        return toPage(rows, limit, (row) => ({
          id: row.id,
          contestId: row.contest_id,
          title: row.title,
          contestStatus: row.status,
          enteredAt: row.entered_at.toISOString(),
          outcome: row.outcome,
        }));
      }),
  );

  app.get(
    '/v1/me/statistics',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'My participation in numbers',
        tags,
        response: answers({ 200: MyStatisticsSchema }),
      },
    },
    (request) =>
      read(database, request, async (db, caller) => {
        const { rows } = await sql<{ entries: number; open: number; won: number }>`
          SELECT count(*)::int AS entries,
            count(*) FILTER (WHERE c.status = 'active')::int AS open,
            count(*) FILTER (WHERE p.status <> 'withdrawn')::int AS won
          FROM entries e JOIN contests c ON c.id = e.contest_id LEFT JOIN prizes p ON p.entry_id = e.id
          WHERE e.person_id = ${caller.personId}`.execute(db);
        return rows[0] ?? { entries: 0, open: 0, won: 0 };
      }),
  );

  app.get(
    '/v1/contests/:contestId/statistics',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: ownsContest } },
      schema: {
        summary: 'Entries of a contest in numbers',
        tags,
        params: Type.Object({ contestId: Id }),
        response: answers({ 200: ContestStatisticsSchema }),
      },
    },
    (request) =>
      read(database, request, async (db) => {
        const { contestId } = request.params;
        const { rows } = await sql<{
          day: string;
          entries: number;
          disqualified: number;
          unconfirmed: number;
        }>`
          SELECT to_char(entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS entries,
            count(disqualified_at)::int AS disqualified,
            count(*) FILTER (WHERE channel_check = 'unconfirmed')::int AS unconfirmed
          FROM entries WHERE contest_id = ${contestId} GROUP BY 1 ORDER BY 1`.execute(db);
        const total = { entries: 0, disqualified: 0, unconfirmed: 0 };
        for (const row of rows) {
          total.entries += row.entries;
          total.disqualified += row.disqualified;
          total.unconfirmed += row.unconfirmed;
        }
        return { ...total, perDay: rows.map(({ day, entries }) => ({ day, entries })) };
      }),
  );
};
