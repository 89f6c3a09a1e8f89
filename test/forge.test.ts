import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { forgeDriver } from '../src/drivers/forge.ts';
import type { GitDriver } from '../src/kit/drivers.ts';
import { CannotLook } from '../src/kit/gatherer.ts';

const token = 'a-token-for-this-test';
const signal = new AbortController().signal;

describe('the code host is asked politely and only with consent', () => {
  const seen: IncomingMessage[] = [];
  let running = 0;
  let most = 0;
  let apiUrl = '';
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response, {
      enter: () => (most = Math.max(most, (running += 1))),
      leave: () => (running -= 1),
    });
  });

  before(async () => {
    await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
    // A listening TCP server has an address with a port.
    apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`;
  });
  after(() => server.close());

  it('sends the token to the API that the user named, for the repository that origin names', async () => {
    const forge = forgeDriver(gitAt('github.acme.dev', 'acme/orders'), { token, apiUrl });

    const answered = await forge.get('branches/main', signal);

    assert.deepEqual(answered, { name: 'main' });
    assert.equal(seen.at(-1)?.url, '/api/v3/repos/acme/orders/branches/main');
    assert.equal(seen.at(-1)?.headers.authorization, `Bearer ${token}`);
  });

  it('asks nothing without consent', async () => {
    const forge = forgeDriver(gitAt('github.com', 'acme/orders'), undefined);

    await assert.rejects(forge.get('', signal), /the code host was not asked/);
  });

  it('does not send the token to a host that only the repository names', async () => {
    const forge = forgeDriver(gitAt('evil.example', 'acme/orders'), { token });

    await assert.rejects(forge.get('', signal), /evil\.example, and only GitHub's API is understood/);
  });

  it('does not send the token over plain HTTP to another machine', async () => {
    const forge = forgeDriver(gitAt('github.acme.dev', 'a/b'), {
      token,
      apiUrl: 'http://github.acme.dev/api',
    });

    await assert.rejects(forge.get('', signal), /not sent over plain HTTP/);
  });

  it('does not leave the repository', async () => {
    const forge = forgeDriver(gitAt('github.acme.dev', 'acme/orders'), { token, apiUrl });

    await assert.rejects(forge.get('../../../user', signal), /leaves the repository/);
  });

  it('asks the same question once', async () => {
    const forge = forgeDriver(gitAt('github.acme.dev', 'acme/orders'), { token, apiUrl });
    const from = seen.length;

    await Promise.all([forge.get('branches/main', signal), forge.get('branches/main', signal)]);

    assert.equal(seen.length - from, 1);
  });

  it('asks four questions at once at most', async () => {
    const forge = forgeDriver(gitAt('github.acme.dev', 'acme/orders'), { token, apiUrl });
    most = 0;

    await Promise.all(Array.from({ length: 12 }, (_, index) => forge.get(`slow/${index}`, signal)));

    assert.equal(most, 4);
  });

  for (const [path, says] of [
    ['status/401', /refused the token/],
    ['status/403', /may not read \/status\/403/],
    ['status/404', /404/],
    ['status/429', /limit of questions is used up until 2027-01-15T08:00:00\.000Z/],
    ['status/500', /with 500/],
    ['redirect/elsewhere', /where the token does not go/],
    ['redirect/loop', /from one address to the next/],
    ['text', /not JSON/],
  ] as const) {
    it(`says why ${path} is no answer, without the token`, async () => {
      const forge = forgeDriver(gitAt('github.acme.dev', 'acme/orders'), { token, apiUrl });

      const error: unknown = await forge.get(path, signal).catch((reason: unknown) => reason);

      assert.ok(error instanceof CannotLook);
      assert.match(error.message, says);
      assert.ok(!`${error.message}${error.howTo}`.includes(token));
    });
  }

  it('follows a renamed repository within its host', async () => {
    const forge = forgeDriver(gitAt('github.acme.dev', 'acme/orders'), { token, apiUrl });

    assert.deepEqual(await forge.get('redirect/renamed', signal), { name: 'main' });
  });

  it('stops when the run is stopped', async () => {
    const forge = forgeDriver(gitAt('github.acme.dev', 'acme/orders'), { token, apiUrl });
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 20);

    await assert.rejects(forge.get('never', stop.signal));
  });
});

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  busy: { enter(): void; leave(): void },
): void {
  const path = (request.url ?? '').replace('/api/v3/repos/acme/orders/', '');
  const status = /^status\/(\d+)$/.exec(path)?.[1];
  if (path === 'branches/main') return void response.end('{"name":"main"}');
  if (path === 'text') return void response.end('<html>');
  if (path === 'never') return;
  if (path.startsWith('slow/')) {
    busy.enter();
    setTimeout(() => {
      busy.leave();
      response.end('{}');
    }, 10);
    return;
  }
  if (path === 'redirect/elsewhere') response.setHeader('location', 'http://127.0.0.2:1/steal');
  if (path === 'redirect/loop') response.setHeader('location', request.url ?? '');
  if (path === 'redirect/renamed') response.setHeader('location', '/api/v3/repos/acme/orders/branches/main');
  if (status === '429') response.setHeader('x-ratelimit-reset', '1800000000');
  response.statusCode = path.startsWith('redirect/') ? 301 : Number(status ?? 404);
  response.end('{}');
}

/** Only `origin` is asked of git here. */
function gitAt(host: string, slug: string): GitDriver {
  return { origin: () => Promise.resolve({ host, slug }) } as unknown as GitDriver;
}
