import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RepoDriver } from '../../kit/drivers.ts';
import type { StartPlan, StepOutcome } from '../../kit/sandbox.ts';
import { linkTree, type Stamps } from './link-tree.ts';
import { supervise } from './process.ts';

const lockFiles =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|Pipfile\.lock|requirements[^/]*\.txt|go\.sum|Gemfile\.lock|composer\.lock|Cargo\.lock|package\.json|pyproject\.toml|\.npmrc)$/;
/** What an install leaves in the tree, by ecosystem. */
const installedFolders = ['node_modules', '.venv', 'vendor/bundle', 'vendor'];
const maxTailLength = 4_000;
const drainMs = 1_000;
const stampFile = 'stamps.json';

/** Copies the files of the target, without links that lead outside and without git's own folder. */
export async function copyTree(root: string, repo: RepoDriver, target: string): Promise<void> {
  const folders = new Set<string>();
  for (const file of await repo.list()) {
    if (file.kind !== 'file') continue;
    const to = join(target, file.path);
    const folder = dirname(to);
    if (!folders.has(folder)) await mkdir(folder, { recursive: true });
    folders.add(folder);
    await copyFile(join(root, file.path), to, constants.COPYFILE_FICLONE);
  }
}

/** Runs one shell line of the target and keeps the end of what it printed. */
export async function runStep(
  line: { readonly command: string; readonly cwd: string; readonly limitMs: number },
  env: Readonly<Record<string, string>>,
  sandbox: string,
  signal: AbortSignal,
): Promise<Omit<StepOutcome, 'name'>> {
  const { lines: _, ...outcome } = await runLine(line, env, sandbox, signal);
  return outcome;
}

/** The same, with all lines that were kept. Nothing that it started outlives it. */
export async function runLine(
  line: { readonly command: string; readonly cwd: string; readonly limitMs: number },
  env: Readonly<Record<string, string>>,
  sandbox: string,
  signal: AbortSignal,
): Promise<Omit<StepOutcome, 'name'> & { readonly lines: readonly string[] }> {
  const shell = process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
  const [program = '/bin/sh', ...args] = shell;
  const child = supervise({ command: program, args: [...args, line.command], cwd: line.cwd, env, sandbox });
  const late = setTimeout(() => void child.stop('SIGTERM', 1_000), line.limitMs);
  const onAbort = () => void child.stop('SIGKILL', 0);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const ended = await child.end;
    await child.stop('SIGKILL', 0);
    await Promise.race([child.drained, wait(drainMs)]);
    const lines = child.logs();
    const tail = lines.slice(-60).join('\n').slice(-maxTailLength);
    const timedOut = ended.tookMs >= line.limitMs;
    return {
      command: line.command,
      tookMs: ended.tookMs,
      lines,
      tail: timedOut ? `${tail}\n(stopped after ${line.limitMs / 1_000} s)` : tail,
      ...(ended.exitCode === undefined || timedOut ? {} : { exitCode: ended.exitCode }),
      ...(ended.signal === undefined ? {} : { signal: ended.signal }),
    };
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Installed packages of earlier runs, by the hash of everything that decides what an install brings. */
export function installCache(plan: StartPlan, tree: string) {
  const folder = join(process.env['SEAWORTHY_CACHE'] ?? join(homedir(), '.cache', 'seaworthy'), 'installs-2');

  async function key(repo: RepoDriver): Promise<string | undefined> {
    const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.version}\n`);
    let seen = 0;
    for (const file of await repo.list()) {
      if (file.kind !== 'file' || !lockFiles.test(file.path)) continue;
      hash.update(`${file.path}\0`).update(await readFile(join(tree, file.path)));
      seen += 1;
    }
    for (const step of plan.steps)
      if (step.name === 'install') hash.update(`${step.folder}\0${step.command}\0`);
    return seen === 0 ? undefined : hash.digest('hex').slice(0, 32);
  }

  const placesOf = (step: StartPlan['steps'][number]) =>
    installedFolders.map((name) => join(step.folder, name));

  return {
    key,
    /** True when the folders of every install step came from the cache. */
    async restore(id: string): Promise<boolean> {
      const kept = join(folder, id);
      const stamps = await readStamps(kept);
      if (!stamps) return false;
      for (const [place, expected] of stamps) {
        // Links share their content: a target that wrote into its packages has spoilt the cache for everybody.
        const linked = linkTree(join(kept, place), join(tree, place), expected);
        // Another run may have thrown it away while we were linking.
        if (await linked.catch(() => undefined)) continue;
        for (const one of stamps.keys()) await rm(join(tree, one), { recursive: true, force: true });
        await rm(kept, { recursive: true, force: true });
        return false;
      }
      return true;
    },
    async keep(id: string): Promise<void> {
      const draft = join(folder, `${id}.${process.pid}`);
      const stamps: Record<string, Record<string, string>> = {};
      for (const step of plan.steps.filter((one) => one.name === 'install')) {
        for (const place of placesOf(step)) {
          if (!(await exists(join(tree, place)))) continue;
          stamps[place] = Object.fromEntries((await linkTree(join(tree, place), join(draft, place))) ?? []);
        }
      }
      if (Object.keys(stamps).length === 0) return;
      await writeFile(join(draft, stampFile), JSON.stringify(stamps));
      // Another run may have been quicker: then its copy stays.
      await rename(draft, join(folder, id)).catch(() => rm(draft, { recursive: true, force: true }));
    },
  };
}

async function readStamps(kept: string): Promise<ReadonlyMap<string, Stamps> | undefined> {
  const text = await readFile(join(kept, stampFile), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // Written by `keep` alone, and moved into place whole.
  const stamps = JSON.parse(text) as Record<string, Record<string, string>>;
  return new Map(
    Object.entries(stamps).map(([place, files]) => [place, new Map(Object.entries(files))] as const),
  );
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
