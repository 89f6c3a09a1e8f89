// Errors and traces to real receivers, spoken to over HTTP.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { errorSink } from '../../src/telemetry/errors.ts';
import { eventually } from '../support/eventually.ts';
import { startService } from '../support/service.ts';

const received: { readonly url: string; readonly body: string }[] = [];
let status = 200;
let sink: Server;
let origin: string;
before(async () => {
  sink = createServer((request, response) => {
    let body = '';
    request
      .on('data', (chunk) => (body += chunk))
      .on('end', () => {
        received.push({ url: request.url ?? '', body });
        response.writeHead(status).end('{}');
      });
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  const address = sink.address();
  origin = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
after(() => sink.close());

test('an unexpected error arrives with type, release, route and request id, and nothing personal', async () => {
  const service = await startService({ SENTRY_DSN: `http://key@${origin}/42`, GIT_COMMIT: 'abc1234' });
  const { pool } = service.service.database;
  pool.connect = () => {
    throw new TypeError('planted fault');
  };
  const answer = await service.call('GET', '/v1/contests?words=canary-search', undefined, {
    cookie: 'a=canary-cookie',
  });
  await eventually(() => received.some(({ url }) => url.startsWith('/api/42/envelope/')));

  const { body } = received.find(({ url }) => url.startsWith('/api/42/')) ?? { body: '' };
  const [, , event = '{}'] = body.split('\n');
  const { exception, release, tags } = JSON.parse(event);
  assert.equal(exception.values[0].type, 'TypeError');
  assert.equal(exception.values[0].value, 'planted fault');
  assert.ok(exception.values[0].stacktrace.frames.length > 0);
  assert.equal(release, 'abc1234');
  assert.deepEqual(tags, { requestId: answer.body.requestId, route: '/v1/contests' });
  assert.doesNotMatch(body, /canary/);
  await service.stop();
});

test('a sink that fails or is away is said once per error and harms nothing', async () => {
  const troubles: string[] = [];
  const config = readConfig({ SENTRY_DSN: `http://key@${origin}/43` });
  const report = await errorSink(config, (says) => troubles.push(says));
  status = 500;
  report(new Error('one'), { requestId: 'r', route: '/' });
  await eventually(() => troubles.length === 1);
  status = 200;
  const away = await errorSink(readConfig({ SENTRY_DSN: 'http://key@127.0.0.1:1/1' }), (says) =>
    troubles.push(says),
  );
  away('not even an error', { requestId: 'r', route: '/' });
  await eventually(() => troubles.length === 2);

  assert.match(troubles[0] ?? '', /answered 500/);
  assert.match(troubles[1] ?? '', /cannot be reached/);
  await assert.rejects(
    errorSink(readConfig({ SENTRY_DSN: 'nonsense' }), () => {}),
    /not valid/,
  );
});

test('a request becomes a trace when a collector is configured', async () => {
  const service = await startService({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${origin}` });
  await service.call('GET', '/v1/contests');
  await service.stop();

  await eventually(() => received.some(({ url }) => url === '/v1/traces'));
});
