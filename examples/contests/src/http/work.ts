// One request, one transaction: identity, ownership, idempotency and the work itself stand or fall together.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../database/connect.ts';
import { asSession, type Db } from '../database/session.ts';
import { checkRole, signInFirst, type Caller } from './access.ts';
import { once } from './idempotency.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function read<T>(
  database: Database,
  request: FastifyRequest,
  work: (db: Db, caller: Caller) => Promise<T>,
): Promise<T> {
  if (request.caller === undefined) throw signInFirst();
  const { sessionId } = request.caller;
  const { access } = request.routeOptions.config;
  return asSession(database, { sessionId, requestId: request.id }, async (db, opened) => {
    if (opened === undefined) throw signInFirst('This session is over. Sign in again.');
    const caller: Caller = { ...opened, sessionId };
    if (typeof access === 'object' && 'roles' in access) {
      checkRole(access.roles, caller.role);
      // Route parameters are strings by the route's schema.
      await access.owner?.(db, caller, request.params as Record<string, string>);
    }
    return work(db, caller);
  });
}

export async function write<Body>(
  database: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (db: Db, caller: Caller) => Promise<Answer<Body>>,
  /** Says whether the answer is final; one that is not leaves the idempotency key free for the next attempt. */
  isFinal: (body: Body) => boolean = () => true,
): Promise<Body> {
  const answer = await read(database, request, (db, caller) =>
    once(db, caller, request, () => work(db, caller), isFinal),
  );
  void reply.code(answer.status).headers(answer.headers ?? {});
  return answer.body;
}

/** For public routes: signed-in callers see their own things too, everybody else what is public. */
export async function readOpenly<T>(
  database: Database,
  request: FastifyRequest,
  work: (db: Db, caller: Caller | undefined) => Promise<T>,
): Promise<T> {
  if (request.caller === undefined) return work(database.query, undefined);
  return read(database, request, work);
}
