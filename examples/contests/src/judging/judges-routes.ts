import Type from 'typebox';
import { contestOrNotFound, ownsContest } from '../contests/find.ts';
import { notFound, Problem } from '../http/problems.ts';
import { answers, Id, Instant, Nothing } from '../http/schemas.ts';
import { read, write } from '../http/work.ts';
import type { Routes } from '../service.ts';

const tags = ['judging'];
const params = Type.Object({ contestId: Id, personId: Id });

export const judgesRoutes: Routes = (app, { database }) => {
  const access = { roles: ['sponsor', 'admin'], owner: ownsContest } as const;

  app.get(
    '/v1/contests/:contestId/judges',
    {
      config: { access },
      schema: {
        summary: 'The judges of a contest',
        tags,
        params: Type.Object({ contestId: Id }),
        response: answers({
          200: Type.Object({ items: Type.Array(Type.Object({ personId: Id, assignedAt: Instant })) }),
        }),
      },
    },
    (request) =>
      read(database, request, async (db) => {
        const rows = await db
          .selectFrom('contest_judges')
          .selectAll()
          .where('contest_id', '=', request.params.contestId)
          .orderBy('assigned_at')
          .execute();
        return {
          items: rows.map((row) => ({ personId: row.person_id, assignedAt: row.assigned_at.toISOString() })),
        };
      }),
  );

  app.put(
    '/v1/contests/:contestId/judges/:personId',
    {
      config: { access },
      schema: { summary: 'Make somebody a judge', tags, params, response: answers({ 204: Nothing }) },
    },
    (request, reply) =>
      write(database, request, reply, async (db) => {
        const { contestId, personId } = request.params;
        const contest = await contestOrNotFound(db, contestId);
        if (contest.kind !== 'judged') throw new Problem(409, 'This contest is drawn, not judged.');
        if (contest.sponsor_id === personId)
          throw new Problem(422, 'The sponsor cannot judge their own contest.');
        const entered = await db
          .selectFrom('entries')
          .select('id')
          .where('contest_id', '=', contestId)
          .where('person_id', '=', personId)
          .executeTakeFirst();
        if (entered !== undefined) throw new Problem(422, 'Whoever has entered a contest cannot judge it.');
        await db
          .insertInto('contest_judges')
          .values({ contest_id: contestId, person_id: personId })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return { status: 204, body: null };
      }),
  );

  app.delete(
    '/v1/contests/:contestId/judges/:personId',
    {
      config: { access },
      schema: {
        summary: 'Somebody judges no more',
        description: 'What they have scored stays in the stream and counts.',
        tags,
        params,
        response: answers({ 204: Nothing }),
      },
    },
    (request, reply) =>
      write(database, request, reply, async (db) => {
        const { contestId, personId } = request.params;
        const removed = await db
          .deleteFrom('contest_judges')
          .where('contest_id', '=', contestId)
          .where('person_id', '=', personId)
          .executeTakeFirst();
        if (removed.numDeletedRows === 0n) throw notFound('judge');
        return { status: 204, body: null };
      }),
  );

  app.get(
    '/v1/me/judging',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'The contests I judge',
        tags,
        response: answers({
          200: Type.Object({
            items: Type.Array(Type.Object({ contestId: Id, title: Type.String(), status: Type.String() })),
          }),
        }),
      },
    },
    (request) =>
      read(database, request, async (db, caller) => {
        const rows = await db
          .selectFrom('contest_judges as j')
          .innerJoin('contests as c', 'c.id', 'j.contest_id')
          .select(['c.id', 'c.title', 'c.status'])
          .where('j.person_id', '=', caller.personId)
          .orderBy('c.ends_at', 'desc')
          .limit(100)
          .execute();
        return { items: rows.map(({ id, title, status }) => ({ contestId: id, title, status })) };
      }),
  );
};
