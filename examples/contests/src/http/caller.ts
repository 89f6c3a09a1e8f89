// Finds out who is asking, from the access token. Whether they may is decided later (access.ts).
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { createTokens } from '../people/tokens.ts';
import { signInFirst } from './access.ts';

export function addCaller(app: FastifyInstance, config: Config): void {
  const tokens = createTokens(config);
  app.decorateRequest('caller', undefined);
  app.decorateRequest('badToken', undefined);
  app.addHook('onRequest', async (request) => {
    const { authorization } = request.headers;
    const { access } = request.routeOptions.config;
    if (authorization === undefined || (typeof access === 'object' && 'token' in access)) return;
    const token = /^Bearer ([\w.-]{20,2000})$/.exec(authorization)?.[1];
    request.caller = token === undefined ? undefined : await tokens.verify(token);
    // A bad token is refused on public routes too: silently answering as anonymous would hide the fault.
    if (request.caller === undefined)
      request.badToken = signInFirst('The access token is not valid any more. Refresh it or sign in again.');
  });
}
