import type { Dependencies, StartPlan } from '../../kit/sandbox.ts';
import { openFaultProxy } from './fault-proxy.ts';
import { startPostgres, type ScratchPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';
import { openMailSink, openOutsideSink } from './sinks.ts';
import type { Places } from './environment.ts';

const migratedDatabase = 'app';

/** The servers and sinks that stand around the target in one sandbox. */
export interface Parts {
  readonly postgres?: ScratchPostgres;
  readonly redis?: { readonly port: number; stop(): Promise<void> };
  readonly mail?: Awaited<ReturnType<typeof openMailSink>>;
  readonly outside: Awaited<ReturnType<typeof openOutsideSink>>;
}

export async function startParts(plan: StartPlan, sandbox: string): Promise<Parts> {
  const [postgres, redis, mail, outside] = await Promise.all([
    plan.needs.includes('postgres') ? startPostgres(sandbox) : undefined,
    plan.needs.includes('redis') ? startRedis(sandbox) : undefined,
    plan.needs.includes('mail') ? openMailSink() : undefined,
    openOutsideSink(),
  ]);
  await postgres?.createDatabase(migratedDatabase);
  return {
    outside,
    ...(postgres ? { postgres } : {}),
    ...(redis ? { redis } : {}),
    ...(mail ? { mail } : {}),
  };
}

/** The same surroundings with another PostgreSQL server, still empty. */
export async function withOwnServer(parts: Parts, sandbox: string, name: string): Promise<Parts> {
  if (!parts.postgres) return parts;
  const postgres = await startPostgres(sandbox, name);
  await postgres.createDatabase(migratedDatabase);
  return { ...parts, postgres };
}

/** Ports for steps that run before there is an instance: straight at the servers, no proxy between. */
export function directPlaces(parts: Parts, port: number): Places {
  const { postgres, redis, mail, outside } = parts;
  return {
    port,
    outside: { port: outside.port },
    ...(postgres
      ? {
          postgres: { port: postgres.port, passwords: postgres.passwords, database: migratedDatabase },
        }
      : {}),
    ...(redis ? { redis: { port: redis.port } } : {}),
    ...(mail ? { mail: { port: mail.port } } : {}),
  };
}

/** A fault proxy before each dependency, and a database of its own, for one instance. */
export async function surround(parts: Parts, port: number, ownDatabase: string | undefined) {
  const { postgres, redis, mail, outside } = parts;
  const database = ownDatabase ?? migratedDatabase;
  if (postgres && ownDatabase !== undefined) await postgres.createDatabase(ownDatabase, migratedDatabase);
  const postgresProxy = postgres && (await openFaultProxy(() => postgres.port));
  const redisProxy = redis && (await openFaultProxy(() => redis.port));
  const direct = directPlaces(parts, port);
  const places: Places = {
    ...direct,
    ...(direct.postgres && postgresProxy
      ? { postgres: { ...direct.postgres, port: postgresProxy.port, database } }
      : {}),
    ...(redisProxy ? { redis: { port: redisProxy.port } } : {}),
  };
  const dependencies: Dependencies = {
    outside: { calls: outside.calls },
    ...(postgres && postgresProxy
      ? {
          postgres: {
            proxy: postgresProxy,
            query: (sql: string, values?: readonly unknown[]) => postgres.query(database, sql, values),
            restart: postgres.restart,
          },
        }
      : {}),
    ...(redisProxy ? { redis: { proxy: redisProxy } } : {}),
    ...(mail ? { mail: { messages: mail.messages } } : {}),
  };
  return {
    places,
    dependencies,
    close: async () => {
      await Promise.all([postgresProxy?.close(), redisProxy?.close()]);
    },
  };
}

export async function stopParts(parts: Parts): Promise<void> {
  await Promise.all([
    parts.postgres?.stop(),
    parts.redis?.stop(),
    parts.mail?.close(),
    parts.outside.close(),
  ]);
}
