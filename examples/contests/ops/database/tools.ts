// PostgreSQL's own programs. Passwords go to them by environment, never on the command line, where every user sees them.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const MAX_STDERR = 20_000;

/** The folder of the newest PostgreSQL programs: PG_BIN when set, Debian's folders, else whatever is on the PATH. */
export async function programsFolder(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (env.PG_BIN !== undefined && env.PG_BIN !== '') return `${env.PG_BIN}/`;
  const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
  const [newest] = versions.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a));
  return newest === undefined ? '' : `${DEBIAN_FOLDER}/${newest}/bin/`;
}

export async function programVersion(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)((await programsFolder()) + program, ['--version']);
  return stdout.trim();
}

/** pg_dump must be at least as new as the server it reads; pg_restore as the pg_dump that wrote. */
export function majorOf(version: string): number {
  const major = /(\d+)(?:\.\d+|devel|beta\d+|rc\d+)?/.exec(version.replace(/^\D+/, ''))?.[1];
  if (major === undefined) throw new Error(`"${version}" names no version of PostgreSQL.`);
  return Number(major);
}

export function connectionEnv(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname),
    PGPORT: port === '' ? '5432' : port,
    PGUSER: decodeURIComponent(username),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGCONNECT_TIMEOUT: '10',
  };
  if (password !== '') env.PGPASSWORD = decodeURIComponent(password);
  const sslMode = searchParams.get('sslmode');
  if (sslMode !== null) env.PGSSLMODE = sslMode;
  return env;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves when it ended well; rejects with what it said otherwise. */
  readonly ended: Promise<void>;
}

export async function start(program: string, args: readonly string[], url: string): Promise<Running> {
  const child = spawn((await programsFolder()) + program, [...args], {
    env: connectionEnv(url),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MAX_STDERR);
  });
  return { child, ended: outcome(program, child, () => said) };
}

async function outcome(program: string, child: ChildProcess, said: () => string): Promise<void> {
  const [code, signal] = await once(child, 'close');
  if (code !== 0)
    throw new Error(
      `${program} ended with ${signal ?? `code ${code}`}: ${said().trim() || 'it said nothing'}`,
    );
}
