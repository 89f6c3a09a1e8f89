import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { asSystem } from '../database/session.ts';
import type { Metrics } from '../telemetry/metrics.ts';

/** Prizes that nobody claimed in time lapse; the sponsor may then draw again. Running twice finds nothing more. */
export async function lapsePrizes(database: Database, metrics: Metrics): Promise<number> {
  const lapsed = await asSystem(database, 'job:prize-deadlines', (db) =>
    db
      .updateTable('prizes')
      .set({ status: 'lapsed', updated_at: sql`now()` })
      .where('status', '=', 'won')
      .where('claim_until', '<=', sql<Date>`now()`)
      .executeTakeFirst(),
  );
  const count = Number(lapsed.numUpdatedRows);
  metrics.prizes.inc({ status: 'lapsed' }, count);
  return count;
}
