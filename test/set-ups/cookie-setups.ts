import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.js',
    "const session = require('express-session');\napp.use(session({ cookie: { secure: true, sameSite: 'lax' } }));\nres.cookie('sid', v, { httpOnly: true });",
    ['session configure cookie.secure=true cookie.sameSite=lax', 'Express set cookie httpOnly=true name=sid'],
  ],
  ['a.ts', "cookies().set('sid', v, { secure: true });", ['Next.js set cookie secure=true name=sid']],
  [
    'a.py',
    'response.set_cookie("sid", v, httponly=True, secure=True)\napp.add_middleware(SessionMiddleware, https_only=True)',
    ['response set cookie secure=true httponly=true name=sid', 'Starlette configure https_only=true'],
  ],
  [
    'settings.py',
    'SESSION_COOKIE_SECURE = True\napp.config["SESSION_COOKIE_HTTPONLY"] = False',
    [
      'settings configure setting=SESSION_COOKIE_SECURE value=true',
      'settings configure setting=app.config["SESSION_COOKIE_HTTPONLY"] value=false',
    ],
  ],
  [
    'a.go',
    'package a\nfunc f() { http.SetCookie(w, &http.Cookie{Name: "s", HttpOnly: true}); c.SetCookie("s", v, 1, "/", d, true, false); s := sessions.Options{Secure: true} }',
    [
      'net/http set cookie HttpOnly=true',
      'Gin set cookie secure=true httpOnly=false',
      'sessions configure Secure=true',
    ],
  ],
  [
    'A.java',
    'class A { void f() { Cookie c = new Cookie("s", v); c.setHttpOnly(true); } }',
    ['servlet set cookie', 'servlet configure option=setHttpOnly value=true'],
  ],
  [
    'a.rb',
    'Rails.application.config.session_store :cookie_store, secure: true, same_site: :lax',
    ['Rails configure secure=true same_site=lax'],
  ],
  ['a.php', "<?php setcookie('s', $v, ['secure' => true]);", ['PHP set cookie secure=true']],
  [
    'config/session.php',
    "<?php return ['secure' => env('SESSION_SECURE_COOKIE'), 'http_only' => true];",
    [
      'Laravel configure setting=session.secure value=<env SESSION_SECURE_COOKIE>',
      'Laravel configure setting=session.http_only value=true',
    ],
  ],
];

export default samples;
