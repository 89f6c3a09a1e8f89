import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, FaultProxy } from '../../kit/sandbox.ts';
import { listenLocally } from './ports.ts';

/** Stands between the target and one dependency, and can spoil the connection in the ways networks do. */
export async function openFaultProxy(
  upstream: () => number,
): Promise<FaultProxy & { close(): Promise<void> }> {
  let fault: Fault = { kind: 'none' };
  let accepted = 0;
  let sentBytes = 0;
  const clients = new Set<Socket>();

  const server = createServer({ allowHalfOpen: true }, (client) => {
    accepted += 1;
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => client.destroy());
    if (fault.kind === 'cut') return void client.destroy();
    const target = connect({ port: upstream(), host: '127.0.0.1', allowHalfOpen: true });
    target.on('error', () => client.destroy());
    client.on('close', () => target.destroy());
    target.on('close', () => client.destroy());
    void carry(
      client,
      target,
      () => fault,
      (bytes) => (sentBytes += bytes),
    );
    void carry(target, client, () => fault);
  });
  const port = await listenLocally(server);

  return {
    port,
    set(next) {
      fault = next;
      // A cut takes the connections that stand, too; the other faults find them at their next bytes.
      if (next.kind === 'cut') for (const client of clients) client.resetAndDestroy();
    },
    counts: () => ({ accepted, open: clients.size, sentBytes }),
    close: () =>
      new Promise((done) => {
        for (const client of clients) client.destroy();
        server.close(() => done());
      }),
  };
}

async function carry(
  from: Socket,
  to: Socket,
  current: () => Fault,
  count: (bytes: number) => void = () => undefined,
): Promise<void> {
  try {
    for await (const chunk of from) {
      const bytes: Buffer = chunk;
      count(bytes.length);
      if (!(await passOn(bytes, from, to, current))) return;
    }
    to.end();
  } catch {
    to.destroy();
  }
}

async function passOn(bytes: Buffer, from: Socket, to: Socket, current: () => Fault): Promise<boolean> {
  const fault = current();
  switch (fault.kind) {
    case 'none':
      break;
    case 'cut':
    case 'reset':
      from.resetAndDestroy();
      return false;
    case 'black-hole':
      // Swallowed; the connection stays open and silent.
      return true;
    case 'delay':
      await wait(fault.delayMs);
      break;
    case 'throttle':
      return throttle(bytes, to, fault.bytesPerSecond);
  }
  return write(to, bytes);
}

async function throttle(bytes: Buffer, to: Socket, bytesPerSecond: number): Promise<boolean> {
  const slice = Math.max(1, Math.floor(bytesPerSecond / 20));
  for (let start = 0; start < bytes.length; start += slice) {
    if (!(await write(to, bytes.subarray(start, start + slice)))) return false;
    await wait(50);
  }
  return true;
}

async function write(to: Socket, bytes: Buffer): Promise<boolean> {
  if (to.destroyed) return false;
  if (!to.write(bytes)) await new Promise((go) => to.once('drain', go).once('close', go));
  return !to.destroyed;
}
