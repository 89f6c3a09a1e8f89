import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { solveCaptcha } from '../support/captcha.ts';
import { startService, type TestService } from '../support/service.ts';

let service: TestService;
before(async () => {
  service = await startService({ LOG_LEVEL: 'debug' });
});
after(() => service.stop());

test('every line is JSON with time, level, message and request id', async () => {
  await service.call('GET', '/v1/contests', undefined, { 'x-request-id': 'line-check-1' });

  const lines = service.logLines();

  assert.ok(
    lines.every(
      ({ time, level, message }) => time !== undefined && level !== undefined && message !== undefined,
    ),
  );
  const line = lines.find(({ requestId }) => requestId === 'line-check-1');
  assert.equal(line?.route, '/v1/contests');
  assert.equal(line?.status, 200);
});

test('personal data and secrets planted in every place do not reach the log', async () => {
  const email = 'canary.bird@people.test';
  await service.call('POST', '/v1/sign-in/codes', { email });
  const code = service.sent.at(-1)?.code ?? '';
  await service.call('POST', '/v1/sign-in', { email, code: code === '111111' ? '222222' : '111111' });
  const { body } = await service.call('POST', '/v1/sign-in', { email, code });
  const headers = {
    authorization: `Bearer ${body.accessToken}`,
    cookie: 'session=canary-cookie',
    'user-agent': 'canary-agent',
    'x-forwarded-for': '203.0.113.77',
  };
  await service.call('PATCH', '/v1/me', { name: 'Canary Name' }, headers);
  await service.call('PATCH', '/v1/me', { name: 'Canary Name', nonsense: 'canary-field' }, headers);
  await service.call('GET', '/v1/contests?words=canary-search', undefined, headers);
  await service.call('GET', '/v1/contests?canary=1', undefined, headers);
  await service.call('GET', '/canary-path', undefined, headers);
  service.app.log.info(
    {
      email,
      token: 'canary-token',
      deep: { password: 'canary-password' },
      err: Object.assign(new Error('x'), { detail: 'canary-detail' }),
    },
    'planted',
  );
  const person = await service.person();
  await solveCaptcha(person);

  const log = JSON.stringify(service.logLines());

  for (const secret of [
    /canary/i,
    new RegExp(code),
    new RegExp(body.accessToken),
    new RegExp(body.refreshToken),
    /203\.0\.113/,
    /127\.0\.0\.1/,
  ]) {
    assert.doesNotMatch(log, secret);
  }
  assert.match(log, /planted/);
});

test('refused sign-ins and changed roles are logged as events', async () => {
  const [admin, user] = await Promise.all([service.person('admin'), service.person()]);
  await admin.call('PUT', `/v1/people/${user.id}/role`, { role: 'sponsor' });
  await service.call('POST', '/v1/sign-in', { email: 'nobody@people.test', code: '000000' });

  const events = service.logLines().map(({ event }) => event);

  assert.ok(events.includes('role changed'));
  assert.ok(events.includes('sign-in refused'));
});
