// The dashboards: plain files from public/, compressed on their way, for phones.
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pipeline, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const TAKES_GZIP = /(^|,)\s*gzip\s*(,|$|;\s*q=(1|0\.[1-9]))/i;

export async function addPages(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'anyone', tier: 'unlimited' };
      route.schema = { ...route.schema, hide: true };
    });
    scope.addHook('onSend', async (request, reply, payload) => compressed(request, reply, payload));
    await scope.register(fastifyStatic, {
      root: fileURLToPath(new URL('../../public', import.meta.url)),
      wildcard: false,
      serveDotFiles: true, // for .well-known/security.txt
      cacheControl: false,
      setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=300'),
    });
  });
}

function compressed(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (!(payload instanceof Readable) || reply.statusCode !== 200) return payload;
  const vary = reply.getHeader('vary');
  reply.header('vary', [vary, 'accept-encoding'].filter(Boolean).join(', '));
  if (request.method === 'HEAD' || !TAKES_GZIP.test(request.headers['accept-encoding'] ?? '')) return payload;
  reply.header('content-encoding', 'gzip').removeHeader('content-length');
  // A client that leaves meanwhile ends both streams; there is nobody left to tell.
  return pipeline(payload, createGzip(), () => {});
}
