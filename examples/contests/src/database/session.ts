// Work on the database happens in a transaction that knows who is asking; row level security reads it from there.
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from './connect.ts';
import type { Role, Tables } from './tables.ts';

export type Db = Kysely<Tables>;

export interface Opened {
  readonly personId: string;
  readonly role: Role;
}

/** The identity comes from the session's own row. `undefined` is handed to `work` when that session is over. */
export function asSession<T>(
  database: Database,
  asked: { readonly sessionId: string; readonly requestId: string },
  work: (db: Db, opened: Opened | undefined) => Promise<T>,
): Promise<T> {
  return database.query.transaction().execute(async (db) => {
    const { rows } = await sql<{ person_id: string; person_role: Role }>`
      SELECT person_id, person_role, set_config('app.request', ${asked.requestId}, true)
      FROM open_session(${asked.sessionId})`.execute(db);
    const [row] = rows;
    return work(db, row === undefined ? undefined : { personId: row.person_id, role: row.person_role });
  });
}

/** For what the service does on its own account: signing people in, jobs. */
export function asSystem<T>(database: Database, requestId: string, work: (db: Db) => Promise<T>): Promise<T> {
  return database.query.transaction().execute(async (db: Transaction<Tables>) => {
    await sql`SELECT set_config('app.role', 'system', true), set_config('app.request', ${requestId}, true)`.execute(
      db,
    );
    return work(db);
  });
}

/** The reason that the audit trail records with the next change of a contest's status. */
export async function because(db: Db, reason: string): Promise<void> {
  await sql`SELECT set_config('app.reason', ${reason}, true)`.execute(db);
}
