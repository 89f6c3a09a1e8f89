import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Fastify from 'fastify';
import { requireAccessOnEveryRoute } from '../../src/http/access.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

let service: TestService;
let user: Person;
before(async () => {
  service = await startService({ CORS_ORIGINS: 'https://friend.test' });
  user = await service.person();
});
after(() => service.stop());

test('the service does not start with a route that does not say who may call it', async () => {
  const app = Fastify();
  requireAccessOnEveryRoute(app);
  app.get('/open', async () => 'open');

  await assert.rejects(async () => app.ready(), /do not say who may call them.*GET \/open/);
});

test('every error is a problem document with the request id', async () => {
  const answers = [
    await service.call('GET', '/nowhere'),
    await service.call('PUT', '/v1/contests'),
    await service.call('GET', '/v1/me'),
    await user.call('GET', '/v1/people'),
    await service.call('GET', '/v1/contests/nonsense'),
    await service.call('POST', '/v1/sign-in/codes', 'not json', { 'content-type': 'application/json' }),
    await service.call('POST', '/v1/sign-in/codes', 'a=b', {
      'content-type': 'application/x-www-form-urlencoded',
    }),
    await service.call('POST', '/v1/sign-in/codes', { email: 'x'.repeat(70_000) }),
    await service.call('GET', '/v1/me', undefined, { authorization: 'Bearer nonsense.nonsense.nonsense' }),
  ];

  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 405, 401, 403, 400, 400, 415, 413, 401],
  );
  for (const { headers, body, status } of answers) {
    assert.equal(headers['content-type'], 'application/problem+json', String(status));
    assert.equal(body.status, status);
    assert.equal(body.requestId, headers['x-request-id']);
    assert.equal(headers['cache-control'], 'no-store');
  }
  assert.equal(answers[1]?.headers.allow, 'GET, HEAD, POST');
  assert.equal(answers[2]?.headers['www-authenticate'], 'Bearer');
});

test('a fault of ours tells nothing, and is logged', async () => {
  const { pool } = service.service.database;
  const original = pool.connect;
  pool.connect = () => {
    throw new Error('a secret detail');
  };
  const answer = await service.call('GET', '/v1/contests');
  pool.connect = original;

  assert.equal(answer.status, 500);
  assert.ok(!answer.text.includes('secret'));
  assert.ok(
    service.logLines().some((line) => line.level === 'error' && line.requestId === answer.body.requestId),
  );
});

test('a request id is kept when it is harmless and made when it is not', async () => {
  const kept = await service.call('GET', '/health/live', undefined, { 'x-request-id': 'caller-0815' });
  const replaced = await service.call('GET', '/health/live', undefined, {
    'x-request-id': '<script>alert(1)</script>',
  });

  assert.equal(kept.headers['x-request-id'], 'caller-0815');
  assert.match(String(replaced.headers['x-request-id']), /^[0-9a-f-]{36}$/);
});

test('security headers are on successes, errors and pages', async () => {
  for (const url of ['/v1/contests', '/nowhere', '/verify-draw.mjs']) {
    const { headers } = await service.call('GET', url);
    assert.match(String(headers['content-security-policy']), /default-src 'none'/, url);
    assert.ok(!String(headers['content-security-policy']).includes('unsafe'), url);
    assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains', url);
    assert.equal(headers['x-content-type-options'], 'nosniff', url);
    assert.equal(headers['x-frame-options'], 'DENY', url);
    assert.equal(headers['referrer-policy'], 'no-referrer', url);
  }
});

test('only configured origins may read, on success and on error', async () => {
  for (const url of ['/v1/contests', '/nowhere', '/v1/me']) {
    const friend = await service.call('GET', url, undefined, { origin: 'https://friend.test' });
    const foreign = await service.call('GET', url, undefined, { origin: 'https://evil.test' });
    assert.equal(friend.headers['access-control-allow-origin'], 'https://friend.test', url);
    assert.equal(foreign.headers['access-control-allow-origin'], undefined, url);
    assert.equal(foreign.headers['access-control-allow-credentials'], undefined, url);
  }
  const preflight = await service.call('OPTIONS', '/v1/contests', undefined, {
    origin: 'https://friend.test',
    'access-control-request-method': 'POST',
  });
  assert.equal(preflight.status, 204);
});

test('bodies are not bent into shape', async () => {
  const answer = await user.call('PATCH', '/v1/me', { name: 5 });

  assert.equal(answer.status, 400);
  assert.deepEqual(answer.body.errors, [{ at: 'body/name', says: 'must be string' }]);
});

test('text that PostgreSQL cannot store is the caller’s mistake', async () => {
  const sponsor = await service.person('sponsor');
  const { newContest } = await import('../support/contests.ts');

  const answer = await sponsor.call('POST', '/v1/contests', newContest({ title: 'Zero \u0000 byte' }));

  assert.equal(answer.status, 400);
});

test('the description of the API names every route with its answers', async () => {
  const { body } = await service.call('GET', '/v1/openapi.json');

  assert.equal(body.openapi, '3.1.0');
  const operations = Object.entries<Record<string, { responses: object; security?: object[] }>>(
    body.paths,
  ).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  assert.ok(operations.length > 45, `${operations.length} operations`);
  assert.ok(operations.every(({ responses }) => Object.keys(responses).length > 0));
  assert.deepEqual(body.paths['/v1/people'].get.security, [{ accessToken: [] }]);
  assert.equal(body.paths['/v1/contests'].get.security, undefined);
  assert.match(body.paths['/v1/people'].get.description, /Roles: admin/);
});
