import { createServer, type AddressInfo, type Server } from 'node:net';

/** A port that was free a moment ago; whoever uses it must cope when another took it. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenLocally(server);
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}

/** Listens on a free port of the loopback address. */
export function listenLocally(server: Server): Promise<number> {
  return new Promise((ready, fail) => {
    server.once('error', fail);
    // A server that listens on TCP has an AddressInfo; only pipes have a string.
    server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port));
  });
}
