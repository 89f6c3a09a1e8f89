import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { CODE_LIFE_MINUTES } from '../../src/people/codes.ts';
import { SESSION_LIFE_DAYS } from '../../src/people/sessions.ts';
import { ACCESS_LIFE_S } from '../../src/people/tokens.ts';
import { RETENTION_DAYS } from '../../src/privacy/retention.ts';
import { RETENTION } from '../../ops/database/retention.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const root = new URL('../../', import.meta.url);
const documents = [
  ...readdirSync(root),
  ...readdirSync(new URL('docs/', root)).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));
const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
let database: TestDatabase;

before(async () => {
  database = await createDatabase();
});
after(() => database.drop());

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

test('every npm script that a document names exists', () => {
  let seen = 0;
  for (const document of documents) {
    for (const [, script] of read(document).matchAll(/npm (?:run )?([a-z:]+)/g)) {
      if (script === undefined || ['ci', 'audit', 'sbom'].includes(script)) continue;
      assert.ok(script in scripts, `${document}: package.json has no script "${script}"`);
      seen += 1;
    }
  }
  assert.ok(seen > 10);
});

test('every path that a document names exists', () => {
  let seen = 0;
  for (const document of documents) {
    const paths = read(document).matchAll(
      /(?<![\w/.-])((?:src|ops|docs|test|deploy|monitoring|public|migrations|\.github)\/[\w./-]*\w)/g,
    );
    for (const [, path] of paths) {
      assert.ok(path !== undefined && existsSync(new URL(path, root)), `${document}: ${path} does not exist`);
      seen += 1;
    }
    for (const [, link] of read(document).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
      assert.ok(
        existsSync(new URL(link ?? '', new URL(document, root))),
        `${document}: ${link} does not exist`,
      );
    }
  }
  assert.ok(seen > 30);
});

test('the architecture names every service of the compose file', () => {
  const { services } = parse(read('compose.yaml')) as { services: Record<string, unknown> };
  const text = read('docs/architecture.md');

  for (const service of Object.keys(services)) assert.match(text, new RegExp(`\\b${service}\\b`), service);
});

test('the privacy document lists every table and no other', async () => {
  const rows = await database.owner(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const listed = [...read('docs/privacy.md').matchAll(/^\| (\w+) +\|/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'table');

  assert.deepEqual(
    listed.toSorted(),
    rows.map((row) => row.name),
  );
});

test('the retention document says what the code does', () => {
  const text = read('docs/retention.md');
  const says = (what: string, words: string): void =>
    assert.match(text, new RegExp(`^\\| ${what} +\\| ${words}`, 'm'));

  says('access tokens', `${ACCESS_LIFE_S / 60} minutes`);
  says(
    'sign-in codes',
    `work for ${CODE_LIFE_MINUTES} minutes; deleted after ${RETENTION_DAYS.signInCodes} day`,
  );
  says(
    'sessions',
    `${SESSION_LIFE_DAYS} days after sign-in; deleted ${RETENTION_DAYS.sessionsAfterEnd} days`,
  );
  says('answers kept for repeated requests', `${RETENTION_DAYS.idempotencyKeys} days`);
  says('delivery addresses', `${RETENTION_DAYS.deliveryAddressesAfterDelivery} days`);
  says('proofs of delivery', `${RETENTION_DAYS.deliveryProofs} days`);
  says('people of the role user who were not seen', `${RETENTION_DAYS.inactivePeople} days`);
  says(
    'backups',
    `the newest of ${RETENTION.days} days, ${RETENTION.weeks} weeks and ${RETENTION.months} months`,
  );
});

test('security.txt has a contact, and does not expire within the month', () => {
  const text = read('public/.well-known/security.txt');
  const expires = new Date(/^Expires: (\S+)$/m.exec(text)?.[1] ?? '');

  assert.match(text, /^Contact: (?:mailto|https):\S+$/m);
  assert.ok(
    expires.getTime() > Date.now() + 30 * 86_400_000,
    'renew Expires in public/.well-known/security.txt',
  );
});

test('compose and the manifests give the service every variable that production needs, and no variable it does not read', () => {
  const config = read('src/config.ts');
  const { services } = parse(read('compose.yaml')) as {
    services: { app: { environment: Record<string, string> } };
  };
  const given = Object.keys(services.app.environment);
  const needed = [...config.matchAll(/(?:neededLive|secret)\('([A-Z_]+)'/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'TOKEN_SECRET_PREVIOUS');
  const manifests = read('deploy/k8s/app.yaml');

  for (const name of given) assert.ok(config.includes(`env.${name}`), `the service does not read ${name}`);
  for (const name of needed) {
    assert.ok(given.includes(name), `compose.yaml does not give ${name}`);
    assert.ok(manifests.includes(name), `deploy/k8s/app.yaml does not give ${name}`);
  }
});

test('every variable of the compose file is in its example, and the example gives no values', () => {
  const wanted = new Set(
    [...read('compose.yaml').matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name ?? ''),
  );
  const example = read('compose.env.example');

  assert.ok(wanted.size > 8);
  for (const name of wanted) assert.match(example, new RegExp(`^${name}=$`, 'm'));
  assert.doesNotMatch(example, /^[A-Z_]+=.+$/m);
});

test('every ticked line of the readiness document names what shows it, and that exists', () => {
  const ticked = read('READINESS.md')
    .split('\n')
    .filter((line) => line.startsWith('- [x]'));

  assert.ok(ticked.length > 30);
  for (const line of ticked) {
    const named = [...line.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
    assert.ok(named.length > 0, line);
    for (const name of named) {
      const script = /^npm run (\S+)$/.exec(name)?.[1];
      assert.ok(
        script === undefined ? existsSync(new URL(name, root)) : script in scripts,
        `${line}: ${name} does not exist`,
      );
    }
  }
});
