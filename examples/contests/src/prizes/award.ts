// Winners get a prize to claim, whether they were drawn or judged.
import { sql } from 'kysely';
import type { Db } from '../database/session.ts';
import { Problem } from '../http/problems.ts';

export const CLAIM_DAYS = 14;

/** One prize per winner, in order; a winner who has one keeps it. */
export async function awardPrizes(db: Db, contestId: string, winners: readonly string[]): Promise<void> {
  for (const [index, entryId] of winners.entries()) {
    await db
      .insertInto('prizes')
      .columns(['contest_id', 'entry_id', 'person_id', 'place', 'claim_until'])
      .expression(
        db
          .selectFrom('entries')
          .select([
            'contest_id',
            'id as entry_id',
            'person_id',
            sql<number>`${index + 1}::smallint`.as('place'),
            sql<Date>`now() + make_interval(days => ${CLAIM_DAYS})`.as('claim_until'),
          ])
          .where('id', '=', entryId)
          .where('contest_id', '=', contestId),
      )
      .onConflict((conflict) => conflict.column('entry_id').doNothing())
      .execute();
  }
}

/** Only what has not left the house can be taken back. */
export async function withdrawPrize(db: Db, entryId: string): Promise<void> {
  const withdrawn = await db
    .updateTable('prizes')
    .set({ status: 'withdrawn', updated_at: sql`now()` })
    .where('entry_id', '=', entryId)
    .where('status', 'in', ['won', 'claimed', 'lapsed'])
    .executeTakeFirst();
  if (withdrawn.numUpdatedRows === 0n)
    throw new Problem(409, 'This prize is already on its way or withdrawn.');
}
