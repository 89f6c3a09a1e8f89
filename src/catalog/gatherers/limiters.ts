import type { SourceFile, SyntaxNode } from '../../kit/drivers.ts';
import type { Call } from '../source/calls.ts';
import type { Option } from '../source/facts.ts';
import limiters from '../evidence/limiters.ts';
import {
  defineSetUpGatherer,
  isCall,
  javascript,
  type SetUpSearch,
  call,
  setting,
  python,
  go,
  java,
  ruby,
  php,
} from '../source/gather-set-ups.ts';
import { optionsOf } from '../source/options.ts';
import { both, importedFrom, registers, says, someArgument } from '../source/reads.ts';
import { declarationOf } from '../source/declarations.ts';
import type { Setting } from '../source/settings.ts';
import { stringOf } from '../source/values.ts';
import { isUsed } from '../source/used.ts';

const memory = says({ store: 'memory' });
const shared = says({ store: 'shared' });
const amounts = 'max limit windowMs timeWindow points duration to within period times seconds';

/** `store`: memory, shared (Redis or a database), cache (whatever the framework's cache is), unknown. */
export const search: SetUpSearch = {
  mentions: /limiter|rate-?_?limit|throttl|tollbooth|httprate|bucket4j|Bucket\b|Rack::Attack|time\/rate/i,
  rules: [
    call(javascript, 'express-rate-limit', 'create', /^[\w$.]+$/, {
      where: /express-rate-limit/,
      keep: amounts,
      read: both(importedFrom(/^express-rate-limit$/), storeOption(['store']), use),
    }),
    call(javascript, '@fastify/rate-limit', 'register', /\.register$/, {
      where: /fastify(\/|-)rate-limit/,
      keep: amounts,
      read: both(registers(/fastify(\/|-)rate-limit$/), storeOption(['redis', 'store'])),
    }),
    call(
      javascript,
      'rate-limiter-flexible',
      'create',
      /^(\w+\.)?RateLimiter(Redis|Postgres|MySQL|Mongo|Memcache|Drizzle|Prisma|DynamoDB|Cluster)$/,
      { keep: amounts, read: both(shared, use) },
    ),
    call(javascript, 'rate-limiter-flexible', 'create', /^(\w+\.)?RateLimiterMemory$/, {
      keep: amounts,
      read: both(memory, use),
    }),
    call(javascript, '@nestjs/throttler', 'create', /^ThrottlerModule\.forRoot(Async)?$/, {
      read: storeOption(['storage']),
    }),
    call(javascript, '@nestjs/throttler', 'register', /^(Module|UseGuards|\w+\.useGlobalGuards)$/, {
      where: /ThrottlerGuard/,
      read: someArgument(/\b\w*ThrottlerGuard\b/),
    }),
    call(javascript, '@upstash/ratelimit', 'create', /^Ratelimit$/, {
      where: /@upstash\/ratelimit/,
      read: both(shared, use),
    }),
    call(javascript, 'koa-ratelimit', 'create', /^[\w$]+$/, {
      where: /koa-ratelimit/,
      keep: 'driver max duration',
      read: both(importedFrom(/^koa-ratelimit$/), driverOption, use),
    }),
    call(javascript, 'hono-rate-limiter', 'create', /^rateLimiter$/, {
      where: /hono-rate-limiter/,
      keep: amounts,
      read: both(storeOption(['store']), use),
    }),
    call(python, 'slowapi or flask-limiter', 'create', /^Limiter$/, {
      where: /slowapi|flask_limiter/,
      read: storeOption(['storage_uri', 'storage_options']),
    }),
    call(python, 'slowapi or flask-limiter', 'register', /^\w*limiter\.(limit|shared_limit)$/, {
      where: /[lL]imiter/,
      read: says({}),
    }),
    call(python, 'fastapi-limiter', 'create', /^FastAPILimiter\.init$/, { read: shared }),
    call(python, 'fastapi-limiter', 'register', /^RateLimiter$/, { where: /fastapi_limiter/, keep: amounts }),
    call(python, 'django-ratelimit', 'register', /^ratelimit$/, {
      where: /ratelimit/,
      keep: 'key rate block',
      read: says({ store: 'cache' }),
    }),
    setting(
      python,
      'Django REST framework',
      'register',
      /^REST_FRAMEWORK\.DEFAULT_THROTTLE_(CLASSES|RATES)$/,
      { read: says({ store: 'cache' }) },
    ),
    call(go, 'x/time/rate', 'create', /^rate\.NewLimiter$/, {
      where: /golang\.org\/x\/time\/rate/,
      read: both(memory, use),
    }),
    call(go, 'tollbooth', 'create', /^tollbooth\.(NewLimiter|LimitHandler|LimitFuncHandler)$/, {
      read: memory,
    }),
    call(go, 'httprate', 'register', /^httprate\.(Limit|LimitByIP|LimitByRealIP|LimitAll)$/, {
      read: memory,
    }),
    call(go, 'Echo', 'register', /^(\w+\.)?NewRateLimiterMemoryStore(WithConfig)?$/, { read: memory }),
    call(go, 'ulule/limiter', 'create', /(memory|redis)\.NewStore(WithOptions)?$/, {
      where: /ulule\/limiter/,
      read: (at) => ({ store: at.name.includes('redis') ? 'shared' : 'memory' }),
    }),
    call(go, 'redis_rate', 'create', /^redis_rate\.NewLimiter$/, { read: both(shared, use) }),
    call(java, 'Bucket4j', 'create', /(^|\.)(Bucket|Bucket4j)\.builder$/, { read: memory }),
    call(java, 'Guava', 'create', /^RateLimiter\.create$/, { read: memory }),
    call(java, 'Resilience4j', 'register', /^@RateLimiter$/, { read: memory }),
    call(java, 'Spring Cloud Gateway', 'create', /^RedisRateLimiter$/, { read: shared }),
    call(ruby, 'Rack::Attack', 'register', /^(Rack::Attack\.|self\.)?(throttle|track|blocklist)$/, {
      where: /Rack::Attack/,
      keep: amounts,
      read: says({ store: 'cache' }),
    }),
    call(ruby, 'Rails', 'register', /^rate_limit$/, {
      where: /rate_limit/,
      keep: amounts,
      read: says({ store: 'cache' }),
    }),
    call(php, 'Laravel', 'create', /^RateLimiter::for$/, { read: says({ store: 'cache' }) }),
    call(php, 'Laravel', 'register', /(->|::)(middleware|withMiddleware|throttleApi)$/, {
      where: /throttle/,
      read: someArgument(/throttle/, { store: 'cache' }),
    }),
    call(php, 'Symfony', 'create', /RateLimiterFactory$/, { read: says({ store: 'unknown' }) }),
  ],
};

export default defineSetUpGatherer(limiters, search);

/** Without a store these libraries count in the memory of one process. */
function storeOption(names: readonly string[]) {
  return (at: Call | Setting): Readonly<Record<string, Option>> => {
    if (!isCall(at)) return {};
    const { named, complete } = optionsOf(at);
    const name = names.find((one) => named.has(one));
    const store = name === undefined ? undefined : named.get(name);
    return { store: store ? storeOf(store, at.file, name === 'redis') : complete ? 'memory' : 'unknown' };
  };
}

/** A store that may be undefined at run time is not known to be shared. */
function storeOf(node: SyntaxNode, file: SourceFile, isClient: boolean): string {
  const target = declarationOf(node, file) ?? node;
  const text = target.text().slice(0, 300);
  if (/memory/i.test(text) || /^(undefined|null|None)$/.test(text)) return 'memory';
  if (/^(new_expression|call_expression|await_expression|call)$/.test(String(target.kind()))) return 'shared';
  const address = stringOf(target, file);
  if (address !== undefined)
    return /^(async\+)?(redis|rediss|valkey|memcached|mongodb|unix)/.test(address) ? 'shared' : 'unknown';
  return isClient &&
    /^(identifier|member_expression|shorthand_property_identifier)$/.test(String(target.kind()))
    ? 'shared'
    : 'unknown';
}

function driverOption(at: Call | Setting): Readonly<Record<string, Option>> {
  const driver = isCall(at) ? optionsOf(at).named.get('driver')?.text() : undefined;
  return { store: driver === undefined ? 'unknown' : driver.includes('memory') ? 'memory' : 'shared' };
}

function use(at: Call | Setting): Readonly<Record<string, Option>> {
  return { used: isCall(at) && isUsed(at) };
}
