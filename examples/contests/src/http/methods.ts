// A known address with another method is answered 405 with the methods it has, not 404.
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { Problem } from './problems.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Notes every route; the function returned adds the refusals and is called after the last route. */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = known.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    known.set(url, methods);
  });

  return () => {
    for (const [url, methods] of known) {
      if (url.includes('*')) continue;
      const allow = [...methods].sort().join(', ');
      app.route({
        url,
        method: METHODS.filter(
          (method) => !methods.has(method) && !(method === 'HEAD' && methods.has('GET')),
        ),
        config: { access: 'anyone' },
        schema: { hide: true },
        handler: async ({ method }) => {
          throw new Problem(405, `${method} is not possible here; ${allow} is.`, { allow });
        },
      });
    }
  };
}
