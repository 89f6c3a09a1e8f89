import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatherFrom } from '../../fixtures/gather.ts';
import composeNoun from '../../src/catalog/evidence/compose.ts';
import { brokenReferences } from '../../src/catalog/compose/references.ts';
import { checkHosts } from '../../src/catalog/compose/hosts.ts';
import { missingMounts } from '../../src/catalog/compose/missing-mounts.ts';
import { productionStacks, startedServices } from '../../src/catalog/compose/stack.ts';
import type { Compose } from '../../src/catalog/compose/types.ts';

async function read(files: Readonly<Record<string, string>>): Promise<Compose> {
  return gatherFrom(composeNoun, files);
}

describe('what a compose file is for is told by its name, else by what it starts', () => {
  const app = 'services:\n  web:\n    build: .\n';
  const rows: readonly (readonly [string, string, string])[] = [
    ['compose.yaml', app, 'service'],
    ['docker-compose.override.yml', app, 'override'],
    ['docker-compose.dev.yml', app, 'development'],
    ['compose.test.yaml', app, 'test'],
    ['examples/compose.yaml', app, 'example'],
    ['deploy/test/compose.production.yaml', app, 'service'],
    ['compose.yaml', `${app}    command: npm run dev\n`, 'development'],
    ['compose.yaml', `${app}    volumes: ['.:/app']\n`, 'development'],
    [
      'compose.yaml',
      `${app}    build: { context: ., target: development }\n`.replace('    build: .\n', ''),
      'development',
    ],
    [
      'compose.yaml',
      'services:\n  db:\n    image: postgres:18\n  cache:\n    image: redis:8\n',
      'development',
    ],
    ['compose.yaml', `${app}  mail:\n    image: axllent/mailpit\n`, 'development'],
    ['compose.prod.yaml', `${app}    volumes: ['.:/app']\n`, 'service'],
    ['compose.monitoring.yaml', 'services:\n  prometheus:\n    image: prom/prometheus:v3\n', 'service'],
  ];
  for (const [file, text, role] of rows) {
    it(`${file} is ${role}: ${text.split('\n').at(-2)?.trim()}`, async () => {
      const { files } = await read({ [file]: text });

      assert.equal(files[0]?.role, role);
    });
  }
});

describe('what compose would refuse is a problem, what it may know is a doubt', () => {
  const rows: readonly (readonly [string, RegExp | undefined, RegExp | undefined])[] = [
    [
      'services:\n  web:\n    image: a\n    enviroment: [A=b]\n',
      /enviroment.*did you mean environment/,
      undefined,
    ],
    ['services:\n  web:\n    image: a\n    brand_new_key: 1\n', undefined, /brand_new_key/],
    ['services:\n  web:\n    image: a\n    ports: "80:80"\n', /ports in service web is a text/, undefined],
    ['services:\n  web: nothing\n', /service web is a text/, undefined],
    ['services:\n  web:\n    image: a\n    image: b\n', /unique/, undefined],
    ['services:\n  web:\n   image: a\n  image: [\n', undefined, undefined],
    ['services:\n  web:\n    image: a\n    x-own: { anything: 1 }\n', undefined, undefined],
    ['services:\n  web:\n    image: a\n    environment:\n      - A: b\n', /not a text KEY=value/, undefined],
  ];
  for (const [text, problem, doubt] of rows) {
    it(text.replaceAll('\n', ' ').slice(0, 70), async () => {
      const [file] = (await read({ 'compose.yaml': text })).files;

      assert.ok(file);
      if (problem) assert.match(file.problems.map(({ says }) => says).join(' '), problem);
      if (doubt) assert.match(file.doubts.map(({ says }) => says).join(' '), doubt);
      if (!problem && !doubt && /x-own/.test(text)) assert.deepEqual([file.problems, file.doubts], [[], []]);
      if (/image: \[/.test(text)) assert.ok(file.problems.length + file.doubts.length > 0);
    });
  }
});

describe('values of variables stay where they are', () => {
  it('keeps names, kinds and hosts, and never a value', async () => {
    const text =
      'services:\n  web:\n    image: a\n    environment:\n      DATABASE_URL: postgres://app:hunter2hunter2@db:5432/x\n' +
      '      ADMIN_PASSWORD: ${ADMIN_PASSWORD:-changeme}\n      TOKEN: ${TOKEN}\n      EMPTY: ""\n      SHELL_ONE:\n';

    const compose = await read({ 'compose.yaml': text });

    const variables = compose.files[0]?.services[0]?.environment.map(
      ({ name, value, defaultPassword, hosts }) => [name, value, defaultPassword, hosts[0]?.host],
    );
    assert.deepEqual(variables, [
      ['DATABASE_URL', 'literal', false, 'db'],
      ['ADMIN_PASSWORD', 'variable-with-default', true, undefined],
      ['TOKEN', 'variable', false, undefined],
      ['EMPTY', 'empty', false, undefined],
      ['SHELL_ONE', 'from-shell', false, undefined],
    ]);
    assert.doesNotMatch(JSON.stringify(compose), /hunter2|changeme/);
  });
});

describe('files are followed together', () => {
  const base = 'services:\n  web:\n    build: .\n    depends_on: [db]\n  db:\n    image: postgres:18\n';
  const overlay = 'services:\n  web:\n    deploy: { resources: { limits: { memory: 1G, cpus: "1" } } }\n';

  it('a base and its overlay start each service once, with the limits of the overlay', async () => {
    const compose = await read({ 'compose.yaml': base, 'compose.prod.yaml': overlay });

    const started = startedServices(compose).map(({ name, parts, file }) => [
      name,
      file,
      parts.some(({ limits }) => limits.memory),
    ]);

    assert.deepEqual(started, [
      ['web', 'compose.yaml', true],
      ['db', 'compose.yaml', false],
    ]);
  });

  it('a name that only another file has is a doubt, one that no file has a finding', async () => {
    const compose = await read({
      'compose.yaml': 'services:\n  web:\n    image: a\n    depends_on: [queue, nowhere]\n',
      'compose.queue.yaml': 'services:\n  queue:\n    image: rabbitmq:4\n',
    });

    const [stack] = productionStacks(compose);
    assert.ok(stack);
    const { findings, doubts } = brokenReferences(stack);

    assert.deepEqual(
      findings.map(({ key }) => key),
      ['depends-on:compose.yaml:web:nowhere'],
    );
    assert.equal(doubts.length, 1);
  });
});

describe('mounts', () => {
  it('a missing configuration is found; what is ignored, secret, or data on the machine is not', async () => {
    const mounts = [
      './nginx.conf:/etc/nginx/nginx.conf',
      './local.yml:/x.yml',
      './certs/server.pem:/c.pem',
      './data:/data',
      './there.yml:/t.yml',
      '/etc/hosts:/h',
      '${DIR}/a.yml:/a.yml',
      'named:/n',
    ];
    const text = `services:\n  web:\n    image: a\n    volumes:\n${mounts.map((one) => `      - ${one}\n`).join('')}volumes: { named: }\n`;

    const compose = await read({ 'compose.yaml': text, 'there.yml': 'a: 1\n', '.gitignore': 'local.yml\n' });

    const [file] = compose.files;
    assert.ok(file);
    assert.deepEqual(
      missingMounts(file).findings.map(({ key }) => key),
      ['mount:compose.yaml:web:nginx.conf'],
    );
  });
});

describe('hosts', () => {
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['DATABASE_URL: postgres://u@db/x', '', []],
    ['DATABASE_URL: postgres://u@database/x', '', ['host:compose.yaml:web:DATABASE_URL']],
    ['DATABASE_URL: ${DATABASE_URL:-postgres://u@database/x}', '', []],
    ['API: https://api.acme.dev', '', []],
    ['REV_SERVER: "true"', '', []],
    ['HOST: 0.0.0.0', '', []],
    ['DATABASE_URL: postgres://u@database/x', '    network_mode: host\n', []],
    ['DATABASE_URL: postgres://u@alias/x', '', []],
  ];
  for (const [variable, more, keys] of rows) {
    it(`${variable} ${more.trim()}`, async () => {
      const text = `services:\n  web:\n    image: a\n${more}    environment:\n      ${variable}\n  db:\n    image: acme/db\n    networks: { default: { aliases: [alias] } }\n`;
      const [stack] = productionStacks(await read({ 'compose.yaml': text }));

      assert.ok(stack);
      assert.deepEqual(
        checkHosts(stack).findings.map(({ key }) => key),
        keys,
      );
    });
  }
});

describe('a hostile compose file costs little', () => {
  it('survives aliases that multiply, deep nesting and a text that is no YAML', async () => {
    const bomb = `x: &a [${'y,'.repeat(9)}]\n${[...'bcdefghij'].map((letter, index) => `${letter}: &${letter} [${`*${'abcdefghi'[index]},`.repeat(9)}]`).join('\n')}\nservices:\n  web:\n    image: a\n`;
    const began = performance.now();

    const compose = await read({
      'compose.yaml': bomb,
      'a/compose.yaml': '['.repeat(50_000),
      'b/compose.yaml': '\u0000\u0001: }{',
    });

    assert.ok(performance.now() - began < 5_000);
    assert.ok(compose.files.every(({ problems, doubts }) => problems.length + doubts.length > 0));
  });
});
