import type { FastifyBaseLogger } from 'fastify';
import type { Redis } from 'ioredis';
import type { Config } from '../config.ts';

/** Optional: only the rate limits use it, and they fall back to counting per instance while it is away. */
export async function connectRedis(config: Config, log: FastifyBaseLogger): Promise<Redis | undefined> {
  if (config.redisUrl === undefined) return undefined;
  const { Redis } = await import('ioredis');
  const redis = new Redis(config.redisUrl, {
    connectTimeout: 2_000,
    commandTimeout: 500,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    lazyConnect: true,
  });
  redis.on('error', (error: Error) => log.warn({ because: error.message }, 'Redis has trouble'));
  await redis.connect().catch(() => undefined);
  return redis;
}
