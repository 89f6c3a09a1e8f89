import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callsIn } from '../src/catalog/source/calls.ts';
import { argumentsOf, optionsOf } from '../src/catalog/source/options.ts';
import { valueOf } from '../src/catalog/source/values.ts';
import { parsed } from './parsed.ts';

const cases: readonly (readonly [string, string, string, unknown, boolean])[] = [
  [
    'a.ts',
    'new Pool({ max: 10, a: { b: "x" }, "c-d": true })',
    'Pool',
    { max: 10, 'a.b': 'x', 'c-d': true },
    true,
  ],
  ['a.ts', 'f(x, { ...rest, n: 60 * 1_000 })', 'f', { n: 60_000 }, false],
  ['a.ts', 'const o = { m: limit } as const; const limit = 5; f(o)', 'f', { m: 5 }, true],
  ['a.ts', 'f(makeOptions())', 'f', {}, false],
  [
    'a.ts',
    'f({ k: process.env.KEY ?? "x", l: process.env["TWO"], o: [1, 2] })',
    'f',
    { k: '<env KEY>', l: '<env TWO>', o: '<list of 2>' },
    true,
  ],
  ['a.js', 'f({ key, on() {} })', 'f', { key: '<code>', on: '<code>' }, true],
  ['a.tsx', 'f({ a: `plain`, b: `with ${x}` })', 'f', { a: 'plain', b: '<code>' }, true],
  [
    'a.py',
    'f(x, pool_size=5, opts={"a": True}, u=os.environ["U"])',
    'f',
    { pool_size: 5, 'opts.a': true, u: '<env U>' },
    true,
  ],
  ['a.py', 'f(**kw)', 'f', {}, false],
  [
    'a.go',
    'package a\nvar s = &http.Server{Addr: ":1", ReadTimeout: 5 * time.Second}',
    'http.Server',
    { Addr: ':1', ReadTimeout: '5 second' },
    true,
  ],
  [
    'a.go',
    'package a\nvar s = cors.New(cors.Config{AllowOrigins: []string{"*"}, C: true})',
    'cors.New',
    { AllowOrigins: '<list of 1>', C: true },
    true,
  ],
  ['a.java', 'class A { @X(value = "/y", n = 3) void f() {} }', '@X', { value: '/y', n: 3 }, true],
  [
    'a.rb',
    'f :a, only: [:index], secret: ENV.fetch("S"), x: { y: 1 }',
    'f',
    { only: '<list of 1>', secret: '<env S>', 'x.y': 1 },
    true,
  ],
  [
    'a.php',
    '<?php f($x, ["a" => 1, "b" => ["c" => env("D")]], named: false);',
    'f',
    { a: 1, 'b.c': '<env D>', named: false },
    true,
  ],
];

describe('options of calls', () => {
  for (const [path, text, name, options, complete] of cases) {
    it(`${path}: ${text}`, async () => {
      const file = await parsed(path, text);
      const call = callsIn(file).find((one) => one.name === name);
      assert.ok(call);

      const read = optionsOf(call);

      const plain = Object.fromEntries([...read.named].map(([key, node]) => [key, valueOf(node, file)]));
      for (const [key, value] of Object.entries(plain)) {
        if (value === '<code>' && Object.keys(plain).some((other) => other.startsWith(`${key}.`)))
          delete plain[key];
      }
      assert.deepEqual(plain, options);
      assert.equal(read.complete, complete);
    });
  }
});

const names: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a.ts',
    'app.get<X>("/x", f); new Pool(); new pg.Pool(); a?.b(1); class C { @Get() f() {} }',
    ['app.get', 'Pool', 'pg.Pool', 'a?.b', 'Get'],
  ],
  ['a.ts', 'a\n .b(1)\n .c(2)', ['a.b(1).c', 'a.b']],
  ['a.py', '@app.get("/x")\ndef f(): pass\ncreate_engine(u)', ['app.get', 'create_engine']],
  [
    'a.go',
    'package a\nfunc f() { r.GET("/x"); x.Group("/v1").Use(y); s := &http.Server{} }',
    ['r.GET', 'x.Group("/v1").Use', 'x.Group', 'http.Server'],
  ],
  [
    'a.java',
    '@A class B { @C("/x") void f() { d.e(1); new F().g(); } }',
    ['@A', '@C', 'd.e', 'newF().g', 'F'],
  ],
  [
    'a.rb',
    'get "x", to: "a#b"\nFoo::Bar.configure do |c|\n c.x 1\nend',
    ['get', 'Foo::Bar.configure', 'c.x'],
  ],
  [
    'a.php',
    '<?php Route::get("/x")->middleware("a"); $app->post("/y"); env("A"); new PDO("x"); #[Route("/z")] class X {}',
    ['Route::get("/x")->middleware', 'Route::get', '$app->post', 'env', 'PDO', '@Route'],
  ],
];

describe('calls', () => {
  for (const [path, text, expected] of names) {
    it(`${path}: ${text}`, async () => {
      const calls = callsIn(await parsed(path, text));

      assert.deepEqual(
        calls.map((call) => call.name),
        expected,
      );
    });
  }

  it('give their arguments without names', async () => {
    const file = await parsed('a.py', 'f(1, "x", k=2)');
    const [call] = callsIn(file);
    assert.ok(call);

    assert.deepEqual(
      argumentsOf(call).map((node) => valueOf(node, file)),
      [1, 'x'],
    );
  });

  it('of an endless chain are read without reading it again and again', async () => {
    const file = await parsed('a.ts', `a${'\n.b(1)'.repeat(15_000)}`);

    const took = performance.now();
    const calls = callsIn(file);

    assert.equal(calls.length, 15_000);
    assert.ok(performance.now() - took < 2_000);
  });
});
