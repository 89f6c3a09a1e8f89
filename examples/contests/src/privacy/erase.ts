// Forgetting a person: what identifies them goes; what others rely on (a place in a published list, the audit trail)
// stays, and no longer leads to them.
import { sql } from 'kysely';
import type { Db } from '../database/session.ts';

export async function erasePerson(db: Db, personId: string): Promise<void> {
  // The session variable lets row level security admit the system's changes within a person's own transaction.
  await sql`SELECT set_config('app.role', 'system', true)`.execute(db);
  await db.deleteFrom('sessions').where('person_id', '=', personId).execute();
  await db.deleteFrom('idempotency_keys').where('person_id', '=', personId).execute();
  await db
    .updateTable('entries')
    .set({ person_id: null, submission: null })
    .where('person_id', '=', personId)
    .execute();
  await db
    .deleteFrom('delivery_proofs')
    .where('prize_id', 'in', (prizes) =>
      prizes.selectFrom('prizes').select('id').where('person_id', '=', personId),
    )
    .execute();
  await db
    .updateTable('prizes')
    .set({ person_id: null, delivery_address: null, updated_at: sql`now()` })
    .where('person_id', '=', personId)
    .execute();
  await db
    .updateTable('people')
    .set({ email: null, phone: null, name: '', captcha_solved_at: null, erased_at: sql`now()` })
    .where('id', '=', personId)
    .execute();
}
