import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { createTokens } from '../../src/people/tokens.ts';
import { startService, type Person, type TestService } from '../support/service.ts';

const SECRET = 'k3Jd92ls0PqmXv81ZbTnWy47RfGh65UcAeLo';
const caller = { personId: crypto.randomUUID(), sessionId: crypto.randomUUID(), role: 'user' } as const;

let service: TestService;
let person: Person;
before(async () => {
  service = await startService({ TOKEN_SECRET: SECRET });
  person = await service.person('sponsor');
});
after(() => service.stop());

const me = async (token: string) =>
  (await service.call('GET', '/v1/me', undefined, { authorization: `Bearer ${token}` })).status;

async function forged(
  change: (token: SignJWT) => SignJWT,
  secret = SECRET,
  headerChanges: object = {},
): Promise<string> {
  const good = await createTokens(service.config).sign(caller);
  const header = {
    ...JSON.parse(Buffer.from(good.split('.')[0] ?? '', 'base64url').toString()),
    ...headerChanges,
  };
  const { sid, role, sub } = decodeJwt(good);
  const token = new SignJWT({ sid, role })
    .setProtectedHeader(header)
    .setSubject(sub ?? '')
    .setIssuer(service.config.publicUrl)
    .setAudience('contests-api')
    .setIssuedAt()
    .setExpirationTime('5m');
  return change(token).sign(new TextEncoder().encode(secret));
}

test('a token that is expired, altered, unsigned or of another service is refused', async () => {
  const good = await createTokens(service.config).sign(caller);
  const unsigned = new UnsecuredJWT({ sid: caller.sessionId, role: 'admin' })
    .setSubject(caller.personId)
    .setAudience('contests-api')
    .encode();

  const refused = [
    await forged((token) => token.setExpirationTime('-1m')),
    await forged((token) => token.setAudience('another-api')),
    await forged((token) => token.setIssuer('https://evil.test')),
    await forged((token) => token, SECRET, { kid: undefined }),
    await forged((token) => token, SECRET, { kid: 'unknown' }),
    await forged((token) => token, SECRET, { typ: 'JWT' }),
    await forged((token) => token, 'another secret of at least 32 bytes length'),
    `${good.slice(0, -4)}AAAA`,
    unsigned,
    'nonsense-nonsense-nonsense',
  ];
  for (const [index, token] of refused.entries()) assert.equal(await me(token), 401, `token ${index}`);
});

test('a token of a session that does not exist is refused', async () => {
  assert.equal(await me(await createTokens(service.config).sign(caller)), 401);
});

test('tokens of the previous secret stay valid while it is configured', async () => {
  const old = createTokens({ ...service.config, tokenSecret: 'an older secret, 32 bytes or more of it' });
  const rotated = createTokens({
    ...service.config,
    tokenSecretPrevious: 'an older secret, 32 bytes or more of it',
  });

  const token = await old.sign(caller);

  assert.deepEqual(await rotated.verify(token), caller);
  assert.equal(await createTokens(service.config).verify(token), undefined);
});

test('a role that was taken away counts no more, whatever the token says', async () => {
  assert.equal((await person.call('POST', '/v1/contests', {})).status, 400);
  await service.database.owner("UPDATE people SET role = 'user' WHERE id = $1", [person.id]);
  const { newContest } = await import('../support/contests.ts');

  assert.equal((await person.call('POST', '/v1/contests', newContest())).status, 403);
});

test('an admin changes roles of others, never their own; everybody else is refused', async () => {
  const admin = await service.person('admin');
  const user = await service.person();

  assert.equal(
    (await admin.call('PUT', `/v1/people/${user.id}/role`, { role: 'sponsor' })).body.role,
    'sponsor',
  );
  assert.equal((await admin.call('PUT', `/v1/people/${admin.id}/role`, { role: 'user' })).status, 422);
  assert.equal(
    (await admin.call('PUT', `/v1/people/${crypto.randomUUID()}/role`, { role: 'user' })).status,
    404,
  );
  assert.equal((await user.call('PUT', `/v1/people/${user.id}/role`, { role: 'admin' })).status, 403);
  const first = await admin.call('GET', '/v1/people?limit=1&role=sponsor');
  assert.equal(first.body.items[0].role, 'sponsor');
  const all = await admin.call('GET', '/v1/people?limit=1');
  const next = await admin.call('GET', `/v1/people?limit=1&cursor=${all.body.nextCursor}`);
  assert.notEqual(next.body.items[0].id, all.body.items[0].id);
});

test('a name can be changed, and is the only thing that can', async () => {
  assert.equal((await person.call('PATCH', '/v1/me', { name: 'New Name' })).body.name, 'New Name');
  assert.equal((await person.call('PATCH', '/v1/me', { role: 'admin' })).status, 400);
});
