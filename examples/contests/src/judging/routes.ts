import Type from 'typebox';
import { ownsContest } from '../contests/find.ts';
import { seesEntries } from '../entries/ownership.ts';
import type { Ownership } from '../http/access.ts';
import { Problem } from '../http/problems.ts';
import { answers, closed, Id, Instant, Reason } from '../http/schemas.ts';
import { read, readOpenly, write } from '../http/work.ts';
import type { Routes } from '../service.ts';
import { JudgingEventSchema, type JudgingEvent } from './events.ts';
import type { JudgingState } from './fold.ts';
import { append, eventsAfter, standingFor } from './stream.ts';

const tags = ['judging'];
const params = Type.Object({ contestId: Id });
const criterion = Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' });
const points = Type.Integer({ minimum: 0, maximum: 100 });

const RecordedSchema = Type.Object({ place: Type.Integer(), event: JudgingEventSchema });
export const StandingSchema = Type.Object({
  contestId: Id,
  place: Type.Integer({ description: 'How many events are counted in.' }),
  rows: Type.Array(
    Type.Object({
      entry: Id,
      state: Type.String(),
      rank: Type.Optional(Type.Integer()),
      totalMilli: Type.Integer({ description: 'Weighted points, in thousandths.' }),
      criteria: Type.Array(
        Type.Object({
          criterion: Type.String(),
          meanMilli: Type.Integer(),
          judges: Type.Integer(),
          adjudicated: Type.Boolean(),
        }),
      ),
    }),
  ),
});

/** Scoring is for its judges alone; neither sponsor nor admin may put in points. */
const judgesOnly: Ownership = async (db, caller, { contestId = '' }) => {
  const judge = await db
    .selectFrom('contest_judges')
    .select('person_id')
    .where('contest_id', '=', contestId)
    .where('person_id', '=', caller.personId)
    .executeTakeFirst();
  if (judge === undefined) throw new Problem(403, 'Only the judges of this contest may score.');
};

export const judgingRoutes: Routes = (app, { database, metrics }) => {
  app.post(
    '/v1/contests/:contestId/scores',
    {
      config: { access: { roles: ['user', 'sponsor', 'admin'], owner: judgesOnly } },
      schema: {
        summary: 'Score one criterion of an entry',
        description:
          'A second score by the same judge replaces the first, and needs a reason. Both stay in the stream.',
        tags,
        params,
        body: Type.Object({ entry: Id, criterion, points, reason: Type.Optional(Reason) }, closed),
        response: answers({ 201: RecordedSchema }),
      },
    },
    async (request, reply) => {
      const { reason, ...score } = request.body;
      const recorded = await write(database, request, reply, async (db, { personId: judge }) => ({
        status: 201,
        body: await append(db, request.params.contestId, judge, (state): JudgingEvent => {
          if (!hasScored(state, score.entry, score.criterion, judge))
            return { kind: 'scored', judge, ...score };
          if (reason === undefined)
            throw new Problem(422, 'You have scored this already; a change needs a reason.');
          return { kind: 'rescored', judge, reason, ...score };
        }),
      }));
      metrics.scores.inc({ kind: recorded.event.kind });
      return recorded;
    },
  );

  app.post(
    '/v1/contests/:contestId/decisions',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: ownsContest } },
      schema: {
        summary: 'Adjudicate, re-open or withdraw, with a reason',
        description:
          'adjudicate overrides what judges gave for a criterion; reopen lets their scores count again; withdraw takes an entry out.',
        tags,
        params,
        body: Type.Union([
          Type.Object(
            { act: Type.Literal('adjudicate'), entry: Id, criterion, points, reason: Reason },
            closed,
          ),
          Type.Object({ act: Type.Literal('reopen'), entry: Id, criterion, reason: Reason }, closed),
          Type.Object({ act: Type.Literal('withdraw'), entry: Id, reason: Reason }, closed),
        ]),
        response: answers({ 201: RecordedSchema }),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const recorded = await write(database, request, reply, async (db, { personId: by }) => ({
        status: 201,
        body: await append(db, request.params.contestId, by, (): JudgingEvent => {
          const { entry, reason } = body;
          switch (body.act) {
            case 'adjudicate':
              return {
                kind: 'adjudicated',
                entry,
                by,
                criterion: body.criterion,
                points: body.points,
                reason,
              };
            case 'reopen':
              return { kind: 'reopened', entry, by, criterion: body.criterion, reason };
            case 'withdraw':
              return { kind: 'withdrawn', entry, by, reason };
          }
        }),
      }));
      metrics.scores.inc({ kind: recorded.event.kind });
      return recorded;
    },
  );

  app.get(
    '/v1/contests/:contestId/judging-events',
    {
      config: { access: { roles: ['user', 'sponsor', 'admin'], owner: seesEntries } },
      schema: {
        summary: 'The stream of events, for sponsor, judges and admins',
        tags,
        params,
        querystring: Type.Object(
          {
            after: Type.Integer({ minimum: 0, default: 0 }),
            limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
          },
          closed,
        ),
        response: answers({
          200: Type.Object({
            items: Type.Array(
              Type.Object({ place: Type.Integer(), at: Instant, actorId: Id, event: JudgingEventSchema }),
            ),
          }),
        }),
      },
    },
    (request) =>
      read(database, request, async (db) => {
        const rows = await eventsAfter(
          db,
          request.params.contestId,
          request.query.after,
          request.query.limit,
        );
        return {
          items: rows.map((row) => ({
            place: row.place,
            at: row.happened_at.toISOString(),
            actorId: row.actor_id,
            event: row.event,
          })),
        };
      }),
  );

  app.get(
    '/v1/contests/:contestId/standing',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The standing of a judged contest',
        tags,
        params,
        response: answers({ 200: StandingSchema }),
      },
    },
    (request) =>
      readOpenly(database, request, async (db) => {
        const { rows, ...standing } = await standingFor(db, request.params.contestId);
        return { ...standing, rows: [...rows].map((row) => ({ ...row, criteria: [...row.criteria] })) };
      }),
  );
};

function hasScored(state: JudgingState, entry: string, criterion: string, judge: string): boolean {
  return state.entries.get(entry)?.marks.get(criterion)?.byJudge.has(judge) === true;
}
