// The description of the API is generated from the schemas that validate and serialise.
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';

export async function addOpenApi(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Contests',
        version: '1.0.0',
        description:
          'Contests with approval, entries, verifiable draws, judging and prizes. Errors are problem details (RFC 9457). ' +
          'Writes take an Idempotency-Key. A version is announced as deprecated by the Deprecation and Sunset headers ' +
          'at least six months before it goes.',
      },
      servers: [{ url: config.publicUrl }],
      components: {
        securitySchemes: {
          accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          metricsToken: { type: 'http', scheme: 'bearer' },
        },
      },
      tags: [
        { name: 'people', description: 'Signing in, oneself, roles' },
        { name: 'contests', description: 'Contests and their workflow' },
        { name: 'entries', description: 'Entering, captcha, history, statistics' },
        { name: 'draws', description: 'Draws that anyone can verify' },
        { name: 'judging', description: 'Scores, decisions, standings' },
        { name: 'prizes', description: 'Claims, delivery, pick-up points' },
        { name: 'privacy', description: 'Export and erasure of personal data' },
        { name: 'operations', description: 'Health, version, metrics' },
      ],
    },
    transform: ({ schema, url, route }) => {
      const { access } = route.config ?? {};
      const needsToken = access === 'signed-in' || (typeof access === 'object' && 'roles' in access);
      const who =
        typeof access === 'object' && 'roles' in access
          ? `Roles: ${access.roles.join(', ')}${access.owner ? ' (own things only, unless admin)' : ''}.`
          : '';
      return {
        url,
        schema: {
          ...schema,
          ...(needsToken ? { security: [{ accessToken: [] }] } : {}),
          ...(who === '' ? {} : { description: `${schema?.description ?? ''} ${who}`.trim() }),
        },
      };
    },
  });
  app.get(
    '/v1/openapi.json',
    { config: { access: 'anyone' }, schema: { summary: 'This description', tags: ['operations'] } },
    async (_request, reply) => reply.header('cache-control', 'public, max-age=300').send(app.swagger()),
  );
}
