import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Redis and Valkey',
  counts: 'service',
  packages: {
    npm: [
      'redis',
      'ioredis',
      '@redis/client',
      '@upstash/redis',
      'bullmq',
      'bull',
      '@fastify/redis',
      'connect-redis',
      '@valkey/valkey-glide',
      '@keyv/redis',
    ],
    PyPI: ['redis', 'aioredis', 'django-redis', 'valkey', 'channels-redis', 'arq', 'rq', 'django-rq'],
    Go: [
      'github.com/redis/go-redis*',
      'github.com/go-redis/redis*',
      'github.com/gomodule/redigo',
      'github.com/redis/rueidis',
      'github.com/hibiken/asynq',
    ],
    Maven: [
      'redis.clients:jedis',
      'io.lettuce:lettuce-core',
      'org.redisson:*',
      'org.springframework.boot:spring-boot-starter-data-redis*',
      'io.quarkus:quarkus-redis-client',
    ],
    RubyGems: ['redis', 'redis-client', 'sidekiq', 'hiredis'],
    Packagist: ['predis/predis', 'ext-redis'],
    NuGet: [
      'StackExchange.Redis',
      'Microsoft.Extensions.Caching.StackExchangeRedis',
      'Aspire.StackExchange.Redis*',
    ],
    'crates.io': ['redis', 'fred', 'deadpool-redis'],
    Hex: ['redix'],
  },
  images: [
    'redis',
    'bitnami/redis',
    'valkey/valkey',
    'redis/redis-stack*',
    'eqalpha/keydb',
    'bitnami/valkey',
    'dragonflydb/dragonfly',
  ],
  connections: ['redis'],
});
