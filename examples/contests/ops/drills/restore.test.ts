// npm run drill:restore: takes a backup and restores it with the machine's own PostgreSQL programs, and tries what must be refused.
import assert from 'node:assert/strict';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { migrate } from '../../src/database/migrate.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { backup } from '../backup.ts';
import type { Manifest } from '../database/manifest.ts';
import { restore } from '../restore.ts';
import { compareDatabase, newestManifest, verifyBackup } from '../verify.ts';
import { startServer, type DrillServer } from './server.ts';

const RTO_MS = 15 * 60_000; // docs/disaster-recovery.md

let server: DrillServer;
let folder: string;
let ownerUrl: string;
let manifestFile: string;
let manifest: Manifest;
const hostKey = await generateX25519Identity();
const escrowKey = await generateX25519Identity();
const recipients = [await identityToRecipient(hostKey), await identityToRecipient(escrowKey)];

async function sql(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

before(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'contests-backups-'));
  ownerUrl = await server.create('contests');
  await migrate({ ownerUrl });
  await sql(ownerUrl, await readFile(new URL('seed.sql', import.meta.url), 'utf8'));
  ({ manifestFile, manifest } = await backup({
    ownerUrl,
    folder,
    recipients,
    metricsFile: join(folder, 'backup.prom'),
  }));
});

after(async () => {
  await server?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

/** A copy of the backup in a folder of its own, changed in one way. */
async function spoiled(change: (copy: string, dump: string) => Promise<void>): Promise<string> {
  const copy = await mkdtemp(join(folder, 'spoiled-'));
  for (const name of [manifestFile.slice(folder.length + 1), manifest.file])
    await copyFile(join(folder, name), join(copy, name));
  await change(copy, join(copy, manifest.file));
  return copy;
}

async function editManifest(copy: string, change: Partial<Manifest>): Promise<void> {
  await writeFile(await newestManifest(copy), JSON.stringify({ ...manifest, ...change }));
}

let targets = 0;
async function emptyTarget(): Promise<string> {
  targets += 1;
  return server.create(`target_${targets}`);
}

async function refused(place: string, reason: RegExp, identities = [escrowKey]): Promise<void> {
  const targetUrl = await emptyTarget();
  await assert.rejects(restore({ place, targetUrl, identities }), reason);
  const client = new pg.Client({ connectionString: targetUrl });
  await client.connect();
  const { rows } = await client.query(
    "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
  );
  await client.end();
  assert.deepEqual(rows, [{ tables: 0 }], 'a refused restore left tables behind');
}

test('a backup restored with the escrowed key holds every row, needs no migration, and took less than the RTO', async (context) => {
  const targetUrl = await emptyTarget();

  const { tookMs } = await restore({
    place: folder,
    targetUrl,
    identities: [escrowKey],
    forbiddenUrls: [ownerUrl],
  });

  assert.deepEqual(await compareDatabase(targetUrl, manifest), []);
  assert.deepEqual(await migrate({ ownerUrl: targetUrl }), []);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  assert.ok(rows > 12_000, `only ${rows} rows were backed up`);
  assert.ok(tookMs < RTO_MS);
  context.diagnostic(
    `${server.version}: ${rows} rows, ${manifest.sizeBytes} bytes, restored and compared in ${tookMs.toFixed(0)} ms`,
  );
});

test('the restored database keeps its walls: row level security, append-only audit trail, constraints', async () => {
  const targetUrl = await emptyTarget();
  await restore({ place: folder, targetUrl, identities: [hostKey] });

  await assert.rejects(
    sql(
      targetUrl,
      `INSERT INTO entries (contest_id, person_id) SELECT contest_id, person_id FROM entries LIMIT 1`,
    ),
    /entries_once/,
  );
  await assert.rejects(sql(targetUrl, 'DELETE FROM contest_transitions'));
  const client = new pg.Client({ connectionString: targetUrl, options: '-c role=contests_app' });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS seen FROM people');
  await client.end();
  assert.deepEqual(rows, [{ seen: 0 }]);
});

test('the service starts on the restored database and is ready', async () => {
  const targetUrl = await emptyTarget();
  await restore({ place: folder, targetUrl, identities: [escrowKey] });
  const appUrl = new URL(targetUrl);
  appUrl.username = 'contests_web';
  await migrate({ ownerUrl: targetUrl, appUrl: appUrl.href });
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: appUrl.href, LOG_LEVEL: 'silent' });
  const { app } = await buildApp(config, createLog(config));
  try {
    const response = await app.inject('/health/ready');

    assert.equal(response.statusCode, 200, response.payload);
    assert.equal(response.json().ready, true);
  } finally {
    await app.close();
  }
});

test('a row changed, added or lost after the restore is found by comparing', async () => {
  const targetUrl = await emptyTarget();
  await restore({ place: folder, targetUrl, identities: [escrowKey] });

  await sql(targetUrl, "UPDATE people SET name = name || '.' WHERE email = 'person7@drill.invalid'");
  assert.deepEqual(await compareDatabase(targetUrl, manifest), [
    'public.people has 2000 rows, but not the same ones',
  ]);
  await sql(targetUrl, "INSERT INTO people (email) VALUES ('extra@drill.invalid')");
  assert.deepEqual(await compareDatabase(targetUrl, manifest), [
    'public.people has 2001 rows instead of 2000',
  ]);
  await sql(targetUrl, 'DROP TABLE entry_counts');
  assert.ok((await compareDatabase(targetUrl, manifest)).includes('public.entry_counts is missing'));
});

test('a dump with one byte flipped, cut off, missing, or of another day is refused before a row is served', async () => {
  await refused(
    await spoiled(async (_, dump) => {
      const bytes = await readFile(dump);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(dump, bytes);
    }),
    /SHA-256 differs/,
  );
  await refused(
    await spoiled(async (_, dump) => writeFile(dump, (await readFile(dump)).subarray(0, -20))),
    /bytes instead of/,
  );
  await refused(await spoiled((_, dump) => rm(dump)), /is missing/);
  const other = await mkdtemp(join(folder, 'other-'));
  await sql(ownerUrl, "UPDATE people SET name = 'later' WHERE email = 'person9@drill.invalid'");
  const later = await backup({ ownerUrl, folder: other, recipients });
  await refused(
    await spoiled((_, dump) => copyFile(join(other, later.manifest.file), dump)),
    /bytes instead of|SHA-256 differs/,
  );
});

test('a manifest that was made to fit a damaged dump is refused by the encryption itself, and one that promises other rows by the comparison', async () => {
  const { createHash } = await import('node:crypto');
  await refused(
    await spoiled(async (copy, dump) => {
      const bytes = (await readFile(dump)).subarray(0, -20);
      await writeFile(dump, bytes);
      await editManifest(copy, {
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    }),
    /decrypt|invalid|final|stream|tag/i,
  );
  const tables = manifest.tables.map((table) =>
    table.table === 'public.people' ? { ...table, rows: table.rows + 1 } : table,
  );
  const lying = await spoiled((copy) => editManifest(copy, { tables }));
  await assert.rejects(
    restore({ place: lying, targetUrl: await emptyTarget(), identities: [escrowKey] }),
    /people has 2000 rows instead of 2001/,
  );
});

test('a wrong key opens nothing', async () => {
  await refused(folder, /no identity|decrypt|match/i, [await generateX25519Identity()]);
});

test('the database it came from is refused as target, by whatever name it is reached, and so is the one in use', async () => {
  for (const targetUrl of [ownerUrl, server.url('contests', 'localhost'), `${ownerUrl}?application_name=x`]) {
    await assert.rejects(restore({ place: folder, targetUrl, identities: [escrowKey] }), /taken from/);
  }
  const inUse = await emptyTarget();
  await assert.rejects(
    restore({ place: folder, targetUrl: inUse, identities: [escrowKey], forbiddenUrls: [inUse] }),
    /uses now/,
  );
});

test('a target that holds anything is refused and left as it was', async () => {
  for (const made of [
    'CREATE TABLE precious (id int)',
    'CREATE SCHEMA other',
    'CREATE SEQUENCE one',
    'CREATE FUNCTION f() RETURNS int RETURN 1',
    'CREATE VIEW v AS SELECT 1',
  ]) {
    const targetUrl = await emptyTarget();
    await sql(targetUrl, made);

    await assert.rejects(restore({ place: folder, targetUrl, identities: [escrowKey] }), /not empty/);
  }
});

test('an empty database is not backed up, and leaves no file that looks like a backup', async () => {
  const nothing = await mkdtemp(join(folder, 'nothing-'));

  await assert.rejects(
    backup({ ownerUrl: await emptyTarget(), folder: nothing, recipients }),
    /backup of nothing/,
  );

  assert.deepEqual(await readdir(nothing), []);
});

test('the dump cannot be read without a key', async () => {
  const bytes = await readFile(join(folder, manifest.file));

  assert.match(bytes.subarray(0, 40).toString('latin1'), /^age-encryption\.org\/v1/);
  assert.equal(bytes.includes('PGDMP'), false);
  assert.equal(bytes.includes('drill.invalid'), false);
});

test('a backup too old is found, a young one is not', async () => {
  const later = new Date(new Date(manifest.startedAt).getTime() + 27 * 3_600_000);

  await assert.rejects(verifyBackup(manifestFile, 26, later), /27\.0 hours old; at most 26/);
  assert.equal((await verifyBackup(manifestFile, 26)).file, manifest.file);
});

test('the textfile for the age alert names the moment of the backup', async () => {
  const text = await readFile(join(folder, 'backup.prom'), 'utf8');

  const seconds = Number(/^contests_backup_last_success_timestamp_seconds (\d+)$/m.exec(text)?.[1]);
  assert.equal(seconds, Math.floor(new Date(manifest.startedAt).getTime() / 1000));
});
