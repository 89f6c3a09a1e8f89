import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { RepoDriver } from '../../kit/drivers.ts';
import type { WorkLine, WorkOutcome } from '../../kit/sandbox.ts';
import { redact } from '../redact.ts';
import { withLocalPrograms } from './environment.ts';
import { runLine } from './workspace.ts';

const mostOutput = 2_000_000;
const mostReports = 50;
const mostReportBytes = 40_000_000;
/** Packages and caches that a command may fill as it likes. */
const notWalked = new Set(['node_modules', '.venv', '.git', '__pycache__']);

export interface Bench {
  readonly root: string;
  readonly tree: string;
  readonly sandbox: string;
  readonly stamps: Map<string, string>;
  /** What installing left beside the files of the repository, such as generated code: it stays. */
  readonly installed: ReadonlySet<string>;
}

/** Remembers how the files of the copy stand, so that later commands find them so again. */
export async function setUpBench(
  root: string,
  repo: RepoDriver,
  place: { readonly tree: string; readonly sandbox: string },
): Promise<Bench> {
  const stamps = new Map<string, string>();
  for (const { path, kind } of await repo.list()) {
    if (kind !== 'file') continue;
    const stamp = await stampOf(join(place.tree, path));
    if (stamp !== undefined) stamps.set(path, stamp);
  }
  const bench = { root, ...place, stamps, installed: new Set<string>() };
  return { ...bench, installed: new Set(await strangers(bench, '')) };
}

/** Runs one command of the project and looks at what it left behind. */
export async function workOn(
  bench: Bench,
  line: WorkLine,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<WorkOutcome> {
  const { tree, sandbox } = bench;
  const reports = join(sandbox, 'reports');
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  for (const [name, text] of Object.entries(line.lay ?? {})) await writeFile(join(reports, name), text);
  const path = [
    join(tree, line.folder, '.venv/bin'),
    withLocalPrograms(env['PATH'] ?? '', tree, line.folder),
  ];
  const outcome = await runLine(
    { ...line, cwd: join(tree, line.folder) },
    { ...env, PATH: path.join(delimiter), SEAWORTHY_REPORTS: reports },
    sandbox,
    signal,
  );
  const { lines, ...rest } = outcome;
  const changed = await putRight(bench);
  const written = await takeAway(bench);
  const read = await readReports(reports, Object.keys(line.lay ?? {}));
  const output = redact(lines.join('\n').slice(-mostOutput)).replaceAll(`${tree}/`, '');
  return {
    ...rest,
    tail: redact(rest.tail).replaceAll(`${tree}/`, ''),
    output,
    changed,
    written,
    reports: read,
  };
}

async function putRight({ root, tree, stamps }: Bench): Promise<string[]> {
  const changed: string[] = [];
  for (const [path, stamp] of stamps) {
    const place = join(tree, path);
    if ((await stampOf(place)) === stamp) continue;
    const [now, before] = await Promise.all([
      readFile(place).catch(() => undefined),
      readFile(join(root, path)),
    ]);
    if (now === undefined || !now.equals(before)) {
      changed.push(path);
      await mkdir(dirname(place), { recursive: true });
      await copyFile(join(root, path), place);
    }
    stamps.set(path, (await stampOf(place)) ?? '');
  }
  return changed;
}

/** Takes away what a command wrote; says how many files that were. */
async function takeAway(bench: Bench): Promise<number> {
  const written = (await strangers(bench, '')).filter((path) => !bench.installed.has(path));
  for (const path of written) await rm(join(bench.tree, path), { force: true });
  return written.length;
}

/** Files of the copy that are not the repository's. */
async function strangers(bench: Bench, folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(bench.tree, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (notWalked.has(entry.name) || bench.stamps.has(path)) continue;
    if (entry.isDirectory()) {
      // A vendor folder nobody committed is what an install brought.
      const brought =
        entry.name === 'vendor' && ![...bench.stamps.keys()].some((one) => one.startsWith(`${path}/`));
      if (!brought) found.push(...(await strangers(bench, path)));
    } else found.push(path);
  }
  return found;
}

async function readReports(folder: string, laid: readonly string[]): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const reports: Record<string, string> = {};
  for (const name of names.filter((one) => !laid.includes(one)).slice(0, mostReports)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile() === true && found.size <= mostReportBytes)
      reports[name] = await readFile(join(folder, name), 'utf8');
  }
  return reports;
}

async function stampOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? undefined : `${found.mtimeMs} ${found.size}`;
}
