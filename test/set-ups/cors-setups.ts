import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  ['a.ts', "import cors from 'cors';\napp.use(cors());", ['cors middleware configure origin=any']],
  [
    'a.ts',
    "import cors from 'cors';\napp.use(cors({ origin: true, credentials: true }));",
    ['cors middleware configure origin=reflect credentials=true'],
  ],
  [
    'a.ts',
    "import cors from 'cors';\nconst allowed = ['https://a.dev'];\napp.use(cors({ origin: allowed }));",
    ['cors middleware configure origin=list'],
  ],
  [
    'a.js',
    "const cors = require('cors');\napp.use(cors({ origin: process.env.ORIGIN }));",
    ['cors middleware configure origin=env'],
  ],
  [
    'a.js',
    "const cors = require('cors');\napp.use(cors({ origin: (o, cb) => cb(null, true) }));",
    ['cors middleware configure origin=code'],
  ],
  [
    'a.ts',
    "import cors from '@fastify/cors';\nawait app.register(cors, { origin: config.ORIGINS, credentials: true });\napp.register(other);",
    ['@fastify/cors configure origin=code credentials=true'],
  ],
  ['a.ts', "app.enableCors({ origin: '*' });", ['NestJS configure origin=any']],
  [
    'a.ts',
    'const app = await NestFactory.create(AppModule, { cors: true });',
    ['NestJS configure origin=any'],
  ],
  [
    'a.ts',
    "res.setHeader('Access-Control-Allow-Origin', req.headers.origin);",
    ['headers set header origin=reflect'],
  ],
  [
    'a.ts',
    "res.setHeader('access-control-allow-origin', allowed.includes(req.headers.origin) ? req.headers.origin : '');",
    ['headers set header origin=code'],
  ],
  [
    'a.py',
    'app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)',
    ['Starlette configure origin=any credentials=true'],
  ],
  [
    'a.py',
    'app.add_middleware(CORSMiddleware, allow_origins=settings.origins)',
    ['Starlette configure origin=code'],
  ],
  [
    'a.py',
    'app.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)',
    ['Starlette configure origin=reflect credentials=true'],
  ],
  [
    'a.py',
    'from flask_cors import CORS\nCORS(app, origins=["https://a.dev"])',
    ['flask-cors configure origin=list'],
  ],
  ['a.py', 'from flask_cors import CORS\nCORS(app)', ['flask-cors configure origin=any']],
  [
    'settings.py',
    'CORS_ALLOW_ALL_ORIGINS = True\nCORS_ALLOW_CREDENTIALS = True',
    [
      'django-cors-headers configure setting=CORS_ALLOW_ALL_ORIGINS origin=any',
      'django-cors-headers configure setting=CORS_ALLOW_CREDENTIALS credentials=true',
    ],
  ],
  [
    'settings.py',
    'CORS_ALLOWED_ORIGINS = env.list("ORIGINS")',
    ['django-cors-headers configure setting=CORS_ALLOWED_ORIGINS origin=env'],
  ],
  ['a.py', 'response.headers.set("Access-Control-Allow-Origin", "*")', ['headers set header origin=any']],
  [
    'a.go',
    'package a\nfunc f() { r.Use(cors.New(cors.Config{AllowOrigins: []string{"https://a.dev"}, AllowCredentials: true})) }',
    ['cors configure origin=list credentials=true'],
  ],
  [
    'a.go',
    'package a\nfunc f() { r.Use(cors.New(cors.Config{AllowAllOrigins: true})) }',
    ['cors configure origin=any'],
  ],
  ['a.go', 'package a\nfunc f() { r.Use(cors.Default()) }', ['cors configure origin=any']],
  [
    'a.go',
    'package a\nfunc f() { e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"*"}})) }',
    ['cors configure origin=any'],
  ],
  [
    'a.go',
    'package a\nfunc f() { h := handlers.AllowedOrigins([]string{"*"}); cors() }',
    ['gorilla/handlers configure origin=any'],
  ],
  [
    'a.go',
    'package a\nfunc f() { w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) }',
    ['headers set header origin=reflect'],
  ],
  [
    'A.java',
    'class A { void f(CorsRegistry r) { r.addMapping("/**").allowedOrigins("*"); } }',
    ['Spring configure setting=origins origin=any'],
  ],
  [
    'CorsConfigurer.java',
    'class A { CorsConfiguration cors() { var c = new CorsConfiguration(); c.setAllowedOriginPatterns(List.of("*")); c.setAllowCredentials(true); return c; } }',
    [
      'Spring configure setting=origins origin=reflect',
      'Spring configure setting=credentials credentials=true',
    ],
  ],
  [
    'A.java',
    '@CrossOrigin(origins = "https://a.dev") class A { void cors() { response.setHeader("Access-Control-Allow-Origin", "*"); } }',
    ['Spring configure origin=list', 'headers set header origin=any'],
  ],
  [
    'cors.rb',
    "Rails.application.config.middleware.insert_before 0, Rack::Cors do\n  allow do\n    origins '*'\n  end\nend",
    ['rack-cors configure origin=any'],
  ],
  ['a.rb', "response.set('Access-Control-Allow-Origin', '*')", ['headers set header origin=any']],
  [
    'config/cors.php',
    "<?php return ['allowed_origins' => ['*'], 'supports_credentials' => false];",
    [
      'Laravel configure setting=cors.allowed_origins origin=any',
      'Laravel configure setting=cors.supports_credentials credentials=false',
    ],
  ],
  ['a.php', "<?php header('Access-Control-Allow-Origin: *');", ['headers set header origin=any']],
];

export default samples;
