// pgbench inserts the same rows into the same table, without any service: the yardstick for entries per second.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Setting } from './setting.ts';

const SCRIPT = `INSERT INTO entries (contest_id, person_id)
SELECT contest_id, person_id FROM bench_rows WHERE n = (SELECT nextval('bench_next'));\n`;

export async function pgbench(
  setting: Setting,
  contestId: string,
  clients: number,
  seconds: number,
): Promise<number> {
  await setting.owner(
    'CREATE TABLE bench_rows (n bigint PRIMARY KEY, contest_id uuid NOT NULL, person_id uuid NOT NULL)',
  );
  await setting.owner('CREATE SEQUENCE bench_next');
  await setting.owner(
    `WITH new AS (INSERT INTO people (email) SELECT gen_random_uuid() || '@bench.test' FROM generate_series(1, $2::int) RETURNING id)
     INSERT INTO bench_rows SELECT row_number() OVER (), $1, id FROM new`,
    [contestId, seconds * 20_000],
  );
  await setting.owner('ANALYZE bench_rows');
  const folder = await mkdtemp(join(tmpdir(), 'contests-bench-'));
  try {
    await writeFile(join(folder, 'insert.sql'), SCRIPT);
    const args = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(clients),
      '-j',
      '2',
      '-T',
      String(seconds),
      '-f',
      join(folder, 'insert.sql'),
      setting.ownerUrl,
    ];
    const { stdout } = await promisify(execFile)('pgbench', args);
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    if (!Number.isFinite(perSecond)) throw new Error(`pgbench said no rate:\n${stdout}`);
    return perSecond;
  } finally {
    await rm(folder, { recursive: true });
    await setting.owner('DROP TABLE bench_rows');
    await setting.owner('DROP SEQUENCE bench_next');
  }
}
