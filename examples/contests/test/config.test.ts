import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readConfig } from '../src/config.ts';

const LIVE = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://contests.test',
  DATABASE_URL: 'postgres://app@db/contests',
  TOKEN_SECRET: 'Zx81kfPq07LmWvT4sYd2RcHu6NbGjE3oAiQ5',
  SEALING_SECRET: 'mB7yUe2KxV9tRw4ZpLs1DqHf8CgJn6TaOi3X',
  METRICS_TOKEN: 'Qf5hWk8RzC2vNm7LtXb4YpJd9SgEa1UuKo6B',
  SMTP_URL: 'smtp://mail.test',
};

test('production starts with everything it needs', () => {
  const config = readConfig(LIVE);

  assert.equal(config.live, true);
  assert.equal(config.host, '0.0.0.0');
});

for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'TOKEN_SECRET', 'SEALING_SECRET', 'METRICS_TOKEN']) {
  test(`production does not start without ${name}, and says so`, () => {
    assert.throws(() => readConfig({ ...LIVE, [name]: '' }), new RegExp(`${name} is missing`));
  });
}

test('all that is missing is named at once', () => {
  assert.throws(
    () => readConfig({ NODE_ENV: 'production' }),
    /PUBLIC_URL[\s\S]*DATABASE_URL[\s\S]*TOKEN_SECRET[\s\S]*SMTP_URL or SMS_URL/,
  );
});

test('short and default secrets are refused', () => {
  assert.throws(() => readConfig({ ...LIVE, TOKEN_SECRET: 'short' }), /TOKEN_SECRET is too short/);
  assert.throws(
    () => readConfig({ ...LIVE, SEALING_SECRET: 'changeme-changeme-changeme-changeme-' }),
    /placeholder/,
  );
  assert.throws(() => readConfig({ ...LIVE, SEALING_SECRET: 'a'.repeat(40) }), /placeholder/);
  assert.throws(
    () => readConfig({ ...LIVE, TOKEN_SECRET_PREVIOUS: 'short' }),
    /TOKEN_SECRET_PREVIOUS is too short/,
  );
  assert.throws(() => readConfig({ ...LIVE, SMS_URL: 'https://sms.test' }), /SMS_TOKEN is missing/);
});

test('values out of range are refused by name', () => {
  assert.throws(() => readConfig({ ...LIVE, PORT: '99999' }), /PORT must be a whole number/);
  assert.throws(() => readConfig({ ...LIVE, DATABASE_POOL_SIZE: 'many' }), /DATABASE_POOL_SIZE/);
  assert.throws(() => readConfig({ ...LIVE, NODE_ENV: 'prod' }), /NODE_ENV must be one of/);
});

test('development makes its own secrets up, different at every start', () => {
  const [one, two] = [readConfig({}), readConfig({})];

  assert.equal(one.host, '127.0.0.1');
  assert.notEqual(one.tokenSecret, two.tokenSecret);
});

test('.env.example documents every variable that is read, and no other', () => {
  const documented = [
    ...readFileSync(new URL('../.env.example', import.meta.url), 'utf8').matchAll(/^([A-Z_]+)=/gm),
  ].map(([, name]) => name);
  const code = ['config.ts', 'database/migrate-main.ts']
    .map((file) => readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8'))
    .join('\n');
  const read = new Set(
    [...code.matchAll(/env\.([A-Z_]+)/g), ...code.matchAll(/\b(DATABASE_OWNER_URL)\b/g)].map(
      ([, name]) => name,
    ),
  );

  assert.deepEqual(documented.toSorted(), [...read].toSorted());
});
