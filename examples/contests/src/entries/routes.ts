import Type, { type Static } from 'typebox';
import { sql, type Selectable } from 'kysely';
import { ownsContest } from '../contests/find.ts';
import type { Tables } from '../database/tables.ts';
import { notFound, Problem } from '../http/problems.ts';
import { answers, closed, Id, Instant, PageQuery, pageOf, Reason, toPage } from '../http/schemas.ts';
import { read, write } from '../http/work.ts';
import type { Routes } from '../service.ts';
import { enter, type Entered } from './enter.ts';
import { seesEntries } from './ownership.ts';

const tags = ['entries'];
const params = Type.Object({ contestId: Id });

const EnteredSchema = Type.Object({ id: Id, contestId: Id, enteredAt: Instant, channelCheck: Type.String() });
const EntrySchema = Type.Object({
  id: Id,
  enteredAt: Instant,
  channelCheck: Type.String(),
  submission: Type.Optional(Type.String()),
  disqualifiedAt: Type.Optional(Instant),
  disqualifiedBecause: Type.Optional(Type.String()),
});

export const entryRoutes: Routes = (app, { database, metrics, channels }) => {
  app.post(
    '/v1/contests/:contestId/entries',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Enter a contest',
        description:
          'Once per person. Needs the captcha to have been solved; a judged contest needs a submission.',
        tags,
        params,
        body: Type.Object(
          { submission: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })) },
          closed,
        ),
        response: answers({ 201: EnteredSchema }),
      },
    },
    async (request, reply) => {
      const { contestId } = request.params;
      const { submission } = request.body;
      const first = await write(
        database,
        request,
        reply,
        async (db, caller) => {
          const result = await enter(db, caller, { contestId, submission });
          return { status: 201, body: 'channel' in result ? result : entered(contestId, result) };
        },
        (body) => !('channel' in body),
      );
      if (!('channel' in first)) {
        metrics.entries.inc();
        return first;
      }

      // The outside service is asked between two transactions, so that its slowness holds no connection.
      const answer = await channels.check(first.channel, request.caller?.personId ?? '');
      metrics.channelChecks.inc({ outcome: answer });
      if (answer === 'not_subscribed')
        throw new Problem(403, `Subscribe to ${first.channel} first, then enter.`);
      const second = await write(database, request, reply, async (db, caller) => {
        const result = await enter(db, caller, { contestId, submission, channel: answer });
        if ('channel' in result) throw new Problem(409, 'The contest has just changed. Try again.');
        return { status: 201, body: entered(contestId, result) };
      });
      metrics.entries.inc();
      return second;
    },
  );

  app.get(
    '/v1/contests/:contestId/entries',
    {
      config: { access: { roles: ['user', 'sponsor', 'admin'], owner: seesEntries } },
      schema: {
        summary: 'The entries of a contest, for its sponsor and judges; without names',
        tags,
        params,
        querystring: Type.Object(PageQuery, closed),
        response: answers({ 200: pageOf(EntrySchema) }),
      },
    },
    (request) =>
      read(database, request, async (db) => {
        const { cursor, limit } = request.query;
        let entries = db.selectFrom('entries').selectAll().where('contest_id', '=', request.params.contestId);
        if (cursor !== undefined) entries = entries.where('id', '>', cursor);
        return toPage(
          await entries
            .orderBy('id')
            .limit(limit + 1)
            .execute(),
          limit,
          view,
        );
      }),
  );

  app.post(
    '/v1/contests/:contestId/entries/:entryId/disqualify',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: ownsContest } },
      schema: {
        summary: 'Disqualify an entry before the draw is announced',
        description:
          'Afterwards the list is closed; a winner is then replaced by a re-draw, which is part of the proof.',
        tags,
        params: Type.Object({ contestId: Id, entryId: Id }),
        body: Type.Object({ reason: Reason }, closed),
        response: answers({ 200: EntrySchema }),
      },
    },
    (request, reply) =>
      write(database, request, reply, async (db) => {
        const { contestId, entryId } = request.params;
        // Waits for an announcement that is being made, so that the closed list is exactly what it says.
        const contest = await db
          .selectFrom('contests')
          .select('status')
          .where('id', '=', contestId)
          .forUpdate()
          .executeTakeFirstOrThrow();
        const announced = await db
          .selectFrom('draws')
          .select('id')
          .where('contest_id', '=', contestId)
          .executeTakeFirst();
        if (announced !== undefined || contest.status === 'complete')
          throw new Problem(409, 'The list of entries is closed.');
        const entry = await db
          .updateTable('entries')
          .set({ disqualified_at: sql`clock_timestamp()`, disqualified_because: request.body.reason })
          .where('id', '=', entryId)
          .where('contest_id', '=', contestId)
          .where('disqualified_at', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (entry === undefined) throw notFound('entry');
        return { status: 200, body: view(entry) };
      }),
  );
};

function entered(contestId: string, entry: Entered): Static<typeof EnteredSchema> {
  return {
    id: entry.id,
    contestId,
    enteredAt: entry.entered_at.toISOString(),
    channelCheck: entry.channel_check,
  };
}

function view(entry: Selectable<Tables['entries']>): Static<typeof EntrySchema> {
  return {
    id: entry.id,
    enteredAt: entry.entered_at.toISOString(),
    channelCheck: entry.channel_check,
    ...(entry.submission === null ? {} : { submission: entry.submission }),
    ...(entry.disqualified_at === null ? {} : { disqualifiedAt: entry.disqualified_at.toISOString() }),
    ...(entry.disqualified_because === null ? {} : { disqualifiedBecause: entry.disqualified_because }),
  };
}
