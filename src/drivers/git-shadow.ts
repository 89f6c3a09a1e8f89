import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, parse, resolve } from 'node:path';

export type GitOutput =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly because: string };

/**
 * A throw-away git directory that shares objects, refs and index with the real one and nothing else: the target's
 * configuration (fsmonitor, sshCommand, filters, aliases, gpg programs, work tree) and hooks are never read.
 */
export interface GitShadow {
  run(
    args: readonly string[],
    limits: { limitMs: number; limitBytes: number; signal?: AbortSignal; input?: string },
  ): Promise<GitOutput>;
  /** Calls back with each chunk of standard output. */
  stream(
    args: readonly string[],
    limits: { limitMs: number; signal?: AbortSignal; input?: AsyncIterable<string> | Iterable<string> },
    onData: (chunk: Buffer) => void,
  ): Promise<{ readonly ok: boolean; readonly because?: string }>;
  /** Text of the real configuration, for reading values from it as data. */
  configText(): Promise<string>;
  close(): Promise<void>;
}

const prefix = 'seaworthy-git-';

/** Undefined when `root` is in no git repository or git is not installed. */
export async function openGitShadow(root: string): Promise<GitShadow | undefined> {
  const found = await findGitFolder(root);
  if (!found) return undefined;
  await sweepStale();
  const shadow = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  try {
    await furnish(shadow, found);
  } catch {
    await rm(shadow, { recursive: true, force: true });
    return undefined;
  }
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
    HOME: shadow,
    LC_ALL: 'C',
    GIT_DIR: shadow,
    GIT_WORK_TREE: found.workTree,
    GIT_OBJECT_DIRECTORY: join(found.common, 'objects'),
    GIT_INDEX_FILE: join(found.own, 'index'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(shadow, 'none'),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
  };

  const stream: GitShadow['stream'] = (args, limits, onData) =>
    new Promise((settle) => {
      const stop = AbortSignal.any([
        AbortSignal.timeout(limits.limitMs),
        ...(limits.signal ? [limits.signal] : []),
      ]);
      const child = spawn('git', ['--no-pager', '--literal-pathspecs', ...args], {
        cwd: root,
        env,
        signal: stop,
        killSignal: 'SIGKILL',
      });
      let complaint = '';
      child.stdout.on('data', onData);
      child.stderr.on('data', (chunk: Buffer) => {
        if (complaint.length < 2_000) complaint += chunk.toString();
      });
      child.on('error', (error) =>
        settle({ ok: false, because: stop.aborted ? 'git took too long' : error.message }),
      );
      child.on('close', (code) =>
        settle(
          code === 0
            ? { ok: true }
            : { ok: false, because: complaint.split('\n')[0] || `git ended with ${code}` },
        ),
      );
      child.stdin.on('error', () => undefined);
      void feed(child.stdin, limits.input ?? []);
    });

  return {
    stream,
    async run(args, limits) {
      const chunks: Buffer[] = [];
      let size = 0;
      const over = new AbortController();
      const signal = limits.signal ? AbortSignal.any([over.signal, limits.signal]) : over.signal;
      const input = limits.input === undefined ? [] : [limits.input];
      const done = await stream(args, { limitMs: limits.limitMs, signal, input }, (chunk) => {
        size += chunk.length;
        if (size > limits.limitBytes) over.abort();
        else chunks.push(chunk);
      });
      if (over.signal.aborted) return { ok: false, because: 'git answered more than the limit' };
      if (!done.ok) return { ok: false, because: done.because ?? 'git failed' };
      return { ok: true, text: Buffer.concat(chunks).toString('utf8') };
    },
    configText: () => readFile(join(found.common, 'config'), 'utf8').catch(() => ''),
    close: () => rm(shadow, { recursive: true, force: true }),
  };
}

async function feed(
  stdin: NodeJS.WritableStream,
  input: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  for await (const text of input) {
    if (!stdin.writable) return;
    if (!stdin.write(text)) await new Promise((go) => stdin.once('drain', go));
  }
  stdin.end();
}

interface GitFolders {
  readonly own: string;
  readonly common: string;
  readonly workTree: string;
}

async function findGitFolder(root: string): Promise<GitFolders | undefined> {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    const candidate = join(folder, '.git');
    const own = await resolveGitFolder(candidate);
    if (own) {
      const pointer = await readFile(join(own, 'commondir'), 'utf8').catch(() => undefined);
      return { own, common: pointer === undefined ? own : resolve(own, pointer.trim()), workTree: folder };
    }
    if (folder === parse(folder).root) return undefined;
  }
}

/** A folder, or the one-line file of a worktree or submodule that names it. */
async function resolveGitFolder(candidate: string): Promise<string | undefined> {
  const stat = await lstat(candidate).catch(() => undefined);
  if (stat?.isDirectory()) return existsSync(join(candidate, 'HEAD')) ? candidate : undefined;
  if (!stat?.isFile() || stat.size > 4_096) return undefined;
  const target = /^gitdir: (.+)$/m.exec(await readFile(candidate, 'utf8'))?.[1]?.trim();
  if (target === undefined) return undefined;
  const own = isAbsolute(target) ? target : resolve(dirname(candidate), target);
  return existsSync(join(own, 'HEAD')) ? own : undefined;
}

async function furnish(shadow: string, { own, common }: GitFolders): Promise<void> {
  await copyFile(join(own, 'HEAD'), join(shadow, 'HEAD'));
  const shared = ['refs', 'packed-refs', 'reftable', 'shallow'].filter((name) =>
    existsSync(join(common, name)),
  );
  await Promise.all(shared.map((name) => symlink(join(common, name), join(shadow, name))));
  const indexParts = (await readdir(own)).filter((name) => name.startsWith('sharedindex.'));
  await Promise.all(indexParts.map((name) => symlink(join(own, name), join(shadow, name))));
  await writeFile(
    join(shadow, 'config'),
    ownConfig(await readFile(join(common, 'config'), 'utf8').catch(() => '')),
  );
}

/** Only the two settings that say how to read the store; every other one stays behind. */
function ownConfig(theirs: string): string {
  const sha256 = /^\s*objectformat\s*=\s*sha256\s*$/im.test(theirs);
  const reftable = /^\s*refstorage\s*=\s*reftable\s*$/im.test(theirs);
  const extensions = `${sha256 ? '\tobjectFormat = sha256\n' : ''}${reftable ? '\trefStorage = reftable\n' : ''}`;
  return `[core]\n\trepositoryFormatVersion = ${extensions ? 1 : 0}\n\tbare = false\n${extensions ? `[extensions]\n${extensions}` : ''}`;
}

/** Shadows of runs that were killed: their folder names carry the process id. */
async function sweepStale(): Promise<void> {
  const names = await readdir(tmpdir()).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (!isAlive(pid))
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
