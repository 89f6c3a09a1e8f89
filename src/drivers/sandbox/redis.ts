import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotLook } from '../../kit/gatherer.ts';
import { freePort } from './ports.ts';
import { supervise } from './process.ts';

const readyLimitMs = 5_000;

/** Starts the machine's redis-server or valkey-server; there is no npm package that carries one. */
export async function startRedis(sandbox: string): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const program = findProgram(['valkey-server', 'redis-server']);
  if (program === undefined)
    throw new CannotLook(
      'the target needs Redis and no redis-server or valkey-server is installed here',
      'install Redis or Valkey',
    );
  const folder = join(sandbox, 'redis');
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const server = supervise({
    command: program,
    args,
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
    sandbox,
  });
  const deadline = performance.now() + readyLimitMs;
  while (!(await answers(port))) {
    if (server.ended() || performance.now() > deadline)
      throw new CannotLook(`the scratch Redis did not start: ${server.logs().at(-1) ?? 'no output'}`);
    await wait(30);
  }
  return {
    port,
    stop: async () => {
      await server.stop('SIGTERM', 2_000);
    },
  };
}

function findProgram(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

function answers(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (bytes) => {
      settle(bytes.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.once('close', () => settle(false));
  });
}
