// The dashboards: plain files from public/.
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { fileURLToPath } from 'node:url';

export async function addPages(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'anyone', tier: 'unlimited' };
      route.schema = { ...route.schema, hide: true };
    });
    await scope.register(fastifyStatic, {
      root: fileURLToPath(new URL('../../public', import.meta.url)),
      wildcard: false,
      serveDotFiles: true, // for .well-known/security.txt
      cacheControl: false,
      setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=300'),
    });
  });
}
