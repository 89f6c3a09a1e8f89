import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    "import helmet from 'helmet';\napp.use(helmet({ contentSecurityPolicy: false }));",
    ['helmet configure contentSecurityPolicy=false'],
  ],
  [
    'a.ts',
    "import helmet from '@fastify/helmet';\napp.register(helmet, { hsts: { maxAge: 100 } });",
    ['@fastify/helmet configure hsts=<code> hsts.maxAge=100'],
  ],
  [
    'a.ts',
    "app.use(secureHeaders());\nres.setHeader('X-Frame-Options', 'DENY');\nres.set('X-Other', 'a');",
    ['Hono configure', 'headers set header header=x-frame-options value=DENY'],
  ],
  [
    'settings.py',
    'SECURE_HSTS_SECONDS = 31536000\nX_FRAME_OPTIONS = "DENY"',
    [
      'Django configure setting=SECURE_HSTS_SECONDS value=31536000',
      'Django configure setting=X_FRAME_OPTIONS value=DENY',
    ],
  ],
  [
    'a.py',
    'Talisman(app, force_https=True)\napp.add_middleware(HTTPSRedirectMiddleware)\nresponse.headers.setdefault("Referrer-Policy", "no-referrer")',
    [
      'Talisman configure force_https=true',
      'Starlette force https',
      'headers set header header=referrer-policy value=no-referrer',
    ],
  ],
  [
    'a.go',
    'package a\nfunc f() { secure.New(secure.Options{FrameDeny: true, STSSeconds: 5}); e.Use(middleware.Secure()); e.Pre(middleware.HTTPSRedirect()); w.Header().Set("Content-Security-Policy", "default-src") }',
    [
      'unrolled/secure configure STSSeconds=5 FrameDeny=true',
      'Echo configure',
      'Echo force https',
      'headers set header header=content-security-policy value=default-src',
    ],
  ],
  [
    'A.java',
    'class A { void f(HttpSecurity http) { http.headers().contentSecurityPolicy("x"); r.addHeader("X-Frame-Options", "DENY"); } }',
    [
      'Spring Security configure option=contentSecurityPolicy',
      'headers set header header=x-frame-options value=DENY',
    ],
  ],
  [
    'a.rb',
    "config.force_ssl = true\nRails.application.config.content_security_policy do |p|\nend\nSecureHeaders::Configuration.default do |c|\nend\nheaders.set('X-Frame-Options', 'DENY')",
    [
      'Rails configure',
      'SecureHeaders configure',
      'headers set header header=x-frame-options value=DENY',
      'Rails force https setting=config.force_ssl value=true',
    ],
  ],
  [
    'a.php',
    "<?php header('Strict-Transport-Security: max-age=5'); URL::forceScheme('https');",
    ['headers set header header=strict-transport-security value=max-age=5', 'Laravel force https'],
  ],
];

export default samples;
