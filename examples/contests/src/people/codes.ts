// One-time codes: six digits, ten minutes, five tries, one use.
import { randomInt, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../database/session.ts';
import { keyedDigest } from './keys.ts';
import type { Address } from './senders/sender.ts';

export const CODE_LIFE_MINUTES = 10;
export const CODES_PER_HOUR = 5;

/** Makes a code for an address, or `undefined` when that address has had its share for this hour. */
export async function makeCode(db: Db, key: Buffer, address: Address): Promise<string | undefined> {
  const addressDigest = keyedDigest(key, addressText(address));
  const { count } = await db
    .selectFrom('sign_in_codes')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('address_digest', '=', addressDigest)
    .where('created_at', '>', sql<Date>`now() - interval '1 hour'`)
    .executeTakeFirstOrThrow();
  if (Number(count) >= CODES_PER_HOUR) return undefined;

  const code = randomInt(1_000_000).toString().padStart(6, '0');
  await db
    .insertInto('sign_in_codes')
    .values({
      address_digest: addressDigest,
      code_digest: keyedDigest(key, `${addressText(address)} ${code}`),
      expires_at: sql<Date>`now() + make_interval(mins => ${CODE_LIFE_MINUTES})`,
    })
    .execute();
  return code;
}

/** True once for the newest code of an address; a wrong guess costs one of its tries. */
export async function useCode(db: Db, key: Buffer, address: Address, code: string): Promise<boolean> {
  const newest = await db
    .selectFrom('sign_in_codes')
    .select(['id', 'code_digest'])
    .where('address_digest', '=', keyedDigest(key, addressText(address)))
    .where('used_at', 'is', null)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (newest === undefined) return false;

  const right = timingSafeEqual(newest.code_digest, keyedDigest(key, `${addressText(address)} ${code}`));
  await db
    .updateTable('sign_in_codes')
    .set(right ? { used_at: sql`now()` } : { tries_left: sql`tries_left - 1` })
    .where('id', '=', newest.id)
    .execute();
  return right;
}

export function addressText(address: Address): string {
  return 'email' in address ? `email:${address.email}` : `phone:${address.phone}`;
}
