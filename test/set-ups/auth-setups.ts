import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    "jwt.verify(token, key, { algorithms: ['HS256'], audience: 'a' });\njwt.verify(token, key);\njwt.decode(token);",
    [
      'jsonwebtoken verify token algorithms=<list of 1> audience=a pinsAlgorithm=true checksAudience=true',
      'jsonwebtoken verify token pinsAlgorithm=false checksAudience=false',
      'jsonwebtoken read unverified',
    ],
  ],
  [
    'a.ts',
    "import jwt from '@fastify/jwt';\napp.register(jwt, { secret, verify: { allowedAud: 'a' } });\napp.use(expressjwt({ secret, algorithms: ['RS256'] }));\npassport.authenticate('jwt');",
    [
      '@fastify/jwt verify token verify.allowedAud=a',
      'express-jwt verify token algorithms=<list of 1>',
      'passport verify token',
    ],
  ],
  [
    'a.ts',
    '@Module({ providers: [{ provide: APP_GUARD, useClass: JwtGuard }] })\nclass A {}',
    ['NestJS guard all'],
  ],
  ['a.js', "const csurf = require('csurf');\napp.use(csurf());", ['csrf csrf on']],
  ['a.ts', "app.register(import('@fastify/csrf-protection'));", ['csrf csrf on']],
  [
    'a.py',
    'jwt.decode(t, key, algorithms=["HS256"])\njwt.decode(t, options={"verify_signature": False})\nCSRFProtect(app)',
    [
      'PyJWT verify token algorithms=<list of 1> verifies=true pinsAlgorithm=true checksAudience=false',
      'PyJWT verify token verifies=false pinsAlgorithm=false checksAudience=false',
      'Flask-WTF csrf on',
    ],
  ],
  [
    'settings.py',
    'MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]\nREST_FRAMEWORK = {"DEFAULT_PERMISSION_CLASSES": ["x"]}',
    [
      'Django csrf on setting=MIDDLEWARE',
      'Django guard all setting=REST_FRAMEWORK.DEFAULT_PERMISSION_CLASSES value=<list of 1>',
    ],
  ],
  [
    'a.go',
    'package a\nfunc f() { jwt.Parse(t, func(x *jwt.Token) (any, error) { return key, nil }); csrf.Protect(k) }',
    ['jwt verify token pinsAlgorithm=false', 'csrf csrf on'],
  ],
  [
    'A.java',
    'class A { void f(HttpSecurity http) { http.csrf().disable(); http.authorizeRequests().antMatchers("/a").permitAll().anyRequest().authenticated(); Jwts.parser().setSigningKey(k).parseClaimsJws(t); } }',
    ['Spring Security csrf off', 'Spring Security guard all', 'Spring Security open', 'JJWT verify token'],
  ],
  [
    'app/controllers/application_controller.rb',
    'class A\n  protect_from_forgery with: :exception\n  before_action :authenticate_user!\n  skip_before_action :verify_authenticity_token\nend\nJWT.decode(t, k, false)',
    ['Rails csrf on with=exception', 'Rails guard all', 'Rails csrf off', 'JWT verify token verifies=false'],
  ],
  [
    'a.php',
    "<?php use Firebase\\JWT\\JWT; JWT::decode($t, $k); $middleware->validateCsrfTokens(except: ['hooks/*']);",
    ['JWT verify token', 'Laravel csrf off'],
  ],
];

export default samples;
