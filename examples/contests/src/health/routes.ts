import { readdirSync } from 'node:fs';
import { timingSafeEqual } from 'node:crypto';
import Type from 'typebox';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { MIGRATIONS_FOLDER } from '../database/migrations.ts';
import { signInFirst } from '../http/access.ts';
import { digest } from '../people/keys.ts';
import type { Routes } from '../service.ts';
import type { Stopping } from './stopping.ts';

const READY_LIMIT_MS = 1_500;
const PartSchema = Type.Object({ ok: Type.Boolean(), says: Type.String() });
const ReadySchema = Type.Object({
  ready: Type.Boolean(),
  parts: Type.Object({
    process: PartSchema,
    database: PartSchema,
    migrations: PartSchema,
    queue: PartSchema,
  }),
});
type Part = { ok: boolean; says: string };

export const healthRoutes =
  (stopping: Stopping): Routes =>
  (app, { config, database, metrics }) => {
    const wanted = readdirSync(MIGRATIONS_FOLDER).filter((name) => name.endsWith('.sql')).length;

    app.get(
      '/health/live',
      {
        config: { access: 'anyone', tier: 'unlimited' },
        schema: {
          summary: 'The process answers; nothing else is asked',
          tags: ['operations'],
          response: { 200: Type.Object({ alive: Type.Boolean() }) },
        },
      },
      async () => ({ alive: true }),
    );

    app.get(
      '/health/ready',
      {
        config: { access: 'anyone', tier: 'unlimited' },
        schema: {
          summary: 'Whether this instance can do its work: database, migrations, queue',
          tags: ['operations'],
          response: { 200: ReadySchema, 503: ReadySchema },
        },
      },
      async (_request, reply) => {
        const parts = {
          process: stopping.begun ? { ok: false, says: 'stopping' } : { ok: true, says: 'running' },
          ...(await askDatabase(database, wanted)),
        };
        const ready = Object.values(parts).every((part) => part.ok);
        return reply.code(ready ? 200 : 503).send({ ready, parts });
      },
    );

    app.get(
      '/version',
      {
        config: { access: 'anyone', tier: 'unlimited' },
        schema: {
          summary: 'What is running',
          tags: ['operations'],
          response: {
            200: Type.Object({ service: Type.String(), commit: Type.String(), builtAt: Type.String() }),
          },
        },
      },
      async () => ({ service: 'contests', commit: config.commit, builtAt: config.builtAt }),
    );

    app.get(
      '/metrics',
      {
        config: { access: { token: 'metrics' }, tier: 'unlimited' },
        schema: {
          summary: 'Metrics in the Prometheus text format',
          tags: ['operations'],
          security: [{ metricsToken: [] }],
        },
      },
      async (request, reply) => {
        // Digests have equal lengths, so comparing them takes the same time whatever was sent.
        const given = digest(request.headers.authorization ?? '');
        if (!timingSafeEqual(given, digest(`Bearer ${config.metricsToken}`)))
          throw signInFirst('Send the metrics token as a bearer token.');
        return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
      },
    );
  };

/** One round trip, given up after its limit: a hanging database must not make the probe hang. */
async function askDatabase(
  database: Database,
  wanted: number,
): Promise<{ database: Part; migrations: Part; queue: Part }> {
  const gaveUp = new AbortController();
  try {
    const answer = await Promise.race([ask(database), limit(READY_LIMIT_MS, gaveUp.signal)]);
    const migrated = answer.applied === wanted;
    return {
      database: { ok: true, says: 'answers' },
      migrations: migrated
        ? { ok: true, says: `${wanted} applied` }
        : { ok: answer.applied > wanted, says: `${answer.applied} applied, this build knows ${wanted}` },
      queue:
        answer.queues > 0 ? { ok: true, says: `${answer.queues} queues` } : { ok: false, says: 'no queues' },
    };
  } catch {
    const unknown = { ok: false, says: 'cannot be asked' };
    return { database: { ok: false, says: 'does not answer' }, migrations: unknown, queue: unknown };
  } finally {
    gaveUp.abort();
  }
}

async function ask(database: Database): Promise<{ applied: number; queues: number }> {
  const { rows } = await sql<{ applied: number; queues: number }>`
    SELECT (SELECT count(*)::int FROM migrations) AS applied, (SELECT count(*)::int FROM pgboss.queue) AS queues`.execute(
    database.query,
  );
  return rows[0] ?? { applied: 0, queues: 0 };
}

function limit(ms: number, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('took too long')), ms);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
