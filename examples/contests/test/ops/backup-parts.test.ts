import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { differences } from '../../ops/database/contents.ts';
import { expired, RETENTION } from '../../ops/database/retention.ts';
import { connectionEnv, majorOf } from '../../ops/database/tools.ts';

const days = fc.uniqueArray(fc.nat(800), { minLength: 1, maxLength: 120 });

function dated(numbers: readonly number[]): { readonly name: string; readonly at: Date }[] {
  return numbers.map((day) => ({ name: `b${day}`, at: new Date(Date.UTC(2026, 0, 1 + day, 3)) }));
}

test('retention keeps the newest backup, never more than the policy counts, and is settled after one round', () => {
  fc.assert(
    fc.property(days, (numbers) => {
      const backups = dated(numbers);
      const gone = new Set(expired(backups));
      const left = backups.filter(({ name }) => !gone.has(name));

      assert.ok(!gone.has(`b${Math.max(...numbers)}`));
      assert.ok(left.length <= RETENTION.days + RETENTION.weeks + RETENTION.months);
      assert.deepEqual(expired(left), []);
    }),
  );
});

test('with a backup each night for a year: the last 7 nights, 5 weeks and 3 months are there', () => {
  const gone = new Set(expired(dated(Array.from({ length: 365 }, (_, day) => day))));
  const left = Array.from({ length: 365 }, (_, day) => day).filter((day) => !gone.has(`b${day}`));

  assert.deepEqual(left.slice(-7), [358, 359, 360, 361, 362, 363, 364]);
  assert.equal(left[0], 303); // 31 October 2026: the last of its month
  assert.equal(left.length, 12);
});

test('when backups stop, none is thrown away for its age alone', () => {
  assert.deepEqual(expired(dated([0, 1, 2, 3, 4, 5, 6])), []);
});

test('a difference of rows, of content, a missing and an extra table are each named', () => {
  const one = { table: 'public.a', rows: 2, digest: '5' };

  assert.deepEqual(differences([one], [one]), []);
  assert.deepEqual(differences([one], [{ ...one, rows: 1 }]), ['public.a has 1 rows instead of 2']);
  assert.deepEqual(differences([one], [{ ...one, digest: '6' }]), [
    'public.a has 2 rows, but not the same ones',
  ]);
  assert.deepEqual(differences([one], []), ['public.a is missing']);
  assert.deepEqual(differences([], [one]), ['public.a should not be there']);
});

test('versions of PostgreSQL programs and servers are read', () => {
  assert.equal(majorOf('pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)'), 15);
  assert.equal(majorOf('18.4'), 18);
  assert.equal(majorOf('postgres (PostgreSQL) 19beta1'), 19);
  assert.throws(() => majorOf('none'), /names no version/);
});

test('a password reaches the programs by environment, decoded', () => {
  const env = connectionEnv(`postgres://own%40er:${'p%2Fw'}@db.internal:5433/con%20tests?sslmode=require`);

  assert.deepEqual(
    [env.PGUSER, env.PGPASSWORD, env.PGHOST, env.PGPORT, env.PGDATABASE, env.PGSSLMODE],
    ['own@er', 'p/w', 'db.internal', '5433', 'con tests', 'require'],
  );
});

for (const [program, args, reason] of [
  ['backup.ts', [], /^BACKUP_RECIPIENTS is missing: /],
  ['backup.ts', ['--every-hours', 'x'], /^--every-hours must be a number/],
  ['restore.ts', [], /^Usage: node ops\/restore\.ts/],
  ['restore.ts', ['/nowhere'], /^BACKUP_IDENTITY_FILE is missing: /],
  ['verify.ts', [], /^Usage: node ops\/verify\.ts/],
  ['verify.ts', ['/nowhere'], /^\/nowhere does not exist\./],
  ['verify.ts', ['/', '--max-age-hours', 'x'], /^--max-age-hours must be a number/],
] as const) {
  test(`${program} ${args.join(' ')} ends with code 1 and one sentence`, () => {
    const file = new URL(`../../ops/${program}`, import.meta.url).pathname;

    const { status, stderr, stdout } = spawnSync(process.execPath, [file, ...args], {
      env: {},
      encoding: 'utf8',
    });

    assert.equal(status, 1);
    assert.match(stderr, reason);
    assert.equal(stderr.trim().split('\n').length, 1);
    assert.equal(stdout, '');
  });
}
