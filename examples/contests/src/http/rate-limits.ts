// Limits by tier, counted in one place for all instances: Redis when configured, else PostgreSQL.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { keyedDigest, keyFor } from '../people/keys.ts';
import { Problem } from './problems.ts';
import { sharedCount, type Consume } from './shared-count.ts';

export type Tier = 'auth' | 'admin' | 'api' | 'uploads' | 'unlimited';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly tier?: Tier;
  }
}

const MOST_KNOWN = 10_000;

type Limits = Readonly<
  Record<Exclude<Tier, 'unlimited'>, { readonly points: number; readonly seconds: number }>
>;

export function limitsOf(config: Config): Limits {
  return {
    auth: { points: config.rateLimits.authPerMinute, seconds: 60 },
    admin: { points: config.rateLimits.adminPerMinute, seconds: 60 },
    api: { points: config.rateLimits.apiPerMinute, seconds: 60 },
    uploads: { points: config.rateLimits.uploadsPerHour, seconds: 3_600 },
  };
}

export function addRateLimits(
  app: FastifyInstance,
  stores: { readonly pool: pg.Pool; readonly redis: Redis | undefined },
  config: Config,
  metrics: Metrics,
): (request: FastifyRequest) => Promise<void> {
  const limits = limitsOf(config);
  const keyOf = createKeys(keyFor('rate limits', config.sealingSecret));
  const trouble = (error: unknown) =>
    app.log.warn({ err: error }, 'the store of the rate limits has trouble');
  const consumers = new Map<string, Consume>(
    Object.entries(limits).map(([tier, limit]) => {
      const limiter = limiterFor(tier, limit, stores);
      // The few requests of the strict tiers are counted one by one.
      return [tier, tier === 'api' ? sharedCount(limiter, trouble) : (key: string) => limiter.consume(key)];
    }),
  );

  app.addHook('onSend', async (request, reply) => {
    const { rateLimit } = request;
    if (rateLimit === undefined) return;
    reply.headers({
      'ratelimit-limit': rateLimit.limit,
      'ratelimit-remaining': rateLimit.remaining,
      'ratelimit-reset': rateLimit.resetS,
    });
  });
  app.decorateRequest('rateLimit', undefined);

  return async function limit(request) {
    const tier = tierOf(request);
    const consume = consumers.get(tier);
    if (tier === 'unlimited' || consume === undefined) return;
    // A person is one caller wherever they come from; before sign-in the address counts. `request.ip` heeds a
    // forwarding header only when the connection comes from a trusted proxy.
    const who = tier !== 'auth' && request.caller ? `person:${request.caller.personId}` : `ip:${request.ip}`;
    const key = keyOf(who);
    try {
      note(request, limits[tier].points, await consume(key));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      note(request, limits[tier].points, refused);
      metrics.rateLimited.inc({ tier });
      const waitS = String(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
      throw new Problem(
        429,
        `The limit of ${limits[tier].points} requests is reached. Try again in ${waitS} s.`,
        {
          'retry-after': waitS,
        },
      );
    }
  };
}

declare module 'fastify' {
  interface FastifyRequest {
    rateLimit: { readonly limit: number; readonly remaining: number; readonly resetS: number } | undefined;
  }
}

function note(request: FastifyRequest, limit: number, result: RateLimiterRes): void {
  request.rateLimit = {
    limit,
    remaining: Math.max(0, result.remainingPoints),
    resetS: Math.ceil(result.msBeforeNext / 1000),
  };
}

/** Callers are counted under a keyed digest, so that no address and no person can be read in the store. */
function createKeys(secret: Buffer): (who: string) => string {
  const known = new Map<string, string>();
  return function keyOf(who) {
    const key = known.get(who) ?? keyedDigest(secret, who).toString('base64url');
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(who, key);
    return key;
  };
}

function tierOf(request: FastifyRequest): Tier {
  const { access, tier } = request.routeOptions.config;
  if (tier !== undefined) return tier;
  const adminsOnly =
    typeof access === 'object' && 'roles' in access && access.roles.every((role) => role === 'admin');
  return adminsOnly ? 'admin' : 'api';
}

function limiterFor(
  tier: string,
  limit: { readonly points: number; readonly seconds: number },
  stores: { readonly pool: pg.Pool; readonly redis: Redis | undefined },
): RateLimiterAbstract {
  const options = {
    keyPrefix: tier,
    points: limit.points,
    duration: limit.seconds,
    // Who is over the limit is refused from memory, without asking the store again.
    inMemoryBlockOnConsumed: limit.points + 1,
    // When the store is down each instance counts for itself: limited still, only less exactly.
    insuranceLimiter: new RateLimiterMemory({
      keyPrefix: tier,
      points: limit.points,
      duration: limit.seconds,
    }),
  };
  if (stores.redis !== undefined) return new RateLimiterRedis({ ...options, storeClient: stores.redis });
  return new RateLimiterPostgres({
    ...options,
    storeClient: stores.pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
  });
}
