// Headers and origins. The dashboards load nothing from elsewhere and run no inline script, so the policy can be strict.
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import csrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';

const ONE_YEAR_S = 31_536_000;

export async function addSecurity(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: { maxAge: ONE_YEAR_S, includeSubDomains: true },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: true,
  });
  // Without CORS_ORIGINS no other origin may read an answer, whether it is a success or an error.
  await app.register(cors, {
    origin: [...config.corsOrigins],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'x-request-id',
      'x-csrf-token',
    ],
    exposedHeaders: ['etag', 'location', 'retry-after', 'ratelimit-remaining', 'x-request-id'],
    credentials: false,
    maxAge: 600,
    strictPreflight: false,
  });
  await app.register(cookie);
  await app.register(csrf, {
    cookieKey: '__Secure-csrf',
    cookieOpts: { path: '/v1/sign-in', httpOnly: true, secure: true, sameSite: 'strict' },
    getToken: (request) => {
      const token = request.headers['x-csrf-token'];
      return typeof token === 'string' ? token : undefined;
    },
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // Answers are private or change by the second, unless a route says otherwise.
    reply.header('cache-control', 'no-store');
  });
}
