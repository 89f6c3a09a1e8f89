import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checks, smoke } from '../../ops/smoke.ts';
import { startService, type TestService } from '../support/service.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const metricsToken = 'a-token-for-the-metrics-of-this-one-test';
let service: TestService;
let base: string;

before(async () => {
  service = await startService({ GIT_COMMIT: commit, METRICS_TOKEN: metricsToken });
  base = await service.app.listen({ host: '127.0.0.1', port: 0 });
});
after(() => service.stop());

test('the service itself passes every check', async () => {
  assert.deepEqual(await smoke(base, checks(commit, metricsToken)), []);
});

test('another build is found by its commit', async () => {
  const other = 'f'.repeat(40);

  assert.deepEqual(await smoke(base, checks(other, undefined)), [
    `/version runs commit ${commit} instead of ${other}`,
  ]);
});

test('a wrong metrics token is found', async () => {
  assert.deepEqual(await smoke(base, checks(commit, 'wrong')), ['/metrics shows no metrics']);
});

test('an instance that is stopping is found not ready', async () => {
  service.stopping.begun = true;

  assert.deepEqual(await smoke(base, checks(commit, undefined)), [
    '/health/ready answers 503, not ready: process',
  ]);

  service.stopping.begun = false;
});

test('a server that answers 200 with something else fails every check', async () => {
  const { createServer } = await import('node:http');
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const todo = checks(undefined, metricsToken);

  const faults = await smoke(`http://127.0.0.1:${address.port}`, todo);

  server.closeAllConnections();
  server.close();
  assert.equal(faults.length, todo.length, faults.join('\n'));
});

test('a server that is not there fails every check with the reason', async () => {
  const faults = await smoke('http://127.0.0.1:1', checks(undefined, undefined));

  assert.equal(faults.length, checks(undefined, undefined).length);
  assert.match(faults[0] ?? '', /^\/health\/live does not answer \(/);
});
