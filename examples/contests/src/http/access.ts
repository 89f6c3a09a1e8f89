// Who may call a route. Every route says it in `config.access`, beside its handler; a route that does not stops the start.
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Db } from '../database/session.ts';
import type { Role } from '../database/tables.ts';
import { Problem } from './problems.ts';

export interface Caller {
  readonly personId: string;
  readonly sessionId: string;
  readonly role: Role;
}

/** Throws a Problem when the thing named by the route's parameters does not belong to the caller. */
export type Ownership = (db: Db, caller: Caller, params: Readonly<Record<string, string>>) => Promise<void>;

export type Access =
  | 'anyone'
  | 'signed-in'
  | { readonly roles: readonly Role[]; readonly owner?: Ownership }
  /** For machines: the bearer token named in the configuration. */
  | { readonly token: 'metrics' };

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: Access;
  }
  interface FastifyRequest {
    caller: Caller | undefined;
    badToken: Problem | undefined;
  }
}

export function requireAccessOnEveryRoute(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    // CORS answers OPTIONS for every address; it reveals nothing.
    if (route.method !== 'OPTIONS') routes.push(route);
  });
  app.addHook('onReady', async () => {
    const open = routes
      .filter(({ config }) => config?.access === undefined)
      .map(({ method, url }) => `${String(method)} ${url}`);
    if (open.length > 0)
      throw new Error(`These routes do not say who may call them (config.access): ${open.join(', ')}`);
  });
}

/** The first wall, before any body is read. Ownership and a revoked session are the second (http/work.ts), row level security the third. */
export function checkAccess(request: FastifyRequest): void {
  if (request.badToken !== undefined) throw request.badToken;
  const { access } = request.routeOptions.config;
  if (access === undefined || access === 'anyone' || (typeof access === 'object' && 'token' in access))
    return;
  if (request.caller === undefined) throw signInFirst();
  if (access !== 'signed-in') checkRole(access.roles, request.caller.role);
}

export function checkRole(roles: readonly Role[], role: Role): void {
  if (!roles.includes(role)) throw new Problem(403, `This needs the role ${roles.join(' or ')}.`);
}

export function signInFirst(detail = 'Send a valid access token as "Authorization: Bearer …".'): Problem {
  return new Problem(401, detail, { 'www-authenticate': 'Bearer' });
}
