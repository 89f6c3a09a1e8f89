import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startService, type TestService } from '../support/service.ts';

let service: TestService;
before(async () => {
  service = await startService();
});
after(() => service.stop());

async function signIn(email: string, more: object = {}) {
  await service.call('POST', '/v1/sign-in/codes', { email });
  return service.call('POST', '/v1/sign-in', { email, code: service.sent.at(-1)?.code, ...more });
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('a code signs a new person in, once', async () => {
  const sent = await service.call('POST', '/v1/sign-in/codes', { email: 'New@People.test' });
  const code = service.sent.at(-1)?.code;
  assert.equal(sent.status, 202);
  assert.deepEqual(service.sent.at(-1)?.to, { email: 'new@people.test' });

  const first = await service.call('POST', '/v1/sign-in', { email: 'new@people.test', code });
  const second = await service.call('POST', '/v1/sign-in', { email: 'new@people.test', code });

  assert.equal(first.status, 200);
  assert.equal(first.body.role, 'user');
  assert.equal(second.status, 401);
  const me = await service.call('GET', '/v1/me', undefined, bearer(first.body.accessToken));
  assert.equal(me.body.email, 'new@people.test');
});

test('signing in again finds the same person, by phone too', async () => {
  const phone = '+4915112345678';
  const ids: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    await service.call('POST', '/v1/sign-in/codes', { phone });
    const answer = await service.call('POST', '/v1/sign-in', { phone, code: service.sent.at(-1)?.code });
    ids.push(answer.body.personId);
  }

  assert.equal(ids[0], ids[1]);
  assert.ok(ids[0]);
});

test('five wrong guesses use a code up', async () => {
  await service.call('POST', '/v1/sign-in/codes', { email: 'guess@people.test' });
  const code = service.sent.at(-1)?.code ?? '';
  const wrong = code === '000000' ? '000001' : '000000';
  for (let guess = 0; guess < 5; guess += 1) {
    const answer = await service.call('POST', '/v1/sign-in', { email: 'guess@people.test', code: wrong });
    assert.equal(answer.status, 401);
  }

  const right = await service.call('POST', '/v1/sign-in', { email: 'guess@people.test', code });

  assert.equal(right.status, 401);
});

test('a code that is too old is refused', async () => {
  await service.call('POST', '/v1/sign-in/codes', { email: 'late@people.test' });
  await service.database.owner("UPDATE sign_in_codes SET expires_at = now() - interval '1 second'");

  const answer = await service.call('POST', '/v1/sign-in', {
    email: 'late@people.test',
    code: service.sent.at(-1)?.code,
  });

  assert.equal(answer.status, 401);
});

test('an address gets five codes an hour, and the answer does not tell', async () => {
  const before = service.sent.length;
  for (let turn = 0; turn < 7; turn += 1) {
    const answer = await service.call('POST', '/v1/sign-in/codes', { email: 'many@people.test' });
    assert.equal(answer.status, 202);
  }

  assert.equal(service.sent.length - before, 5);
});

test('neither address nor code can be read in the database', async () => {
  await service.call('POST', '/v1/sign-in/codes', { email: 'hidden@people.test' });

  const rows = await service.database.owner('SELECT sign_in_codes::text AS row FROM sign_in_codes');

  assert.ok(rows.length > 0);
  assert.ok(!rows.some(({ row }) => String(row).includes('hidden@')));
});

test('a request without exactly one address is refused', async () => {
  for (const body of [
    {},
    { email: 'a@b.test', phone: '+4915112345678' },
    { email: 'nonsense' },
    { phone: '0151' },
    { email: 'a@b.test', extra: 1 },
  ]) {
    const answer = await service.call('POST', '/v1/sign-in/codes', body);
    assert.equal(answer.status, 400, JSON.stringify(body));
    assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
  }
});

test('refreshing changes the refresh token, and a copied one ends the session', async () => {
  const { body: first } = await signIn('refresh@people.test');

  const second = await service.call('POST', '/v1/sign-in/refresh', { refreshToken: first.refreshToken });
  assert.equal(second.status, 200);
  assert.notEqual(second.body.refreshToken, first.refreshToken);
  const copied = await service.call('POST', '/v1/sign-in/refresh', { refreshToken: first.refreshToken });
  const afterwards = await service.call('POST', '/v1/sign-in/refresh', {
    refreshToken: second.body.refreshToken,
  });

  assert.equal(copied.status, 401);
  assert.equal(afterwards.status, 401);
});

test('signing out ends access and refresh tokens at once', async () => {
  const { body } = await signIn('out@people.test');

  const out = await service.call('DELETE', '/v1/sign-in', undefined, bearer(body.accessToken));

  assert.equal(out.status, 204);
  assert.equal((await service.call('GET', '/v1/me', undefined, bearer(body.accessToken))).status, 401);
  assert.equal(
    (await service.call('POST', '/v1/sign-in/refresh', { refreshToken: body.refreshToken })).status,
    401,
  );
});

test('a refresh token in a cookie needs the CSRF token as well', async () => {
  const answer = await signIn('cookie@people.test', { keepIn: 'cookie' });
  assert.equal(answer.body.refreshToken, undefined);
  const refreshCookie = String(answer.headers['set-cookie']);
  assert.match(refreshCookie, /__Secure-refresh=.*HttpOnly; Secure; SameSite=Strict/);
  const csrf = await service.call('GET', '/v1/sign-in/csrf');
  const cookie = [refreshCookie, String(csrf.headers['set-cookie'])]
    .map((one) => one.split(';')[0])
    .join('; ');

  const without = await service.call('POST', '/v1/sign-in/refresh', {}, { cookie });
  const withToken = await service.call(
    'POST',
    '/v1/sign-in/refresh',
    {},
    { cookie, 'x-csrf-token': csrf.body.csrfToken },
  );

  assert.equal(without.status, 403);
  assert.equal(withToken.status, 200);
  assert.ok(withToken.headers['set-cookie']);
});

test('nothing to refresh with is refused', async () => {
  const csrf = await service.call('GET', '/v1/sign-in/csrf');
  const cookie = String(csrf.headers['set-cookie']).split(';')[0] ?? '';

  const answer = await service.call(
    'POST',
    '/v1/sign-in/refresh',
    {},
    { cookie, 'x-csrf-token': csrf.body.csrfToken },
  );

  assert.equal(answer.status, 401);
});
