// node ops/verify.ts FOLDER|MANIFEST [--max-age-hours N] [--database] [--metrics-file FILE]
// Says whether the newest backup (or the one named) is there, whole and young enough; with --database also whether the
// database at DATABASE_OWNER_URL holds exactly what the backup holds; with --metrics-file it tells Prometheus of the backup it found good.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { contentsOf, differences } from './database/contents.ts';
import { fileFault, manifestsIn, readManifest, type Manifest } from './database/manifest.ts';
import { writeMetrics } from './database/metrics.ts';
import { OpsError, isMain, needed, run } from './settings.ts';

const HOUR_MS = 3_600_000;

export async function newestManifest(place: string): Promise<string> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) throw new OpsError(`${place} does not exist.`);
  if (found.isFile()) return place;
  const newest = (await manifestsIn(place)).at(-1);
  if (newest === undefined) throw new OpsError(`There is no backup in ${place}.`);
  return join(place, newest);
}

export async function verifyBackup(
  manifestFile: string,
  maxAgeHours: number | undefined,
  now = new Date(),
): Promise<Manifest> {
  const manifest = await readManifest(manifestFile);
  const fault = await fileFault(manifestFile, manifest);
  if (fault !== undefined) throw new OpsError(fault);
  const ageHours = (now.getTime() - new Date(manifest.startedAt).getTime()) / HOUR_MS;
  if (maxAgeHours !== undefined && ageHours > maxAgeHours) {
    throw new OpsError(
      `The newest backup is ${ageHours.toFixed(1)} hours old; at most ${maxAgeHours} are allowed.`,
    );
  }
  return manifest;
}

export async function compareDatabase(url: string, manifest: Manifest): Promise<readonly string[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'contests-verify',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return differences(manifest.tables, await contentsOf(client));
  } finally {
    await client.end();
  }
}

if (isMain(import.meta.url)) {
  await run(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'max-age-hours': { type: 'string' },
        'metrics-file': { type: 'string' },
        database: { type: 'boolean', default: false },
      },
    });
    const [place] = positionals;
    if (place === undefined)
      throw new OpsError('Usage: node ops/verify.ts FOLDER|MANIFEST [--max-age-hours N] [--database]');
    const maxAgeHours = values['max-age-hours'] === undefined ? undefined : Number(values['max-age-hours']);
    if (maxAgeHours !== undefined && !(maxAgeHours > 0))
      throw new OpsError('--max-age-hours must be a number above 0.');
    const file = await newestManifest(place);
    const manifest = await verifyBackup(file, maxAgeHours);
    if (values['metrics-file'] !== undefined) await writeMetrics(values['metrics-file'], manifest);
    if (!values.database) return `${file} is whole, written ${manifest.startedAt}.`;
    const found = await compareDatabase(
      needed('DATABASE_OWNER_URL', 'the database to compare with'),
      manifest,
    );
    if (found.length > 0) throw new OpsError(`The database differs from ${file}:\n- ${found.join('\n- ')}`);
    return `The database holds exactly what ${file} holds: ${manifest.tables.length} tables.`;
  });
}
