import Type, { type Static } from 'typebox';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Problem } from '../http/problems.ts';
import { answers, Id, Nothing, pageOf, toPage } from '../http/schemas.ts';
import { readOpenly, write } from '../http/work.ts';
import { rubricFault, type Rubric } from '../judging/rubric.ts';
import type { Routes } from '../service.ts';
import { contestOrNotFound, findContests, FindQuery, ownsContest } from './find.ts';
import { createListingCache } from './listing-cache.ts';
import { ContestChangeSchema, ContestSchema, etag, NewContestSchema, view } from './view.ts';
import { canBeDeleted, canBeEdited } from './workflow.ts';

const tags = ['contests'];
const params = Type.Object({ contestId: Id });

export const contestRoutes: Routes = (app, { database, listener }) => {
  const answerFor = createListingCache(listener);

  app.get(
    '/v1/contests',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Find contests, newest first',
        description: 'Everybody sees contests that were approved; sponsors also see their own, admins all.',
        tags,
        querystring: FindQuery,
        response: answers({ 200: pageOf(ContestSchema) }),
      },
    },
    async (request, reply) => {
      const find = () =>
        readOpenly(database, request, async (db, caller) =>
          toPage(await findContests(db, request.query), request.query.limit, (row) => view(row, caller)),
        );
      if (request.caller !== undefined) return find();
      const bytes = await answerFor(request.url, async () =>
        Buffer.from(String(reply.serializeInput(await find(), '200'))),
      );
      // The bytes are the answer of the declared shape, serialised already.
      return reply.type('application/json; charset=utf-8').send(bytes as never);
    },
  );

  app.get(
    '/v1/contests/:contestId',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'One contest',
        tags,
        params,
        response: answers({ 200: ContestSchema, 304: Nothing }),
      },
    },
    async (request, reply) => {
      const contest = await readOpenly(database, request, async (db, caller) =>
        view(await contestOrNotFound(db, request.params.contestId), caller),
      );
      reply.header('etag', etag(contest));
      return request.headers['if-none-match'] === etag(contest) ? reply.code(304).send(null) : contest;
    },
  );

  app.post(
    '/v1/contests',
    {
      config: { access: { roles: ['sponsor', 'admin'] } },
      schema: {
        summary: 'Create a draft',
        tags,
        body: NewContestSchema,
        response: answers({ 201: ContestSchema }),
      },
    },
    (request, reply) =>
      write(database, request, reply, async (db, caller) => {
        const { kind, rubric } = request.body;
        checkRubric(kind, rubric);
        const { id } = await db
          .insertInto('contests')
          .values({
            ...columns(request.body),
            sponsor_id: caller.personId,
            kind,
            title: request.body.title,
            description: request.body.description,
            prize: request.body.prize,
            starts_at: request.body.startsAt,
            ends_at: request.body.endsAt,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        const contest = view(await contestOrNotFound(db, id), caller);
        return {
          status: 201,
          body: contest,
          headers: { location: `/v1/contests/${id}`, etag: etag(contest) },
        };
      }),
  );

  app.patch(
    '/v1/contests/:contestId',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: ownsContest } },
      schema: {
        summary: 'Change a draft or a rejected contest',
        description:
          'Needs If-Match with the ETag that was last read, so that nobody overwrites what they have not seen.',
        tags,
        params,
        body: ContestChangeSchema,
        response: answers({ 200: ContestSchema }),
      },
    },
    (request, reply) =>
      write(database, request, reply, async (db, caller) => {
        const { contestId } = request.params;
        const before = await contestOrNotFound(db, contestId);
        if (!canBeEdited(before.status))
          throw new Problem(409, `A contest that is ${before.status} cannot be edited.`);
        if (request.body.rubric !== undefined) checkRubric(before.kind, request.body.rubric);
        const changed = await db
          .updateTable('contests')
          .set({ ...columns(request.body), version: sql`version + 1`, updated_at: sql`now()` })
          .where('id', '=', contestId)
          .where('version', '=', versionSeen(request))
          .where('status', '=', before.status)
          .executeTakeFirst();
        if (changed.numUpdatedRows === 0n)
          throw new Problem(412, 'Read the contest again, then repeat the change.');
        const contest = view(await contestOrNotFound(db, contestId), caller);
        return { status: 200, body: contest, headers: { etag: etag(contest) } };
      }),
  );

  app.delete(
    '/v1/contests/:contestId',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: ownsContest } },
      schema: {
        summary: 'Delete a draft or a rejected contest',
        description:
          'Whatever was approved or entered is protected: cancel it instead. The audit trail stays.',
        tags,
        params,
        response: answers({ 204: Nothing }),
      },
    },
    async (request, reply) =>
      write(database, request, reply, async (db) => {
        const { contestId } = request.params;
        const { status } = await contestOrNotFound(db, contestId);
        if (!canBeDeleted(status))
          throw new Problem(409, `A contest that is ${status} is protected from deletion.`);
        await db
          .updateTable('contests')
          .set({ deleted_at: sql`now()`, version: sql`version + 1` })
          .where('id', '=', contestId)
          .execute();
        return { status: 204, body: null };
      }),
  );
};

type Given = Static<typeof ContestChangeSchema>;

function columns(given: Given) {
  const { startsAt, endsAt, rubric, ...same } = given;
  return {
    ...same,
    ...(startsAt === undefined ? {} : { starts_at: startsAt }),
    ...(endsAt === undefined ? {} : { ends_at: endsAt }),
    ...(rubric === undefined ? {} : { rubric: JSON.stringify(rubric) }),
  };
}

function checkRubric(kind: string, rubric: Rubric | undefined): void {
  if (kind === 'judged' && rubric === undefined) throw new Problem(422, 'A judged contest needs a rubric.');
  if (kind === 'draw' && rubric !== undefined) throw new Problem(422, 'Only a judged contest has a rubric.');
  const fault = rubric === undefined ? undefined : rubricFault(rubric);
  if (fault !== undefined) throw new Problem(422, fault);
}

function versionSeen(request: FastifyRequest): number {
  const seen = request.headers['if-match'];
  if (seen === undefined) throw new Problem(428, 'Send the ETag that you read last as If-Match.');
  const version = /^"(\d{1,9})(\.[\d.]+)?"$/.exec(seen)?.[1];
  if (version === undefined) throw new Problem(412, 'If-Match holds no ETag of this contest.');
  return Number(version);
}
