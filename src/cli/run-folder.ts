import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../engine/config.ts';
import type { RunEvent } from '../engine/events.ts';
import type { Evidences, Kept, Missing } from '../engine/gather.ts';
import type { RunFacts } from '../engine/inspect.ts';

const runSchema = z.object({
  facts: z.object({
    tool: z.object({ name: z.string(), version: z.string() }),
    target: z.object({
      path: z.string().optional(),
      url: z.string().optional(),
      commit: z.string().optional(),
    }),
    startedAt: z.string(),
    durationMs: z.number(),
    config: configSchema,
  }),
  catalogs: z.array(z.string()),
  kept: z.array(z.object({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  missing: z.array(z.object({ name: z.string(), because: z.string(), howTo: z.string() })),
});

export interface StoredRun {
  readonly id: string;
  readonly facts: RunFacts;
  /** Folders given with --catalog. */
  readonly catalogs: readonly string[];
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
  await mkdir(runFolder, { recursive: true });
  await mkdir(join(folder, 'evidence'), { recursive: true });
  await writeFile(join(folder, '.gitignore'), '*\n');
  await Promise.all([...run.evidences.kept.values()].map((kept) => saveEvidence(folder, kept)));
  const kept = [...run.evidences.kept.values()].map(({ name, sha256 }) => ({ name, sha256 }));
  const missing = [...run.evidences.missing.values()];
  await writeFile(
    join(runFolder, 'events.ndjson'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  await writeWhole(join(runFolder, 'result.json'), result);
  // Written last: a run without it was cut short and is not offered for judging.
  const record = { facts: run.facts, catalogs: run.catalogs, kept, missing };
  await writeWhole(join(runFolder, 'run.json'), `${JSON.stringify(record, undefined, 2)}\n`);
}

export async function loadRun(folder: string, id: string): Promise<StoredRun> {
  const path = join(folder, 'runs', id, 'run.json');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(
      `there is no finished run "${id}" in ${folder}. See the list: ls ${join(folder, 'runs')}`,
    );
  });
  const stored = runSchema.parse(JSON.parse(text));
  const kept = await Promise.all(
    stored.kept.map(async ({ name, sha256 }): Promise<[string, Kept]> => {
      const value: unknown = JSON.parse(await readFile(join(folder, 'evidence', `${sha256}.json`), 'utf8'));
      return [name, { name, sha256, value }];
    }),
  );
  const missing = stored.missing.map((one): [string, Missing] => [one.name, one]);
  const facts: RunFacts = { ...stored.facts, target: withoutUndefined(stored.facts.target) };
  return {
    id,
    facts,
    catalogs: stored.catalogs,
    evidences: { kept: new Map(kept), missing: new Map(missing) },
  };
}

/** Sorts by time as text, and is safe as a file name on every system. */
export function newRunId(startedAt: string): string {
  const random = Math.floor(Math.random() * 46_656)
    .toString(36)
    .padStart(3, '0');
  return `${startedAt.slice(0, 19).replaceAll(':', '').replaceAll('-', '')}-${random}`;
}

async function saveEvidence(folder: string, { sha256, value }: Kept): Promise<void> {
  await writeWhole(join(folder, 'evidence', `${sha256}.json`), JSON.stringify(value));
}

/** Never half a file, whatever stops us. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text);
  await rename(draft, path);
}

function withoutUndefined(target: {
  path?: string | undefined;
  url?: string | undefined;
  commit?: string | undefined;
}) {
  return {
    ...(target.path === undefined ? {} : { path: target.path }),
    ...(target.url === undefined ? {} : { url: target.url }),
    ...(target.commit === undefined ? {} : { commit: target.commit }),
  };
}
