// node ops/restore.ts FOLDER|MANIFEST: restores a backup into an EMPTY database that is not the one it came from.
//   RESTORE_URL           the empty database, as the role that will own the tables
//   BACKUP_IDENTITY_FILE  the age secret key (from escrow, not from the application's host)
// There is no --force and no --clean: to replace a database, restore beside it and switch the service over (docs/runbook.md).
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { identityOf, objectsIn } from './database/contents.ts';
import { openDump } from './database/dump.ts';
import type { Manifest } from './database/manifest.ts';
import { majorOf, programVersion, start } from './database/tools.ts';
import { OpsError, isMain, needed, run } from './settings.ts';
import { compareDatabase, newestManifest, verifyBackup } from './verify.ts';

export interface RestoreWanted {
  readonly place: string;
  readonly targetUrl: string;
  readonly identities: readonly string[];
  /** Databases that must never be written to, besides the one the backup came from. */
  readonly forbiddenUrls?: readonly string[];
}

export async function restore(
  wanted: RestoreWanted,
): Promise<{ readonly manifest: Manifest; readonly tookMs: number }> {
  const startedAt = performance.now();
  const manifestFile = await newestManifest(wanted.place);
  const manifest = await verifyBackup(manifestFile, undefined);
  const forbidden = await Promise.all((wanted.forbiddenUrls ?? []).map(keyAt));
  await refuseUnsafeTarget(wanted.targetUrl, manifest, forbidden);
  const folder = await mkdtemp(join(tmpdir(), 'contests-restore-'));
  try {
    const plain = join(folder, 'dump');
    await openDump(join(dirname(manifestFile), manifest.file), wanted.identities, plain, manifest.dumpSha256);
    await fill(wanted.targetUrl, plain);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const found = await compareDatabase(wanted.targetUrl, manifest);
  if (found.length > 0)
    throw new OpsError(`The restored database is not what was backed up:\n- ${found.join('\n- ')}`);
  return { manifest, tookMs: performance.now() - startedAt };
}

/** Databases are told apart by what they are, not by how their URL is written: an alias or a pooler hides a name. */
async function refuseUnsafeTarget(
  url: string,
  manifest: Manifest,
  forbidden: readonly string[],
): Promise<void> {
  const target = new pg.Client({
    connectionString: url,
    application_name: 'contests-restore',
    connectionTimeoutMillis: 10_000,
  });
  await target.connect();
  try {
    const key = keyOf(await identityOf(target));
    if (key === keyOf(manifest.database))
      throw new OpsError('The target is the database this backup was taken from. Nothing was changed.');
    if (forbidden.includes(key))
      throw new OpsError('The target is the database the service uses now. Nothing was changed.');
    const objects = await objectsIn(target);
    if (objects > 0)
      throw new OpsError(`The target is not empty: it holds ${objects} objects. Nothing was changed.`);
    const tool = await programVersion('pg_restore');
    if (majorOf(tool) < majorOf(manifest.tool))
      throw new OpsError(`${tool} is older than the ${manifest.tool} that wrote the backup.`);
  } finally {
    await target.end();
  }
}

async function fill(url: string, plain: string): Promise<void> {
  const target = new pg.Client({
    connectionString: url,
    application_name: 'contests-restore',
    connectionTimeoutMillis: 10_000,
  });
  await target.connect();
  try {
    // Roles are no part of a dump; policies and grants in it name this one.
    const { rowCount } = await target.query("SELECT FROM pg_roles WHERE rolname = 'contests_app'");
    if (rowCount === 0) await target.query('CREATE ROLE contests_app NOLOGIN');
    const { ended } = await start(
      'pg_restore',
      ['--exit-on-error', '--single-transaction', '--no-owner', `--dbname=${databaseIn(url)}`, plain],
      url,
    );
    await ended;
    await target.query('ANALYZE');
  } finally {
    await target.end();
  }
}

function databaseIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

async function keyAt(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return keyOf(await identityOf(client));
  } finally {
    await client.end();
  }
}

function keyOf(identity: Manifest['database']): string {
  return `${identity.systemIdentifier}/${identity.databaseOid}`;
}

if (isMain(import.meta.url)) {
  await run(async () => {
    const [place] = process.argv.slice(2);
    if (place === undefined) throw new OpsError('Usage: node ops/restore.ts FOLDER|MANIFEST');
    const identityFile = needed('BACKUP_IDENTITY_FILE', 'the file with the age secret key');
    const identities = (await readFile(identityFile, 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
    if (identities.length === 0) throw new OpsError(`${identityFile} holds no age secret key.`);
    const inUse = [process.env.DATABASE_OWNER_URL, process.env.DATABASE_URL].filter(
      (url) => url !== undefined && url !== '',
    );
    const { manifest, tookMs } = await restore({
      place,
      targetUrl: needed('RESTORE_URL', 'the URL of an empty database'),
      identities,
      forbiddenUrls: inUse.filter((url) => url !== undefined),
    });
    return `Restored ${manifest.tables.length} tables of ${manifest.startedAt} in ${(tookMs / 1000).toFixed(1)} s; every row was compared.`;
  });
}
