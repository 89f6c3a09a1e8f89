import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../engine/config.ts';
import type { RunEvent } from '../engine/events.ts';
import type { Evidences, Kept, Missing } from '../engine/gather.ts';
import type { RunFacts } from '../engine/inspect.ts';
import type { Only } from '../engine/narrow.ts';
import { withoutUndefined } from './without-undefined.ts';
import { makeRealFolder, writeWhole } from './write-whole.ts';

const runSchema = z.object({
  facts: z.object({
    tool: z.object({ name: z.string(), version: z.string() }),
    target: z
      .object({ path: z.string().optional(), url: z.string().optional(), commit: z.string().optional() })
      .transform(withoutUndefined),
    startedAt: z.string(),
    durationMs: z.number(),
    config: configSchema,
  }),
  catalogs: z.array(z.string()),
  only: z.object({ audits: z.array(z.string()), areas: z.array(z.string()) }),
  origin: z.object({ host: z.string(), slug: z.string() }).optional(),
  kept: z.array(z.object({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  missing: z.array(z.object({ name: z.string(), because: z.string(), howTo: z.string() })),
});

export interface StoredRun {
  readonly id: string;
  readonly facts: RunFacts;
  /** Folders given with --catalog. */
  readonly catalogs: readonly string[];
  readonly only: Only;
  readonly origin?: { readonly host: string; readonly slug: string };
  readonly evidences: Evidences;
}

/** `.seaworthy/` holds runs and evidence; evidence is shared between runs by its hash. */
export async function saveRun(
  folder: string,
  run: StoredRun,
  events: readonly RunEvent[],
  result: string,
): Promise<void> {
  const runFolder = join(folder, 'runs', run.id);
  for (const path of [folder, join(folder, 'runs'), join(folder, 'evidence'), runFolder])
    await makeRealFolder(path);
  await writeWhole(join(folder, '.gitignore'), '*\n');
  // One after the other: as text all of it together would take a good part of the memory.
  for (const kept of run.evidences.kept.values()) await saveEvidence(folder, kept);
  await writeWhole(
    join(runFolder, 'events.ndjson'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  await writeWhole(join(runFolder, 'result.json'), result);
  // Written last: a run without it was cut short and is not offered for judging.
  const { facts, catalogs, only, origin, evidences } = run;
  const kept = [...evidences.kept.values()].map(({ name, sha256 }) => ({ name, sha256 }));
  const record = { facts, catalogs, only, origin, kept, missing: [...evidences.missing.values()] };
  await writeWhole(join(runFolder, 'run.json'), `${JSON.stringify(record, undefined, 2)}\n`);
}

export async function loadRun(folder: string, id: string): Promise<StoredRun> {
  const text = await readFile(join(folder, 'runs', id, 'run.json'), 'utf8').catch(() => {
    throw new Error(`there is no finished run "${id}" in ${folder}. See the list: seaworthy runs`);
  });
  const read = runSchema.safeParse(parseJson(text));
  if (!read.success)
    throw new Error(`run "${id}" in ${folder} cannot be read: it was kept by another version, or damaged`);
  const { facts, catalogs, only, origin, kept, missing } = read.data;
  return {
    id,
    facts,
    catalogs,
    only,
    ...(origin ? { origin } : {}),
    evidences: {
      kept: new Map(await Promise.all(kept.map((one) => loadEvidence(folder, one)))),
      missing: new Map(missing.map((one): [string, Missing] => [one.name, one])),
    },
  };
}

/** What newRunId makes; anything else in the folder was put there by somebody else. */
const runId = /^\d{8}T\d{6,9}-[0-9a-z]{3}$/;

/** Ids of finished runs, oldest first. */
export async function listRuns(folder: string): Promise<readonly string[]> {
  const all = await readdir(join(folder, 'runs')).catch((): string[] => []);
  const names = all.filter((name) => runId.test(name));
  const finished = await Promise.all(
    names.map((name) =>
      stat(join(folder, 'runs', name, 'run.json')).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.filter((_, index) => finished[index]).sort();
}

/** Sorts by time as text, and is safe as a file name on every system. */
export function newRunId(startedAt: string): string {
  const random = Math.floor(Math.random() * 46_656)
    .toString(36)
    .padStart(3, '0');
  return `${startedAt.slice(0, 23).replaceAll(/[:.-]/g, '')}-${random}`;
}

async function saveEvidence(folder: string, { sha256, value }: Kept): Promise<void> {
  await writeWhole(join(folder, 'evidence', `${sha256}.json`), JSON.stringify(value));
}

async function loadEvidence(
  folder: string,
  { name, sha256 }: { readonly name: string; readonly sha256: string },
): Promise<[string, Kept]> {
  const file = join(folder, 'evidence', `${sha256}.json`);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`the evidence "${name}" of this run is gone: ${file}. Inspect again`);
  });
  if (createHash('sha256').update(text).digest('hex') !== sha256)
    throw new Error(`the evidence "${name}" was changed after it was kept: ${file}. Inspect again`);
  return [name, { name, sha256, value: parseJson(text) }];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
