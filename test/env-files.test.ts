import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entriesOf, envFileKind, isSecret, valueKind } from '../src/catalog/source/env/env-file.ts';

describe('files of environment variables', () => {
  for (const [path, kind] of [
    ['.env', 'live'],
    ['apps/api/.env.production', 'live'],
    ['prod.env', 'live'],
    ['.env.example', 'example'],
    ['.env.example.complete', 'example'],
    ['example.env', 'example'],
    ['.env.test', 'test'],
    ['.env.development', 'development'],
    ['docker.env', 'development'],
    ['src/env.ts', undefined],
    ['vite-env.d.ts', undefined],
    ['.env.md', undefined],
    ['environment.yml', undefined],
  ] as const) {
    it(`${path} is ${kind ?? 'none'}`, () => assert.equal(envFileKind(path), kind));
  }

  for (const [value, kind] of [
    ['', 'empty'],
    ['${OTHER}', 'reference'],
    ['changeme', 'made-up'],
    ['<your key>', 'made-up'],
    ['postgres://postgres:password@localhost:5432/x', 'local'],
    ['postgres://app:app@db:5432/x', 'local'],
    ['postgres://app:Zk8qLw2vR9xT4mN7@db.acme.dev/x', 'random'],
    ['Zk8qLw2vR9xT4mN7pB3c', 'random'],
    ['https://api.acme.dev/v1/orders', 'plain'],
    ['summer-party', 'plain'],
  ] as const) {
    it(`"${value}" looks ${kind}`, () => assert.equal(valueKind(value), kind));
  }

  it('name secrets by name or by a password inside an address', () => {
    const entries = entriesOf(
      '# A=1\nexport JWT_SECRET="x" # why\nPORT=3000\nDATABASE_URL=postgres://a:b@c/d\nJWT_SECRET_EXPIRES=5',
    );

    assert.deepEqual(
      entries.map((entry) => [entry.name, entry.line, isSecret(entry)]),
      [
        ['JWT_SECRET', 2, true],
        ['PORT', 3, false],
        ['DATABASE_URL', 4, true],
        ['JWT_SECRET_EXPIRES', 5, false],
      ],
    );
  });
});
