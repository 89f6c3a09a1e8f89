import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import documentCommands from '../../src/catalog/gatherers/document-commands.ts';
import linksGatherer from '../../src/catalog/gatherers/links.ts';
import ownersGatherer from '../../src/catalog/gatherers/owners.ts';
import { openDrivers } from '../../src/drivers/open.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-look-up-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
let count = 0;

async function lookAt(files: Readonly<Record<string, string>>) {
  const folder = join(scratch, String((count += 1)));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return openDrivers(folder, {});
}

async function commandsOf(markdown: string, files: Readonly<Record<string, string>> = {}) {
  const { drivers, close } = await lookAt({
    'README.md': markdown,
    'package.json': '{"scripts":{"build":"tsc","test":"vitest"}}',
    'scripts/backup.sh': '',
    ...files,
  });
  const context = { given: {}, drivers, traits: [], signal: AbortSignal.timeout(20_000) };
  const { references } = await documentCommands.gather(context);
  await close();
  return references.map(({ name, exists }) => `${name}: ${exists}`);
}

const shell = (...lines: readonly string[]) => ['# Deploy', '', '```sh', ...lines, '```', ''].join('\n');

describe('what commands in documents need is looked up', () => {
  it('behind a prompt that names the folder, and not in what a command printed', async () => {
    const found = await commandsOf(
      shell('orders$ ./scripts/backup.sh', 'Saved.') + shell('npm run build', ' 12/12 [=====] 100%'),
    );

    assert.deepEqual(found, ['./scripts/backup.sh: yes', 'build: yes']);
  });

  it('pages of a VitePress site speak to users of the product, not to its team', async () => {
    const page = shell('./orders serve', 'chmod +x watch');
    const site = { 'docs/.vitepress/config.mts': 'export default {}', 'docs/guide/install.md': page };

    assert.deepEqual(await commandsOf('# Orders', site), []);
  });

  it('a guide among examples may speak of the program it is for', async () => {
    const guide = { 'example_configs/nms.md': shell('./script/auth_test.php -u me', 'sh scripts/gone.sh') };

    assert.deepEqual(await commandsOf('# Orders', guide), [
      './script/auth_test.php: cannot-tell',
      'scripts/gone.sh: no',
    ]);
  });

  it('scripts, targets and paths that exist and that do not', async () => {
    const found = await commandsOf(
      shell(
        './scripts/backup.sh manual && bash scripts/restore.sh',
        'npm run build',
        'npm run seed',
        'make smoke',
        'docker build -t x .',
      ),
      {
        Makefile: 'deploy:\n\techo\n',
      },
    );

    assert.deepEqual(found, [
      './scripts/backup.sh: yes',
      'scripts/restore.sh: no',
      'build: yes',
      'seed: no',
      'smoke: no',
      'Dockerfile: no',
    ]);
  });

  const doubtful: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'placeholders and patterns',
      ['bash scripts/<name>.sh', 'node tests/*.js', 'sh path/to/script.sh'],
      ['scripts/<name>.sh: cannot-tell', 'tests/*.js: cannot-tell', 'path/to/script.sh: cannot-tell'],
    ],
    [
      'files an earlier command makes',
      ['curl -o install.sh https://acme.dev/i', 'sh install.sh'],
      ['install.sh: cannot-tell'],
    ],
    ['what a build makes', ['node dist/main.js'], ['dist/main.js: cannot-tell']],
    [
      'paths of the machine',
      ['sh /opt/tool/run.sh', 'sh ~/run.sh'],
      ['/opt/tool/run.sh: cannot-tell', '~/run.sh: cannot-tell'],
    ],
    [
      'another repository',
      ['git clone https://github.com/acme/other', 'cd other', 'npm run seed'],
      ['seed: cannot-tell'],
    ],
    ['a new project', ['npx create-app shop', 'cd shop', 'npm run seed'], ['seed: cannot-tell']],
    ['files that git ignores', ['source secrets.sh'], ['secrets.sh: cannot-tell']],
    [
      'programs that run inside a container',
      ['docker compose exec web python manage.py migrate'],
      ['web: cannot-tell'],
    ],
    ['a path that stands elsewhere', ['bash tools/seed.sh'], ['tools/seed.sh: cannot-tell']],
  ];
  for (const [name, lines, expected] of doubtful) {
    it(`nobody is accused over ${name}`, async () => {
      const found = await commandsOf(shell(...lines), {
        '.gitignore': 'secrets.sh\n',
        'backend/tools/seed.sh': '',
      });

      assert.deepEqual(found, expected);
    });
  }

  it('output behind a prompt, comments and other languages are no commands', async () => {
    const text = [
      '```console',
      '$ npm run build',
      'sh scripts/gone.sh',
      '```',
      '',
      '```python',
      'bash scripts/gone.sh',
      '```',
      '',
      '```sh',
      '# sh scripts/gone.sh',
      '```',
      '',
    ].join('\n');

    assert.deepEqual(await commandsOf(text), ['build: yes']);
  });

  it("a file the document prints is the reader's to make", async () => {
    const text = 'Save this as `load.js`:\n\n```js\nexport default 1;\n```\n\n```sh\nk6 run load.js\n```\n';

    assert.deepEqual(await commandsOf(text), ['load.js: cannot-tell']);
  });
});

describe('links are resolved inside the repository', () => {
  it('files, folders, anchors and pictures; and what nobody can tell is left open', async () => {
    const readme = [
      '# Orders',
      '[a](docs/a.md) [b](docs/gone.md) [c](#orders) [d](#gone) [e](docs/) [f](docs/a.md#part) [g](docs/a.md#gone)',
      '[h](../../issues) [i](https://acme.dev) [j](mailto:a@acme.dev) [k](/route) [l](docs/A.md) [m](dist/report.html)',
    ].join('\n');
    const { drivers, close } = await lookAt({ 'README.md': readme, 'docs/a.md': '# A\n\n## Part\n' });

    const { resolved, links } = await linksGatherer.gather({
      given: {},
      drivers,
      traits: [],
      signal: AbortSignal.timeout(20_000),
    });
    await close();

    assert.equal(resolved, 4);
    assert.deepEqual(
      links.map(({ target, state }) => `${target}: ${state}`),
      [
        'docs/gone.md: broken',
        '#gone: broken',
        'docs/a.md#gone: broken',
        'docs/A.md: broken',
        '../../issues: undecided',
        'https://acme.dev: unasked',
        '/route: undecided',
        'dist/report.html: undecided',
      ],
    );
  });

  it('a documentation site makes routes that no file has', async () => {
    const { drivers, close } = await lookAt({
      'mkdocs.yml': 'site_name: x',
      'docs/index.md': '[a](guide/start/) [b](gone.md)',
    });

    const { links } = await linksGatherer.gather({
      given: {},
      drivers,
      traits: [],
      signal: AbortSignal.timeout(20_000),
    });
    await close();

    assert.deepEqual(
      links.map(({ target, state }) => `${target}: ${state}`),
      ['gone.md: broken', 'guide/start/: undecided'],
    );
  });
});

describe('owners are read as code hosts do', () => {
  it('the last rule that matches decides, a star does not reach below a folder, sections lend their owners', async () => {
    const codeowners = [
      '* @ada',
      'docs/* @grace',
      '/src/ @acme-team/api',
      '*.sql',
      '/gone/ @ada',
      '[Web] @web-team',
      '/web/',
    ].join('\n');
    const { drivers, close } = await lookAt({
      CODEOWNERS: codeowners,
      'docs/a.md': '',
      'docs/deep/b.md': '',
      'src/x/y.ts': '',
      'db/schema.sql': '',
      'web/a.ts': '',
      '.gitlab-ci.yml': '',
    });

    const { files, uncovered } = await ownersGatherer.gather({
      given: {},
      drivers,
      traits: [],
      signal: AbortSignal.timeout(20_000),
    });
    await close();

    const decides = Object.fromEntries(
      files[0]?.rules.map((rule) => [
        rule.pattern,
        `${rule.decides}/${rule.matches} ${rule.owners.map((owner) => owner.name).join()}`,
      ]) ?? [],
    );
    assert.deepEqual(decides, {
      '*': '3/7 @ada',
      'docs/*': '1/1 @grace',
      '/src/': '1/1 @acme-team/api',
      '*.sql': '1/1 ',
      '/gone/': '0/0 @ada',
      '/web/': '1/1 @web-team',
    });
    assert.deepEqual(uncovered, { files: 1, of: 7, examples: ['db/schema.sql'] });
  });

  it('a record that names the service in a list of teams owns the whole repository', async () => {
    const record =
      'schemaVersion: 0.0.1\naccountableOwners:\n  service: 4db45fa9-fb0f\nrouting:\n  service: x\n';
    const { drivers, close } = await lookAt({ 'es-metadata.yml': record, 'src/app.cs': '' });

    const { files, uncovered } = await ownersGatherer.gather({
      given: {},
      drivers,
      traits: [],
      signal: AbortSignal.timeout(20_000),
    });
    await close();

    assert.deepEqual(
      files[0]?.rules.map(({ line, pattern, owners }) => [line, pattern, owners.map((one) => one.name)]),
      [[3, '*', ['4db45fa9-fb0f']]],
    );
    assert.equal(uncovered.files, 0);
  });
});
