import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import {
  CHANNEL_DEFAULTS,
  channelClient,
  type ChannelClient,
  type ChannelOptions,
} from '../../src/entries/channel-client.ts';
import { eventually } from '../support/eventually.ts';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

interface Scene {
  readonly client: ChannelClient;
  readonly seen: { path: string; token: string | undefined; atMs: number }[];
  readonly attempts: string[];
  readonly fallbacks: string[];
  readonly circuit: string[];
  behave: Behaviour;
}

const LIMIT_MS = 150;

/** An answer that comes is never late, however busy the machine is; the tests of lateness set LIMIT_MS. */
const quick = {
  attemptLimitMs: 30_000,
  firstDelayMs: 10,
  failuresToOpen: 50,
  openForMs: 100,
};

const answers =
  (subscribed: unknown): Behaviour =>
  (_, response) =>
    response.end(JSON.stringify({ subscribed }));
const status =
  (code: number): Behaviour =>
  (_, response) =>
    response.writeHead(code).end('{}');
const hang: Behaviour = () => {};
const reset: Behaviour = (request) => request.socket.resetAndDestroy();
const drip: Behaviour = (_, response) => {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

/** A real HTTP server on a free port, and a client of it. */
async function scene(
  context: TestContext,
  behave: Behaviour,
  options: Partial<ChannelOptions> = {},
): Promise<Scene> {
  const seen: Scene['seen'] = [];
  const server: Server = createServer((request, response) => {
    seen.push({ path: request.url ?? '', token: request.headers.authorization, atMs: performance.now() });
    its.behave(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server listening on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const [attempts, fallbacks, circuit]: [string[], string[], string[]] = [[], [], []];
  const hooks = {
    onAttempt: (outcome: string, durationMs: number) =>
      attempts.push(durationMs >= 0 ? outcome : 'no duration'),
    onFallback: (because: string) => fallbacks.push(because),
    onCircuit: (state: string) => circuit.push(state),
  };
  const client = channelClient(
    { ...CHANNEL_DEFAULTS, url: `http://127.0.0.1:${port}/api/`, token: 't0', ...quick, ...options },
    hooks,
  );
  const its: Scene = { client, seen, attempts, fallbacks, circuit, behave };
  context.after(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });
  return its;
}

test('a yes and a no are told apart, and names are escaped in the path', async (context) => {
  const its = await scene(context, answers(true));

  assert.equal(await its.client.check('a/b?c', 'p 1'), 'subscribed');
  its.behave = answers(false);
  assert.equal(await its.client.check('news', 'p1'), 'not_subscribed');

  assert.equal(its.seen[0]?.path, '/api/channels/a%2Fb%3Fc/subscribers/p%201');
  assert.equal(its.seen[0]?.token, 'Bearer t0');
  assert.deepEqual(its.attempts, ['answered', 'answered']);
  assert.deepEqual(its.fallbacks, []);
});

for (const [name, behaviour, trouble] of [
  ['hangs', hang, 'time_out'],
  ['sends one byte now and then', drip, 'time_out'],
  ['resets the connection', reset, 'connection'],
  ['answers 500', status(500), 'server_error'],
] as const) {
  test(`a service that ${name} is asked a bounded number of times, then the answer is "unconfirmed"`, async (context) => {
    const its = await scene(context, behaviour, {
      attempts: 3,
      ...(trouble === 'time_out' ? { attemptLimitMs: LIMIT_MS } : {}),
    });

    const answer = await its.client.check('news', 'p1');

    assert.equal(answer, 'unconfirmed');
    assert.equal(its.seen.length, 3);
    assert.deepEqual(its.attempts, [trouble, trouble, trouble]);
    assert.deepEqual(its.fallbacks, [trouble]);
  });
}

test('a server that is not there is a fallback too', async () => {
  const fallbacks: string[] = [];
  const hooks = {
    onAttempt: () => {},
    onFallback: (because: string) => void fallbacks.push(because),
    onCircuit: () => {},
  };
  const client = channelClient({ ...CHANNEL_DEFAULTS, ...quick, url: 'http://127.0.0.1:1' }, hooks);

  assert.equal(await client.check('news', 'p1'), 'unconfirmed');
  assert.deepEqual(fallbacks, ['connection']);
  await client.close();
});

test('a failure that passes is cured by asking again', async (context) => {
  const its = await scene(context, status(503));
  const failing = its.behave;
  its.behave = (request, response) => {
    failing(request, response);
    its.behave = answers(true);
  };

  assert.equal(await its.client.check('news', 'p1'), 'subscribed');
  assert.deepEqual(its.attempts, ['server_error', 'answered']);
});

for (const [name, behaviour, trouble] of [
  ['a refusal', status(403), 'refused'],
  ['"too many requests"', status(429), 'refused'],
  ['an answer that is no JSON', ((_, response) => response.end('<html>')) as Behaviour, 'bad_answer'],
  ['an answer without a boolean', answers('yes'), 'bad_answer'],
  ['an endless answer', ((_, response) => response.end('x'.repeat(100_000))) as Behaviour, 'bad_answer'],
] as const) {
  test(`${name} is not asked again and does not open the circuit`, async (context) => {
    const its = await scene(context, behaviour, { failuresToOpen: 1 });

    assert.equal(await its.client.check('news', 'p1'), 'unconfirmed');
    assert.equal(await its.client.check('news', 'p1'), 'unconfirmed');

    assert.equal(its.seen.length, 2);
    assert.deepEqual(its.fallbacks, [trouble, trouble]);
    assert.deepEqual(its.circuit, []);
  });
}

test('after enough failures the circuit opens and answers at once without asking; later it lets one through and closes', async (context) => {
  const its = await scene(context, status(500), { attempts: 1, failuresToOpen: 3, openForMs: 2_000 });
  for (let call = 0; call < 3; call += 1) await its.client.check('news', 'p1');

  const answer = await its.client.check('news', 'p1');

  assert.equal(answer, 'unconfirmed');
  assert.equal(its.seen.length, 3);
  assert.equal(its.fallbacks.at(-1), 'circuit_open');

  its.behave = answers(true);
  await eventually(async () => (await its.client.check('news', 'p1')) === 'subscribed');
  assert.deepEqual(its.circuit, ['open', 'half_open', 'closed']);
});

test('the waits between attempts differ from call to call', async (context) => {
  const its = await scene(context, status(500), { attempts: 2, firstDelayMs: 60 });
  for (let call = 0; call < 12; call += 1) await its.client.check('news', 'p1');

  const waitsMs: number[] = [];
  for (let at = 0; at < its.seen.length; at += 2)
    waitsMs.push((its.seen[at + 1]?.atMs ?? 0) - (its.seen[at]?.atMs ?? 0));
  const spreadMs = Math.max(...waitsMs) - Math.min(...waitsMs);

  assert.equal(waitsMs.length, 12);
  assert.ok(spreadMs > 15, `all waits lie within ${spreadMs.toFixed(1)} ms`);
});
