import { posix } from 'node:path';
import type { RepoDriver } from '../../../kit/drivers.ts';
import { folderOf } from '../../aside.ts';
import { readJson } from '../../json-text.ts';
import type { TypedProject } from '../../evidence/type-holes.ts';

type Checker = TypedProject['checker'];
interface Setting {
  readonly value: unknown;
  readonly file: string;
  readonly line: number;
}

/** Parts of `strict` that matter one by one; classes filled by decorators need strictPropertyInitialization off. */
const parts = [
  'noImplicitAny',
  'strictNullChecks',
  'strictFunctionTypes',
  'strictBindCallApply',
  'noImplicitThis',
  'alwaysStrict',
];
/** Shared configurations that are known to be strict. */
const strictPackages =
  /^@(tsconfig|vue\/tsconfig|sindresorhus\/tsconfig|total-typescript\/tsconfig)\b|^astro\/tsconfigs\/strict/;
const maxDepth = 6;

/** What a tsconfig says of strictness, through its `extends` as far as they are in the repository. */
export async function readTsconfig(repo: RepoDriver, file: string): Promise<Checker | undefined> {
  const settings = new Map<string, Setting>();
  const unknown: string[] = [];
  if (!(await collect(repo, file, settings, unknown, 0))) return undefined;
  const parted = settings.has('strict') ? undefined : await readReferences(repo, file);
  if (parted) return parted;
  const strict = settings.get('strict');
  const undone = parts.flatMap((name) => {
    const setting = settings.get(name);
    return setting?.value === false
      ? [{ file: setting.file, line: setting.line, setting: `${name}: false` }]
      : [];
  });
  const place = { file: strict?.file ?? file, line: strict?.line ?? 1 };
  if (strict?.value === true) return { name: 'tsc', strict: 'on', ...place, undone };
  if (strict?.value === false) {
    const most = parts.filter((name) => settings.get(name)?.value === true).length > 2;
    return { name: 'tsc', strict: most ? 'partly' : 'off', ...place, undone: [] };
  }
  if (unknown.length > 0) return { name: 'tsc', strict: 'unknown', ...place, undone };
  if (await isSixOrNewer(repo, folderOf(file))) return { name: 'tsc', strict: 'on', ...place, undone };
  const some = parts.some((name) => settings.get(name)?.value === true);
  return { name: 'tsc', strict: some ? 'partly' : 'off', ...place, undone: some ? undone : [] };
}

/** A tsconfig with no files of its own hands over to others (`tsconfig.app.json`); the least strict one tells. */
async function readReferences(repo: RepoDriver, file: string): Promise<Checker | undefined> {
  const read = await repo.read(file, { limitBytes: 200_000 });
  const json = read.ok ? readJson(read.text, { comments: true }) : undefined;
  if (!json || !isRecord(json.value) || !Array.isArray(json.value['references'])) return undefined;
  if (!Array.isArray(json.value['files']) || json.value['files'].length > 0) return undefined;
  const checkers: Checker[] = [];
  for (const reference of json.value['references'].slice(0, 10)) {
    const path: unknown = isRecord(reference) ? reference['path'] : undefined;
    if (typeof path !== 'string' || /node|vite|test|spec/.test(path)) continue;
    const target = posix.join(folderOf(file), path);
    const checker = await readTsconfig(repo, target.endsWith('.json') ? target : `${target}/tsconfig.json`);
    if (checker) checkers.push(checker);
  }
  const order: readonly Checker['strict'][] = ['off', 'partly', 'unknown', 'on'];
  return checkers.sort((a, b) => order.indexOf(a.strict) - order.indexOf(b.strict))[0];
}

async function collect(
  repo: RepoDriver,
  file: string,
  into: Map<string, Setting>,
  unknown: string[],
  depth: number,
): Promise<boolean> {
  const read = await repo.read(file, { limitBytes: 200_000 });
  const json = read.ok ? readJson(read.text, { comments: true }) : undefined;
  if (!json || !isRecord(json.value)) return false;
  const options = json.value['compilerOptions'];
  for (const [name, value] of Object.entries(isRecord(options) ? options : {})) {
    if (!into.has(name)) into.set(name, { value, file, line: json.lineOf('compilerOptions', name) });
  }
  const bases = [json.value['extends']]
    .flat()
    .filter((base) => typeof base === 'string')
    .reverse();
  for (const base of bases) {
    if (strictPackages.test(base)) {
      if (!into.has('strict')) into.set('strict', { value: true, file, line: json.lineOf('extends') });
    } else if (!base.startsWith('.') || depth >= maxDepth) {
      unknown.push(base);
    } else {
      const target = posix.join(folderOf(file), base);
      const found = await firstThatReads(
        repo,
        [target, `${target}.json`, `${target}/tsconfig.json`],
        into,
        unknown,
        depth,
      );
      if (!found) unknown.push(base);
    }
  }
  return true;
}

async function firstThatReads(
  repo: RepoDriver,
  paths: readonly string[],
  into: Map<string, Setting>,
  unknown: string[],
  depth: number,
): Promise<boolean> {
  for (const path of paths)
    if (await collect(repo, posix.normalize(path), into, unknown, depth + 1)) return true;
  return false;
}

/** From 6 on TypeScript is strict unless told otherwise. */
async function isSixOrNewer(repo: RepoDriver, folder: string): Promise<boolean> {
  for (let here = folder; ; here = folderOf(here)) {
    const read = await repo.read(here === '' ? 'package.json' : `${here}/package.json`, {
      limitBytes: 500_000,
    });
    const version = read.ok ? /"typescript"\s*:\s*"[^"\d]*(\d+)/.exec(read.text)?.[1] : undefined;
    if (version !== undefined) return Number(version) >= 6;
    if (here === '') return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
