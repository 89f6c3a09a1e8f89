import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    "import rateLimit from 'express-rate-limit';\napp.use(rateLimit({ windowMs: 60_000, max: 100 }));",
    ['express-rate-limit create max=100 windowMs=60000 store=memory used=true'],
  ],
  [
    'a.ts',
    "import { rateLimit as guard } from 'express-rate-limit';\nconst limiter = guard({ limit: 5, store: new RedisStore({}) });\napp.use(limiter);",
    ['express-rate-limit create limit=5 store=shared used=true'],
  ],
  [
    'a.js',
    "const limit = require('express-rate-limit');\nconst limiter = limit({ max: 5 });",
    ['express-rate-limit create max=5 store=memory used=false'],
  ],
  [
    'a.ts',
    "import limit from 'express-rate-limit';\nexport const limiter = limit({ ...shared });",
    ['express-rate-limit create store=unknown used=true'],
  ],
  [
    'a.ts',
    "import rateLimit from '@fastify/rate-limit';\nawait app.register(rateLimit, { max: 3, timeWindow: '1 minute', redis: options.redis });\napp.register(other);",
    ['@fastify/rate-limit register max=3 timeWindow=1 minute store=shared'],
  ],
  [
    'a.ts',
    "app.register(import('@fastify/rate-limit'), { max: 3 });",
    ['@fastify/rate-limit register max=3 store=memory'],
  ],
  [
    'a.js',
    'const a = new RateLimiterRedis({ points: 5 });\nconst b = new RateLimiterMemory({ points: 2, duration: 1 });\na.consume(1);',
    [
      'rate-limiter-flexible create points=5 store=shared used=true',
      'rate-limiter-flexible create points=2 duration=1 store=memory used=false',
    ],
  ],
  [
    'a.ts',
    '@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 60, limit: 10 }])], providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }] })\nclass AppModule {}',
    ['@nestjs/throttler register', '@nestjs/throttler create store=memory'],
  ],
  [
    'a.ts',
    "import { Ratelimit } from '@upstash/ratelimit';\nexport const limit = new Ratelimit({ redis });",
    ['@upstash/ratelimit create store=shared used=true'],
  ],
  [
    'a.js',
    "const ratelimit = require('koa-ratelimit');\napp.use(ratelimit({ driver: 'memory', max: 1 }));",
    ['koa-ratelimit create driver=memory max=1 store=memory used=true'],
  ],
  [
    'a.ts',
    "import { rateLimiter } from 'hono-rate-limiter';\napp.use(rateLimiter({ limit: 1 }));",
    ['hono-rate-limiter create limit=1 store=memory used=true'],
  ],
  [
    'a.py',
    'from slowapi import Limiter\nlimiter = Limiter(key_func=get_remote_address)\n\n@limiter.limit("5/minute")\ndef f(): ...',
    ['slowapi or flask-limiter create store=memory', 'slowapi or flask-limiter register'],
  ],
  [
    'a.py',
    'from flask_limiter import Limiter\nlimiter = Limiter(get_remote_address, app=app, storage_uri="redis://x")',
    ['slowapi or flask-limiter create store=shared'],
  ],
  [
    'a.py',
    'from fastapi_limiter import FastAPILimiter\nawait FastAPILimiter.init(redis)\nx = Depends(RateLimiter(times=2, seconds=5))',
    ['fastapi-limiter create store=shared', 'fastapi-limiter register times=2 seconds=5'],
  ],
  [
    'a.py',
    '@ratelimit(key="ip", rate="5/m")\ndef f(request): ...',
    ['django-ratelimit register key=ip rate=5/m store=cache'],
  ],
  [
    'settings.py',
    'REST_FRAMEWORK = {"DEFAULT_THROTTLE_RATES": {"anon": "100/day"}}',
    ['Django REST framework register setting=REST_FRAMEWORK.DEFAULT_THROTTLE_RATES store=cache'],
  ],
  [
    'a.go',
    'package a\nimport "golang.org/x/time/rate"\nvar l = rate.NewLimiter(1, 3)\nfunc f() { l.Allow() }',
    ['x/time/rate create store=memory used=true'],
  ],
  [
    'a.go',
    'package a\nfunc f() { h := tollbooth.LimitHandler(tollbooth.NewLimiter(1, nil), x) }',
    ['tollbooth create store=memory', 'tollbooth create store=memory'],
  ],
  [
    'a.go',
    'package a\nfunc f() { r.Use(httprate.LimitByIP(100, time.Minute)) }',
    ['httprate register store=memory'],
  ],
  [
    'a.go',
    'package a\nfunc f() { e.Use(middleware.RateLimiter(middleware.NewRateLimiterMemoryStore(20))) }',
    ['Echo register store=memory'],
  ],
  [
    'a.go',
    'package a\nimport "github.com/ulule/limiter/v3"\nfunc f() { s := redis.NewStore(client); t := memory.NewStore() }',
    ['ulule/limiter create store=shared', 'ulule/limiter create store=memory'],
  ],
  [
    'a.go',
    'package a\nvar l = redis_rate.NewLimiter(rdb)\nfunc f() { l.Allow() }',
    ['redis_rate create store=shared used=true'],
  ],
  [
    'A.java',
    'class A { Bucket b = Bucket.builder().addLimit(l).build(); RateLimiter r = RateLimiter.create(5); @RateLimiter(name = "x") void f() {} Object g = new RedisRateLimiter(1, 2); }',
    [
      'Bucket4j create store=memory',
      'Guava create store=memory',
      'Resilience4j register store=memory',
      'Spring Cloud Gateway create store=shared',
    ],
  ],
  [
    'a.rb',
    "class Rack::Attack\n  throttle('logins/ip', limit: 5, period: 20) { |r| r.ip }\nend",
    ['Rack::Attack register limit=5 period=20 store=cache'],
  ],
  [
    'a.rb',
    'class A < ApplicationController\n  rate_limit to: 10, within: 3.minutes, only: :create\nend',
    ['Rails register to=10 within=<code> store=cache'],
  ],
  [
    'a.php',
    "<?php RateLimiter::for('api', fn ($r) => Limit::perMinute(60)); Route::middleware(['auth', 'throttle:60,1'])->group(1); $f = new RateLimiterFactory([]);",
    ['Laravel create store=cache', 'Laravel register store=cache', 'Symfony create store=unknown'],
  ],
];

export default samples;
