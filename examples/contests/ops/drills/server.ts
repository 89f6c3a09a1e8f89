// A PostgreSQL server of the machine's own programs, for a drill: thrown away at its end.
import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { programsFolder } from '../database/tools.ts';

const run = promisify(execFile);

export interface DrillServer {
  readonly version: string;
  /** The URL of a database as the server's superuser; `host` can be given to reach it by another name. */
  url(database: string, host?: string): string;
  create(database: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startServer(): Promise<DrillServer> {
  const folder = await mkdtemp(join(tmpdir(), 'contests-drill-'));
  const user = await unprivileged();
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const programs = await programsFolder();
  const options = { ...user, cwd: folder };
  await run(
    `${programs}initdb`,
    ['--pgdata', data, '--username=drill', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'],
    options,
  );
  const port = await freePort();
  const flags = `-p ${port} -c listen_addresses=localhost -c unix_socket_directories='' -c fsync=off`;
  await run(
    `${programs}pg_ctl`,
    ['start', '--wait', '--pgdata', data, '--log', join(folder, 'log'), '--options', flags],
    options,
  );
  const url = (database: string, host = '127.0.0.1'): string =>
    `postgres://drill@${host}:${port}/${database}`;
  return {
    url,
    version: (await run(`${programs}postgres`, ['--version'])).stdout.trim(),
    async create(database) {
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} TEMPLATE template0`);
      await client.end();
      return url(database);
    },
    async stop() {
      await run(`${programs}pg_ctl`, ['stop', '--wait', '--mode=immediate', '--pgdata', data], options);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; then it runs as the user its package made. */
async function unprivileged(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
  );
  if (uid === undefined || gid === undefined)
    throw new Error('There is no user "postgres" to run the server as.');
  return { uid, gid };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}
