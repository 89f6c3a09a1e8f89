import assert from 'node:assert/strict';
import { createServer, connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { buildApp } from '../../src/app.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { eventually } from '../support/eventually.ts';
import { startService, type TestService } from '../support/service.ts';

let service: TestService;
before(async () => {
  service = await startService({ GIT_COMMIT: 'abc1234', BUILD_TIME: '2026-01-01T00:00:00Z' });
});
after(() => service.stop());

test('a healthy service is alive and ready, and says what it is', async () => {
  const ready = await service.call('GET', '/health/ready');

  assert.deepEqual((await service.call('GET', '/health/live')).body, { alive: true });
  assert.equal(ready.status, 200);
  assert.ok(Object.values<{ ok: boolean }>(ready.body.parts).every(({ ok }) => ok));
  assert.deepEqual((await service.call('GET', '/version')).body, {
    service: 'contests',
    commit: 'abc1234',
    builtAt: '2026-01-01T00:00:00Z',
  });
});

test('a missing migration and a stopping process make it not ready', async () => {
  await service.database.owner('DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)');
  const behind = await service.call('GET', '/health/ready');
  await service.database.owner("INSERT INTO migrations (name, run_on) VALUES ('x', now()), ('y', now())");
  const ahead = await service.call('GET', '/health/ready');
  service.stopping.begun = true;
  const stopping = await service.call('GET', '/health/ready');
  service.stopping.begun = false;

  assert.equal(behind.status, 503);
  assert.equal(behind.body.parts.migrations.ok, false);
  assert.equal(ahead.status, 200, 'the version before a migration still works on its schema');
  assert.equal(stopping.status, 503);
  assert.equal(stopping.body.parts.process.says, 'stopping');
});

test('metrics need their token and count what happened', async () => {
  assert.equal((await service.call('GET', '/metrics')).status, 401);
  assert.equal(
    (await service.call('GET', '/metrics', undefined, { authorization: 'Bearer wrong' })).status,
    401,
  );
  await service.call('GET', '/v1/contests');

  const { status, text } = await service.call('GET', '/metrics', undefined, {
    authorization: `Bearer ${service.config.metricsToken}`,
  });

  assert.equal(status, 200);
  assert.match(
    text,
    /http_request_duration_seconds_count\{method="GET",route="\/v1\/contests",status="200"\} 1/,
  );
  assert.match(text, /db_pool_connections\{state="max"\} 5/);
  assert.match(text, /nodejs_eventloop_lag_seconds/);
  assert.match(text, /entries_accepted_total 0/);
});

test('admins see the overview of operations', async () => {
  const admin = await service.person('admin');

  const { status, body } = await admin.call('GET', '/v1/operations');

  assert.equal(status, 200);
  assert.ok(body.people >= 1);
  assert.equal(body.pool.max, 5);
});

test('with the database hanging or gone, liveness stays and readiness says no in time; it recovers by itself', async () => {
  const gate = await startGate(new URL(service.database.appUrl));
  const { app } = await buildApp(
    // Nothing but readiness's own limit gives up on a database that hangs.
    { ...service.config, databaseUrl: gate.url, statementTimeoutMs: 60_000 },
    createLog({ ...service.config, logLevel: 'silent' }),
    { sender: service.service.sender },
  );
  const ask = async (url: string) => {
    const startedAt = performance.now();
    const { statusCode, headers } = await app.inject(url);
    return { statusCode, headers, tookMs: performance.now() - startedAt };
  };
  try {
    await eventually(async () => (await ask('/health/ready')).statusCode === 200);
    for (const state of ['hanging', 'gone'] as const) {
      gate.become(state);
      const ready = await ask('/health/ready');
      assert.equal(ready.statusCode, 503, state);
      assert.ok(ready.tookMs < 20_000, `${state}: ${ready.tookMs} ms`);
      assert.equal((await ask('/health/live')).statusCode, 200, state);
      if (state === 'gone') {
        const busy = await ask('/v1/contests');
        assert.equal(busy.statusCode, 503);
        assert.equal(busy.headers['retry-after'], '2');
      }
      gate.become('open');
      await eventually(async () => (await ask('/health/ready')).statusCode === 200);
    }
  } finally {
    gate.become('open');
    await app.close();
    gate.close();
  }
});

/** A door in front of PostgreSQL that can be shut in two ways. */
async function startGate(database: URL) {
  let state: 'open' | 'hanging' | 'gone' = 'open';
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => {}).on('close', () => sockets.delete(client));
    if (state === 'gone') return client.destroy();
    const upstream = connect(Number(database.port), database.hostname).on('error', () => client.destroy());
    client
      .on('data', (chunk) => state === 'open' && upstream.write(chunk))
      .on('close', () => upstream.destroy());
    upstream
      .on('data', (chunk) => state === 'open' && client.write(chunk))
      .on('close', () => client.destroy());
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(database);
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    become(next: typeof state) {
      state = next;
      // What was swallowed is lost for good, so old connections end when the door opens or shuts for good.
      if (next !== 'hanging') for (const socket of sockets) socket.destroy();
    },
    close: () => server.close(),
  };
}
