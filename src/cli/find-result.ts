import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../kit/result.ts';
import { resultSchema } from '../report/result-schema.ts';
import { nearest } from './nearest.ts';
import { listRuns } from './run-folder.ts';

const maxBytes = 256_000_000;

/** `latest`, `previous`, or a run's id (its beginning is enough when it is the only one). */
export async function findRun(name: string, store: string): Promise<string> {
  const runs = await listRuns(store);
  const found = name === 'latest' ? runs.at(-1) : name === 'previous' ? runs.at(-2) : undefined;
  if (found !== undefined) return found;
  if (runs.length === 0)
    throw new Error(
      `there is no run in ${store}. Make one: seaworthy inspect (or name its folder: --store DIR)`,
    );
  const matching = runs.filter((run) => run.startsWith(name));
  const [only] = matching;
  if (only !== undefined && (matching.length === 1 || only === name)) return only;
  if (matching.length > 1)
    throw new Error(`${matching.length} runs begin with "${name}". Give more of its id`);
  if (name === 'previous') throw new Error(`there is only one run in ${store}: ${runs[0]}`);
  const near = nearest(name, runs);
  throw new Error(
    `there is no run "${name}" in ${store}. ${near === undefined ? 'See the list: seaworthy runs' : `Did you mean ${near}?`}`,
  );
}

/** The result of a run, or a JSON report from a file: `main.json`, `latest`, `20261120T120000000Z-abc`. */
export async function readResult(name: string, store: string): Promise<Result> {
  const file = await stat(name).catch(() => undefined);
  if (file?.isFile()) {
    if (file.size > maxBytes)
      throw new Error(`${name} is larger than ${maxBytes / 1_000_000} MB: no report is`);
    return parseResult(await readFile(name, 'utf8'), name);
  }
  if (/[./\\]/.test(name))
    throw new Error(`there is no report ${name}. Write one: seaworthy inspect --output ${name}`);
  const path = join(store, 'runs', await findRun(name, store), 'result.json');
  return parseResult(await readFile(path, 'utf8'), path);
}

function parseResult(text: string, path: string): Result {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON. Write a report: seaworthy inspect --output report.json`);
  }
  const read = resultSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`${path} is no report of Seaworthy: ${issue?.path.join('.') || 'it'}: ${issue?.message}`);
  }
  // The schema is held to the type by the compiler (result-schema.ts); only `undefined` for absent keys differs.
  return read.data as Result;
}
