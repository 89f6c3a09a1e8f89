import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import { redact } from '../src/drivers/redact.ts';
import { hasGoodChecksum } from '../src/drivers/secret-shapes.ts';
import { secretsDriver } from '../src/drivers/secrets.ts';

// Values are put together here so that this repository itself holds none.
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();
const real: Readonly<Record<string, string>> = {
  'a private key': pem,
  'a Slack token': ['xoxb', '738201945512', '9028374651920', 'kQzT7mLpW2xVbN4KdR8fHsYc'].join('-'),
  'a Stripe key': ['rk', 'live', '9aQz7LmX2VbN4KdR8TfW1YcH'].join('_'),
  'a Google API key': `AIza${'SyD3kQ9zT7mLpW2xVbN4KdR8fHsYc1uJoE0'}`,
  'a database URL': `postgres://orders:${'Vq7-kT2pLm'}@db.acme.dev:5432/orders`,
  'an npm token': `//registry.npmjs.org/:_authToken=npm_${'kQzT7mLpW2xVbN4KdR8fHsYc1uJoE09aB3dG'}`,
};
const harmless: Readonly<Record<string, string>> = {
  'a development database': 'postgres://postgres:postgres@localhost:5432/app',
  'a service on a private network': `postgres://app:${'Vq7-kT2pLm'}@db:5432/app`,
  'a template': 'postgres://app:${DB_PASSWORD}@db.acme.dev/app',
  'the example of the AWS documentation': `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLEKEY'}`,
  'a placeholder': `token: ghp_${'x'.repeat(36)}`,
  'a token with a wrong checksum': `ghp_${'kQzT7mLpW2xVbN4KdR8fHsYc1uJoE09aB3dG'}`,
};

describe('the secret scanner', () => {
  const driver = secretsDriver();
  after(() => driver.close());

  for (const [name, text] of Object.entries(real)) {
    it(`finds ${name} and tells its line, not its value`, async () => {
      const hits = await driver.scan([{ path: 'src/a.ts', text: `first\nconst value = '${text}';\n` }]);

      assert.deepEqual([hits[0]?.path, hits[0]?.line, hits[0]?.verified], ['src/a.ts', 2, true]);
      assert.ok(!JSON.stringify(hits).includes(text.slice(-12)));
    });
  }

  for (const [name, text] of Object.entries(harmless)) {
    it(`accuses nobody of ${name}`, async () => {
      assert.deepEqual(await driver.scan([{ path: 'src/a.ts', text: `const value = '${text}';\n` }]), []);
    });
  }

  it('cannot be switched off by a comment in the target', async () => {
    const text = `// secretlint-disable\nconst value = '${real['a Slack token']}';\n`;

    assert.equal((await driver.scan([{ path: 'src/a.ts', text }])).length, 1);
  });
});

it('the checksum of a GitHub token tells issued from made up', () => {
  const body = 'kQzT7mLpW2xVbN4KdR8fHsYc1uJoE0';
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  let sum = '';
  for (let rest = crc32(body); rest > 0; rest = Math.floor(rest / 62)) sum = `${digits[rest % 62]}${sum}`;
  const check = (token: string) => hasGoodChecksum(token, (text) => crc32(text));

  assert.equal(check(`ghp_${body}${sum.padStart(6, '0')}`), true);
  assert.equal(check(`ghp_${body}aaaaaa`), false);
  assert.equal(check('something else'), undefined);
});

describe('redaction', () => {
  for (const [name, text] of Object.entries(real)) {
    it(`takes ${name} out of a text`, () => {
      const clean = redact(`before ${text} after`);

      assert.match(clean, /^before .*\[redacted\]/s);
      assert.ok(!clean.includes(text.slice(-14)) || clean.includes(':[redacted]@'), clean);
    });
  }

  it('leaves ordinary text alone', () => {
    const text = 'curl https://example.org/a:b@c && echo "token is read from $TOKEN" # password: see vault';

    assert.equal(redact(text), text);
  });
});
