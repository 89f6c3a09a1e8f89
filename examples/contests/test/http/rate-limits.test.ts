import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildApp } from '../../src/app.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { eventually } from '../support/eventually.ts';
import { startService, type TestService } from '../support/service.ts';

let service: TestService;
before(async () => {
  service = await startService({
    RATE_LIMIT_AUTH_PER_MINUTE: '5',
    RATE_LIMIT_ADMIN_PER_MINUTE: '10',
    RATE_LIMIT_API_PER_MINUTE: '30',
    RATE_LIMIT_UPLOADS_PER_HOUR: '3',
  });
});
after(() => service.stop());

async function allowed(times: number, call: () => Promise<{ readonly status: number }>): Promise<number> {
  let passed = 0;
  for (let turn = 0; turn < times; turn += 1) if ((await call()).status !== 429) passed += 1;
  return passed;
}

test('signing in is limited by address, and a forged forwarding header does not help', async () => {
  let turn = 0;
  const passed = await allowed(15, () => {
    turn += 1;
    return service.call(
      'POST',
      '/v1/sign-in',
      { email: 'x@y.test', code: '123456' },
      { 'x-forwarded-for': `10.0.0.${turn}` },
    );
  });

  assert.equal(passed, 5);
});

test('each tier has its own limit, and people do not share one', async () => {
  const [admin, other] = await Promise.all([service.person('admin'), service.person('admin')]);
  const sponsor = await service.person('sponsor');

  assert.equal(await allowed(25, () => admin.call('GET', '/v1/approvals')), 10);
  assert.equal((await other.call('GET', '/v1/approvals')).status, 200);
  assert.equal((await admin.call('GET', '/v1/me')).status, 200);
  assert.equal(await allowed(60, () => sponsor.call('GET', '/v1/me')), 30);
  assert.equal(
    await allowed(9, () => admin.call('PUT', `/v1/prizes/${crypto.randomUUID()}/delivery-proof`, {})),
    3,
  );
});

test('a refusal says when to come back, and health is never limited', async () => {
  const person = await service.person();
  await allowed(30, () => person.call('GET', '/v1/me'));

  const refused = await person.call('GET', '/v1/me');

  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers['retry-after']) >= 1);
  assert.ok(Number(refused.headers['retry-after']) <= 60);
  assert.equal(refused.headers['ratelimit-remaining'], '0');
  assert.equal(await allowed(100, () => service.call('GET', '/health/live')), 100);
});

test('two instances share one count', async () => {
  const second = await buildApp(service.config, createLog({ ...service.config, logLevel: 'silent' }), {
    sender: service.service.sender,
  });
  await second.app.ready();
  const person = await service.person();
  const token = await import('../../src/people/tokens.ts').then(({ createTokens }) =>
    createTokens(service.config),
  );
  const [session] = await service.database.owner('SELECT id FROM sessions WHERE person_id = $1', [person.id]);
  const authorization = `Bearer ${await token.sign({ personId: person.id, sessionId: String(session?.id), role: 'user' })}`;

  const onFirst = await allowed(20, () => person.call('GET', '/v1/me'));
  // What one instance has let through is known to the others a moment later.
  await eventually(async () => {
    const told = await service.database.owner(
      "SELECT FROM rate_limits WHERE key LIKE 'api:%' AND points = 20",
    );
    return told.length === 1;
  });
  const onSecond = await allowed(20, async () => {
    const { statusCode } = await second.app.inject({ url: '/v1/me', headers: { authorization } });
    return { status: statusCode };
  });
  await second.app.close();

  assert.deepEqual([onFirst, onSecond], [20, 10]);
});
