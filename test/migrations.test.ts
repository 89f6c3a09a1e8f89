import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findMigrations } from '../src/catalog/migrations/find.ts';
import { dialectOf, forwardPart } from '../src/catalog/migrations/forward.ts';
import { hazardsIn } from '../src/catalog/migrations/hazards.ts';

/** [SQL, "line kind" …] */
const statements: readonly (readonly [string, readonly string[]])[] = [
  ['CREATE INDEX a ON b (c);', ['1 index-not-concurrent']],
  ['-- é\nSELECT 1;\n\nCREATE UNIQUE INDEX a ON b (c);', ['4 index-not-concurrent']],
  ['CREATE INDEX CONCURRENTLY a ON b (c);', []],
  ['BEGIN; CREATE INDEX CONCURRENTLY a ON b (c); COMMIT;', ['1 concurrent-in-transaction']],
  ['CREATE TABLE b (c int);\nCREATE INDEX a ON b (c);', []],
  ['ALTER TABLE b ADD COLUMN c int;', []],
  ['ALTER TABLE b ADD COLUMN c int NOT NULL DEFAULT 0;', []],
  ['ALTER TABLE b ADD COLUMN c timestamptz NOT NULL DEFAULT now();', []],
  ['ALTER TABLE b ADD COLUMN c int NOT NULL;', ['1 not-null-without-default']],
  ['ALTER TABLE b ADD COLUMN c uuid NOT NULL DEFAULT gen_random_uuid();', ['1 rewrites-table']],
  ['ALTER TABLE b ADD COLUMN c bigserial;', ['1 rewrites-table']],
  ['ALTER TABLE b ALTER COLUMN c TYPE bigint;', ['1 rewrites-table']],
  ['ALTER TABLE b ALTER COLUMN c TYPE text;', []],
  ['ALTER TABLE b ALTER COLUMN c SET NOT NULL;', ['1 scans-table']],
  ['ALTER TABLE b VALIDATE CONSTRAINT k; ALTER TABLE b ALTER COLUMN c SET NOT NULL;', []],
  ['ALTER TABLE b ADD CONSTRAINT k FOREIGN KEY (c) REFERENCES d (e);', ['1 scans-table']],
  ['ALTER TABLE b ADD CONSTRAINT k FOREIGN KEY (c) REFERENCES d (e) NOT VALID;', []],
  ['ALTER TABLE b ADD CONSTRAINT k UNIQUE (c);', ['1 index-not-concurrent']],
  ['ALTER TABLE b ADD CONSTRAINT k UNIQUE USING INDEX i;', []],
  ['LOCK TABLE b IN EXCLUSIVE MODE;', ['1 locks-table']],
  ['REINDEX TABLE b;', ['1 locks-table']],
  ['REINDEX TABLE CONCURRENTLY b;', []],
  ['REFRESH MATERIALIZED VIEW v;', ['1 locks-table']],
  ['DROP TABLE b;', []],
];

describe('locks that migrations take', () => {
  for (const [sql, expected] of statements) {
    it(sql.replaceAll('\n', ' '), async () => {
      const { hazards } = await hazardsIn(sql, false, new Set());

      assert.deepEqual(
        hazards.map(({ line, kind }) => `${line} ${kind}`),
        expected,
      );
    });
  }

  it('are not looked for in the way back', async () => {
    const { sql, inTransaction } = forwardPart(
      '-- +goose Up\nSELECT 1;\n-- +goose Down\nCREATE INDEX a ON b (c);',
      'SQL files',
    );

    assert.equal(sql.split('\n').length, 4);
    assert.equal(inTransaction, true);
    assert.equal((await hazardsIn(sql, inTransaction, new Set())).hazards.length, 0);
  });

  it('are not asked of other databases', () => {
    assert.equal(dialectOf('CREATE TABLE `a` (id INT AUTO_INCREMENT) ENGINE=InnoDB;'), 'other');
    assert.equal(dialectOf('CREATE TABLE a (id uuid PRIMARY KEY);'), 'postgresql');
    assert.equal(dialectOf('CREATE TABLE a (id int);'), 'unknown');
  });
});

describe('migration files', () => {
  it('are grouped by tool and folder, in the order in which they run, without the way back', () => {
    const sets = findMigrations([
      'db/V10__b.sql',
      'db/V2__a.sql',
      'prisma/migrations/20240102000000_b/migration.sql',
      'prisma/migrations/20240101000000_a/migration.sql',
      'migrations/000001_init.up.sql',
      'migrations/000001_init.down.sql',
      'app/migrations/0001_initial.py',
      'db/migrate/20240101000000_a.rb',
      'test/migrations/001_x.sql',
    ]);

    assert.deepEqual(
      sets.map(({ tool, files }) => [tool, ...files]),
      [
        ['Flyway', 'db/V2__a.sql', 'db/V10__b.sql'],
        [
          'Prisma',
          'prisma/migrations/20240101000000_a/migration.sql',
          'prisma/migrations/20240102000000_b/migration.sql',
        ],
        ['golang-migrate', 'migrations/000001_init.up.sql'],
        ['Django', 'app/migrations/0001_initial.py'],
        ['Rails', 'db/migrate/20240101000000_a.rb'],
      ],
    );
  });
});
