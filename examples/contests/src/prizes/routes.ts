import Type from 'typebox';
import { sql, type RawBuilder } from 'kysely';
import { ownsContest } from '../contests/find.ts';
import type { Db } from '../database/session.ts';
import type { PrizeStatus } from '../database/tables.ts';
import { Problem } from '../http/problems.ts';
import { answers, closed, Id, PageQuery, pageOf, toPage } from '../http/schemas.ts';
import { read, write } from '../http/work.ts';
import type { Routes } from '../service.ts';
import { prizeOrNotFound, prizeRows, PrizeSchema, view, wonIt, deliversIt } from './view.ts';

const tags = ['prizes'];
const params = Type.Object({ prizeId: Id });

export const prizeRoutes: Routes = (app, { database, metrics }) => {
  app.get(
    '/v1/me/prizes',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'What I have won',
        tags,
        querystring: Type.Object(PageQuery, closed),
        response: answers({ 200: pageOf(PrizeSchema) }),
      },
    },
    (request) =>
      read(database, request, async (db, caller) => {
        const { cursor, limit } = request.query;
        let mine = prizeRows(db).where('prizes.person_id', '=', caller.personId);
        if (cursor !== undefined) mine = mine.where('prizes.id', '>', cursor);
        return toPage(
          await mine
            .orderBy('prizes.id')
            .limit(limit + 1)
            .execute(),
          limit,
          view,
        );
      }),
  );

  app.get(
    '/v1/contests/:contestId/prizes',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: ownsContest } },
      schema: {
        summary: 'The prizes of a contest and how far they are',
        tags,
        params: Type.Object({ contestId: Id }),
        response: answers({ 200: Type.Object({ items: Type.Array(PrizeSchema) }) }),
      },
    },
    (request) =>
      read(database, request, async (db) => {
        const rows = await prizeRows(db)
          .where('prizes.contest_id', '=', request.params.contestId)
          .orderBy('prizes.place')
          .limit(500)
          .execute();
        return { items: rows.map(view) };
      }),
  );

  app.post(
    '/v1/prizes/:prizeId/claim',
    {
      config: { access: { roles: ['user', 'sponsor', 'admin'], owner: wonIt } },
      schema: {
        summary: 'Claim what I have won',
        description: 'Either picked up at a pick-up point or sent to an address.',
        tags,
        params,
        body: Type.Union([
          Type.Object({ pickupPointId: Id }, closed),
          Type.Object({ deliveryAddress: Type.String({ minLength: 10, maxLength: 500 }) }, closed),
        ]),
        response: answers({ 200: PrizeSchema }),
      },
    },
    async (request, reply) => {
      const prize = await write(database, request, reply, async (db) => {
        const { prizeId } = request.params;
        const { body } = request;
        const before = await prizeOrNotFound(db, prizeId);
        if (before.claim_until.getTime() <= Date.now())
          throw new Problem(409, 'The time to claim this prize is over.');
        if ('pickupPointId' in body) {
          const point = await db
            .selectFrom('pickup_points')
            .select('id')
            .where('id', '=', body.pickupPointId)
            .executeTakeFirst();
          if (point === undefined) throw new Problem(422, 'There is no such pick-up point.');
        }
        await move(db, prizeId, 'won', 'claimed', {
          claimed_at: sql<Date>`now()`,
          ...('pickupPointId' in body
            ? { pickup_point_id: body.pickupPointId }
            : { delivery_address: body.deliveryAddress }),
        });
        return { status: 200, body: view(await prizeOrNotFound(db, prizeId)) };
      });
      metrics.prizes.inc({ status: 'claimed' });
      return prize;
    },
  );

  app.post(
    '/v1/prizes/:prizeId/dispatch',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: deliversIt } },
      schema: { summary: 'The prize is on its way', tags, params, response: answers({ 200: PrizeSchema }) },
    },
    async (request, reply) => {
      const prize = await write(database, request, reply, async (db) => {
        await move(db, request.params.prizeId, 'claimed', 'on_the_way');
        return { status: 200, body: view(await prizeOrNotFound(db, request.params.prizeId)) };
      });
      metrics.prizes.inc({ status: 'on_the_way' });
      return prize;
    },
  );
};

interface PrizeChanges {
  readonly claimed_at?: RawBuilder<Date>;
  readonly delivered_at?: RawBuilder<Date>;
  readonly pickup_point_id?: string;
  readonly delivery_address?: string;
}

/** From one state to the next, or not at all: two requests at the same moment cannot both succeed. */
export async function move(
  db: Db,
  prizeId: string,
  from: PrizeStatus,
  to: PrizeStatus,
  changes: PrizeChanges = {},
): Promise<void> {
  const moved = await db
    .updateTable('prizes')
    .set({ ...changes, status: to, updated_at: sql`now()` })
    .where('id', '=', prizeId)
    .where('status', '=', from)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n)
    throw new Problem(409, `Only a prize that is "${from}" can become "${to}".`);
}
