import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { describe, it } from 'node:test';
import { askOver } from '../src/drivers/http.ts';
import { nobody } from '../src/drivers/probed-service.ts';
import { urlService } from '../src/drivers/service.ts';

const signal = new AbortController().signal;

describe('a running service at --url', () => {
  it('is asked below the path of its address', async () => {
    const { url, close } = await listening(createServer((request, response) => response.end(request.url)));

    const answers = await Promise.all(
      ['/', '/health?deep=1', '/parse/health', '/parses'].map((path) =>
        askOver(`${url}/parse/`, { method: 'GET', path, harm: 'none' }, signal),
      ),
    );
    close();

    assert.deepEqual(
      answers.map((answer) => answer.answered && answer.body),
      ['/parse/', '/parse/health?deep=1', '/parse/health', '/parse/parses'],
    );
  });

  it('that does not speak HTTP is given up at the first look', async () => {
    const server = createTcpServer((socket) =>
      socket.on('error', () => undefined).end('\u0001 garbage\r\n\r\n'),
    );
    const { url, close } = await listening(server);

    const opening = urlService(url, 'none', () => Promise.resolve(nobody)).open(undefined, signal);

    await assert.rejects(opening, /gave no HTTP answer/);
    close();
  });

  it('that stops answering is not asked on for ever', async () => {
    let asked = 0;
    const hangUp: RequestListener = (request) => {
      asked += 1;
      request.socket.destroy();
    };
    const { url, close } = await listening(createServer(hangUp));
    const service = urlService(url, 'none', () => Promise.resolve(nobody));

    const asking = Array.from({ length: 8 }, () =>
      service.ask({ method: 'GET', path: '/', harm: 'none' }, signal),
    );
    const settled = await Promise.allSettled(asking);
    close();

    assert.equal(settled.filter(({ status }) => status === 'rejected').length, 4);
    assert.equal(asked, 4);
  });
});

async function listening(server: Server) {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
