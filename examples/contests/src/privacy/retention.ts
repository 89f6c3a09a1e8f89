// How long things are kept. docs/retention.md says the same to people; this table is what happens.
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { asSystem } from '../database/session.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { erasePerson } from './erase.ts';

export const RETENTION_DAYS = {
  signInCodes: 1,
  sessionsAfterEnd: 30,
  idempotencyKeys: 2,
  deliveryAddressesAfterDelivery: 90,
  deliveryProofs: 365,
  inactivePeople: 730,
} as const;

const MOST_PEOPLE_AT_ONCE = 200;

/** Deletes by age only, so running it twice deletes nothing more. */
export async function applyRetention(database: Database, metrics: Metrics): Promise<void> {
  const before = (days: number) => sql<Date>`now() - make_interval(days => ${days})`;
  await asSystem(database, 'job:retention', async (db) => {
    await db
      .deleteFrom('sign_in_codes')
      .where('created_at', '<', before(RETENTION_DAYS.signInCodes))
      .execute();
    await db
      .deleteFrom('sessions')
      .where(sql<Date>`least(ended_at, expires_at)`, '<', before(RETENTION_DAYS.sessionsAfterEnd))
      .execute();
    await db
      .deleteFrom('idempotency_keys')
      .where('created_at', '<', before(RETENTION_DAYS.idempotencyKeys))
      .execute();
    await db
      .updateTable('prizes')
      .set({ delivery_address: null })
      .where('delivery_address', 'is not', null)
      .where('delivered_at', '<', before(RETENTION_DAYS.deliveryAddressesAfterDelivery))
      .execute();
    await db
      .deleteFrom('delivery_proofs')
      .where('uploaded_at', '<', before(RETENTION_DAYS.deliveryProofs))
      .execute();
    await sql`DELETE FROM rate_limits WHERE expire < ${Date.now()}`.execute(db);
  });

  const idle = await asSystem(database, 'job:retention', (db) =>
    db
      .selectFrom('people')
      .select('id')
      .where('erased_at', 'is', null)
      .where('role', '=', 'user')
      .where('last_seen_at', '<', before(RETENTION_DAYS.inactivePeople))
      .limit(MOST_PEOPLE_AT_ONCE)
      .execute(),
  );
  for (const { id } of idle) {
    await asSystem(database, 'job:retention', (db) => erasePerson(db, id));
    metrics.erasures.inc({ because: 'inactive' });
  }
}
