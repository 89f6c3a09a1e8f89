import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    "import * as Sentry from '@sentry/node';\nSentry.init({ dsn: x, release: process.env.REL, tracesSampleRate: 0.1 });\nSentry.captureException(e);",
    ['Sentry start release=<env REL> tracesSampleRate=0.1', 'Sentry report'],
  ],
  ['a.ts', 'Bugsnag.start({ apiKey });', ['other start']],
  [
    'a.py',
    'sentry_sdk.init(dsn=x, environment="p")\nrollbar.init(t)',
    ['Sentry start environment=p', 'other start'],
  ],
  [
    'a.go',
    'package a\nfunc f() { sentry.Init(sentry.ClientOptions{Release: v}); sentry.CaptureException(e) }',
    ['Sentry start Release=<code>', 'Sentry report'],
  ],
  ['A.java', 'class A { void f() { Sentry.init(o -> {}); } }', ['Sentry start']],
  ['a.rb', 'Sentry.init do |c|\nend\nRollbar.configure do |c|\nend', ['Sentry start', 'other start']],
  [
    'a.php',
    "<?php \\Sentry\\init(['dsn' => 'x', 'release' => 'r']); use Sentry\\Laravel\\Integration; Integration::handles($e);",
    ['Sentry start release=r', 'Sentry start'],
  ],
  [
    'config/sentry.php',
    "<?php return ['dsn' => env('SENTRY_DSN'), 'release' => env('REL')];",
    ['Sentry configure setting=sentry.release value=<env REL>'],
  ],
];

export default samples;
