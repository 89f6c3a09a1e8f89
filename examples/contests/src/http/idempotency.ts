// A write that carries an Idempotency-Key has one effect, however often it is sent: the answer is stored in the
// same transaction as the effect, and a repetition gets the stored answer.
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Db } from '../database/session.ts';
import type { Caller } from './access.ts';
import { Problem } from './problems.ts';
import type { Answer } from './work.ts';

const KEY = /^[\x21-\x7e]{8,200}$/;

export async function once<Body>(
  db: Db,
  caller: Caller,
  request: FastifyRequest,
  work: () => Promise<Answer<Body>>,
  isFinal: (body: Body) => boolean,
): Promise<Answer<Body>> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return work();
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new Problem(400, 'Idempotency-Key must be 8 to 200 visible characters, for example a UUID.');
  }
  const digest = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest();
  // A second request with the same key waits here until the first one has committed or failed.
  const claimed = await db
    .insertInto('idempotency_keys')
    .values({ person_id: caller.personId, key, request_digest: digest })
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed === undefined) return replay(db, caller, key, digest);

  const answer = await work();
  if (!isFinal(answer.body)) {
    await db
      .deleteFrom('idempotency_keys')
      .where('person_id', '=', caller.personId)
      .where('key', '=', key)
      .execute();
    return answer;
  }
  await db
    .updateTable('idempotency_keys')
    .set({
      status: answer.status,
      headers: JSON.stringify(answer.headers ?? {}),
      body: JSON.stringify(answer.body ?? null),
    })
    .where('person_id', '=', caller.personId)
    .where('key', '=', key)
    .execute();
  return answer;
}

async function replay<Body>(db: Db, caller: Caller, key: string, digest: Buffer): Promise<Answer<Body>> {
  const stored = await db
    .selectFrom('idempotency_keys')
    .select(['request_digest', 'status', 'headers', 'body'])
    .where('person_id', '=', caller.personId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (!stored.request_digest.equals(digest)) {
    throw new Problem(422, 'This Idempotency-Key was used for a different request. Use a new key.');
  }
  // The body was written by the same route for the same request, so it has that route's type.
  const body = stored.body as Body;
  return { status: stored.status ?? 200, body, headers: { ...stored.headers, 'idempotent-replay': 'true' } };
}
