// node ops/backup.ts [--every-hours N]: dumps the database, encrypts it, writes its manifest, verifies it, and lets old ones go.
//   DATABASE_OWNER_URL  the role that owns the tables (row level security hides rows from every other)
//   BACKUP_DIR          where backups go; a job copies it off this host (deploy/k8s/backup.yaml)
//   BACKUP_RECIPIENTS   age public keys, comma-separated; give two, one of them kept off this host
//   BACKUP_METRICS_FILE optional: a textfile for node-exporter, by which the alert on the backup's age works
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { contentsOf, identityOf } from './database/contents.ts';
import { syncFolder, writeDump } from './database/dump.ts';
import { MANIFEST_ENDING, fileFault, manifestsIn, readManifest, type Manifest } from './database/manifest.ts';
import { writeMetrics } from './database/metrics.ts';
import { expired } from './database/retention.ts';
import { majorOf, programVersion } from './database/tools.ts';
import { OpsError, isMain, needed, run } from './settings.ts';

const RETRY_MS = 15 * 60_000;

export interface BackupWanted {
  readonly ownerUrl: string;
  readonly folder: string;
  readonly recipients: readonly string[];
  readonly metricsFile?: string | undefined;
}

export async function backup(
  wanted: BackupWanted,
): Promise<{ readonly manifestFile: string; readonly manifest: Manifest }> {
  const startedAt = new Date();
  await mkdir(wanted.folder, { recursive: true, mode: 0o700 });
  const name = `contests-${startedAt.toISOString().replaceAll(/[:.]/g, '-')}`;
  const partial = join(wanted.folder, `${name}.partial`);
  const manifestFile = join(wanted.folder, name + MANIFEST_ENDING);
  try {
    const manifest = await dumpWithContents(wanted, name, partial, startedAt);
    await rename(partial, join(wanted.folder, manifest.file));
    await writeFile(`${partial}.json`, `${JSON.stringify(manifest, undefined, 2)}\n`, {
      mode: 0o600,
      flush: true,
    });
    // The manifest comes last: a backup without one does not exist.
    await rename(`${partial}.json`, manifestFile);
    await syncFolder(wanted.folder);
    const fault = await fileFault(manifestFile, manifest);
    if (fault !== undefined) throw new OpsError(`The backup was not kept as it was written: ${fault}`);
    await letOldOnesGo(wanted.folder);
    if (wanted.metricsFile !== undefined) await writeMetrics(wanted.metricsFile, manifest);
    return { manifestFile, manifest };
  } finally {
    await Promise.all([rm(partial, { force: true }), rm(`${partial}.json`, { force: true })]);
  }
}

/** Dump and counting see the same moment: both use one exported snapshot. */
async function dumpWithContents(
  wanted: BackupWanted,
  name: string,
  partial: string,
  startedAt: Date,
): Promise<Manifest> {
  const client = new pg.Client({
    connectionString: wanted.ownerUrl,
    application_name: 'contests-backup',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    const identity = await identityOf(client);
    const tool = await programVersion('pg_dump');
    if (majorOf(tool) < majorOf(identity.serverVersion)) {
      throw new OpsError(
        `${tool} is older than the server (${identity.serverVersion}); install the server's own tools.`,
      );
    }
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
    const tables = await contentsOf(client);
    if (tables.length === 0)
      throw new OpsError(`Database "${identity.name}" has no tables: this would be a backup of nothing.`);
    const { rows: done } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    const written = await writeDump(wanted.ownerUrl, rows[0]?.snapshot ?? '', partial, wanted.recipients);
    return {
      format: 'contests-backup-v1',
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      database: identity,
      tool,
      migrations: done.map((row) => row.name),
      recipients: [...wanted.recipients],
      file: `${name}.dump.age`,
      ...written,
      tables: [...tables],
    };
  } finally {
    await client.end();
  }
}

async function letOldOnesGo(folder: string): Promise<void> {
  const dated: { name: string; at: Date; file: string }[] = [];
  for (const name of await manifestsIn(folder)) {
    const { startedAt, file } = await readManifest(join(folder, name));
    dated.push({ name, at: new Date(startedAt), file });
  }
  const gone = new Set(expired(dated));
  for (const { name, file } of dated) {
    if (!gone.has(name)) continue;
    await rm(join(folder, name));
    await rm(join(folder, file), { force: true });
  }
}

async function once(): Promise<string> {
  const recipients = needed(
    'BACKUP_RECIPIENTS',
    'age public keys that may read the backup (age-keygen makes one)',
  );
  const { manifestFile, manifest } = await backup({
    ownerUrl: needed('DATABASE_OWNER_URL', 'the URL of the role that owns the tables'),
    folder: needed('BACKUP_DIR', 'the folder for backups'),
    recipients: recipients.split(',').map((key) => key.trim()),
    metricsFile: process.env.BACKUP_METRICS_FILE,
  });
  let rows = 0;
  for (const table of manifest.tables) rows += table.rows;
  return `${manifestFile}: ${rows} rows of ${manifest.tables.length} tables, ${manifest.sizeBytes} bytes, verified.`;
}

/** For a host without a scheduler. A failure is said and tried again sooner; the alert on the backup's age is what pages. */
async function forEver(everyHours: number): Promise<never> {
  for (;;) {
    await run(once);
    const waitMs = process.exitCode === 1 ? RETRY_MS : everyHours * 3_600_000;
    process.exitCode = 0;
    await wait(waitMs);
  }
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({ options: { 'every-hours': { type: 'string' } } });
  const everyHours = Number(values['every-hours']);
  if (values['every-hours'] === undefined) await run(once);
  else if (everyHours > 0 && everyHours <= 168) await forEver(everyHours);
  else await run(() => Promise.reject(new OpsError('--every-hours must be a number from above 0 to 168.')));
}
