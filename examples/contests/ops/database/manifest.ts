// What is known of a backup without opening it. It lies beside the encrypted dump and names it by its digest.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const Hex = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Text = Type.String({ minLength: 1 });

export const ManifestSchema = Type.Object({
  format: Type.Literal('contests-backup-v1'),
  startedAt: Text,
  finishedAt: Text,
  database: Type.Object({
    systemIdentifier: Text,
    databaseOid: Type.Integer(),
    name: Text,
    serverVersion: Text,
  }),
  tool: Text,
  migrations: Type.Array(Text),
  recipients: Type.Array(Text, { minItems: 1 }),
  file: Type.String({ pattern: '^[A-Za-z0-9.-]+\\.dump\\.age$' }),
  sizeBytes: Type.Integer({ minimum: 1 }),
  sha256: Hex,
  dumpSha256: Hex,
  tables: Type.Array(Type.Object({ table: Text, rows: Type.Integer({ minimum: 0 }), digest: Text }), {
    minItems: 1,
  }),
});
export type Manifest = Static<typeof ManifestSchema>;

export const MANIFEST_ENDING = '.manifest.json';

export async function readManifest(file: string): Promise<Manifest> {
  const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!Value.Check(ManifestSchema, parsed))
    throw new Error(`${basename(file)} is not a backup manifest of this service.`);
  return parsed;
}

export async function manifestsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith(MANIFEST_ENDING)).sort();
}

/** Says what is wrong with the file that a manifest names, or undefined when it is the one, whole. */
export async function fileFault(manifestFile: string, manifest: Manifest): Promise<string | undefined> {
  const file = join(dirname(manifestFile), manifest.file);
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return `${manifest.file} is missing.`;
  if (found.size !== manifest.sizeBytes)
    return `${manifest.file} has ${found.size} bytes instead of ${manifest.sizeBytes}.`;
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(file)) digest.update(chunk);
  if (digest.digest('hex') !== manifest.sha256)
    return `${manifest.file} is not the file that was written: its SHA-256 differs.`;
  return undefined;
}
