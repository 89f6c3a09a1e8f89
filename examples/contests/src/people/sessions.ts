// A session is one sign-in on one device. Its refresh token changes at every use; a used one seen again ends it.
import { sql } from 'kysely';
import type { Db } from '../database/session.ts';
import type { Role } from '../database/tables.ts';
import type { Caller } from '../http/access.ts';
import { digest, randomToken } from './keys.ts';
import type { Address } from './senders/sender.ts';

export const SESSION_LIFE_DAYS = 30;

export interface Grant {
  readonly caller: Caller;
  readonly refreshToken: string;
}

export async function startSession(db: Db, address: Address): Promise<Grant> {
  const person = (await knownPerson(db, address)) ?? (await newPerson(db, address));
  const refreshToken = randomToken();
  const session = await db
    .insertInto('sessions')
    .values({
      person_id: person.id,
      refresh_digest: digest(refreshToken),
      expires_at: sql<Date>`now() + make_interval(days => ${SESSION_LIFE_DAYS})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('people')
    .set({ last_seen_at: sql`now()` })
    .where('id', '=', person.id)
    .execute();
  return { caller: { personId: person.id, sessionId: session.id, role: person.role }, refreshToken };
}

export async function refreshSession(db: Db, given: string): Promise<Grant | undefined> {
  const old = digest(given);
  await endCopiedSession(db, old);
  const refreshToken = randomToken();
  const session = await db
    .updateTable('sessions')
    .set({ refresh_digest: digest(refreshToken), previous_refresh_digest: old })
    .where('refresh_digest', '=', old)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['id', 'person_id'])
    .executeTakeFirst();
  if (session === undefined) return undefined;
  const person = await db
    .updateTable('people')
    .set({ last_seen_at: sql`now()` })
    .where('id', '=', session.person_id)
    .where('erased_at', 'is', null)
    .returning('role')
    .executeTakeFirst();
  if (person === undefined) return undefined;
  return { caller: { personId: session.person_id, sessionId: session.id, role: person.role }, refreshToken };
}

export async function endSession(db: Db, sessionId: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ ended_at: sql`now()` })
    .where('id', '=', sessionId)
    .execute();
}

async function endCopiedSession(db: Db, used: Buffer): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ ended_at: sql`now()` })
    .where('previous_refresh_digest', '=', used)
    .execute();
}

async function knownPerson(db: Db, address: Address): Promise<{ id: string; role: Role } | undefined> {
  const people = db.selectFrom('people').select(['id', 'role']).where('erased_at', 'is', null);
  const found =
    'email' in address
      ? people.where('email', '=', address.email)
      : people.where('phone', '=', address.phone);
  return found.executeTakeFirst();
}

async function newPerson(db: Db, address: Address): Promise<{ id: string; role: Role }> {
  return db
    .insertInto('people')
    .values(
      'email' in address ? { email: address.email, phone: null } : { email: null, phone: address.phone },
    )
    .returning(['id', 'role'])
    .executeTakeFirstOrThrow();
}
