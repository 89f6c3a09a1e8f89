import Type, { type Static } from 'typebox';
import type { Selectable } from 'kysely';
import type { Db } from '../database/session.ts';
import type { Tables } from '../database/tables.ts';
import type { Ownership } from '../http/access.ts';
import { notFound, Problem } from '../http/problems.ts';
import { Id, Instant } from '../http/schemas.ts';

export const PrizeSchema = Type.Object({
  id: Id,
  contestId: Id,
  entryId: Id,
  place: Type.Integer(),
  title: Type.String({ description: 'What was won.' }),
  status: Type.Enum(['won', 'claimed', 'on_the_way', 'delivered', 'lapsed', 'withdrawn'], { type: 'string' }),
  claimUntil: Instant,
  claimedAt: Type.Optional(Instant),
  deliveredAt: Type.Optional(Instant),
  pickupPointId: Type.Optional(Id),
  deliveryAddress: Type.Optional(Type.String()),
});

export type PrizeRow = Selectable<Tables['prizes']> & { readonly prize: string };

export function prizeRows(db: Db) {
  return db
    .selectFrom('prizes')
    .innerJoin('contests', 'contests.id', 'prizes.contest_id')
    .selectAll('prizes')
    .select('contests.prize');
}

/** Row level security hides the prizes of others: only the winner, the sponsor and admins get one. */
export async function prizeOrNotFound(db: Db, prizeId: string): Promise<PrizeRow> {
  const prize = await prizeRows(db).where('prizes.id', '=', prizeId).executeTakeFirst();
  if (prize === undefined) throw notFound('prize');
  return prize;
}

export const wonIt: Ownership = async (db, caller, { prizeId = '' }) => {
  const prize = await prizeOrNotFound(db, prizeId);
  if (prize.person_id !== caller.personId) throw new Problem(403, 'Only the winner may do this.');
};

export const deliversIt: Ownership = async (db, caller, { prizeId = '' }) => {
  const prize = await prizeOrNotFound(db, prizeId);
  const contest = await db
    .selectFrom('contests')
    .select('sponsor_id')
    .where('id', '=', prize.contest_id)
    .executeTakeFirst();
  if (contest?.sponsor_id !== caller.personId && caller.role !== 'admin') {
    throw new Problem(403, 'Only the sponsor of the contest or an admin may do this.');
  }
};

export function view(row: PrizeRow): Static<typeof PrizeSchema> {
  return {
    id: row.id,
    contestId: row.contest_id,
    entryId: row.entry_id,
    place: row.place,
    title: row.prize,
    status: row.status,
    claimUntil: row.claim_until.toISOString(),
    ...(row.claimed_at === null ? {} : { claimedAt: row.claimed_at.toISOString() }),
    ...(row.delivered_at === null ? {} : { deliveredAt: row.delivered_at.toISOString() }),
    ...(row.pickup_point_id === null ? {} : { pickupPointId: row.pickup_point_id }),
    ...(row.delivery_address === null ? {} : { deliveryAddress: row.delivery_address }),
  };
}
