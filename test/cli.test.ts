import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeHealthyRepository } from '../fixtures/healthy-repository.ts';
import { commands } from '../src/cli/commands.ts';
import { options } from '../src/cli/options.ts';
import { reportFormats } from '../src/report/formats.ts';
import { resultSchema } from '../src/report/result-schema.ts';
import { runCli } from './run-cli.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-cli-'));
const repository = join(scratch, 'orders');
const store = join(repository, '.seaworthy');
after(() => rmSync(scratch, { recursive: true, force: true }));

describe('wrong calls end with 2, one reason and the nearest name', { concurrency: 2 }, () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['inspekt'], /unknown command 'inspekt'\n\(Did you mean inspect\?\)/],
    ['a folder instead of a command', ['./orders'], /To inspect a folder: seaworthy inspect \.\/orders/],
    [
      'an unknown option',
      ['inspect', '--fromat', 'json'],
      /unknown option '--fromat'\n\(Did you mean --format\?\)/,
    ],
    ['a wrong format', ['inspect', '--format', 'jsn'], /--format cannot be "jsn"\. Did you mean json\?/],
    [
      'a format of another command',
      ['runs', '--format', 'html'],
      /--format cannot be "html"\. Use terminal or json\./,
    ],
    ['a wrong gate', ['inspect', '--gate', 'no-fail'], /--gate cannot be "no-fail"/],
    [
      'a number out of range',
      ['inspect', '--min-proven', '101'],
      /--min-proven takes a number from 0 to 100, not "101"/,
    ],
    ['no number', ['inspect', '--min-proven', ''], /--min-proven takes a number/],
    ['too many folders', ['inspect', 'a', 'b'], /too many arguments/],
    ['a missing argument', ['explain'], /missing required argument 'audit'/],
    [
      'a folder that is not there',
      ['inspect', join(scratch, 'nowhere')],
      /nowhere does not exist\. Give the folder of a repository/,
    ],
    ['a file', ['inspect', import.meta.filename], /is a file\. Give the folder of a repository/],
    [
      'an audit that is not there',
      ['inspect', scratch, '--audit', 'security/polcy-file'],
      /there is no audit "security\/polcy-file"\. Did you mean security\/policy-file\?/,
    ],
    [
      'an area that is not there',
      ['inspect', scratch, '--area', 'securty'],
      /there is no area "securty"\. Did you mean security\?/,
    ],
    [
      'an output nobody can make',
      ['inspect', scratch, '--output', join(scratch, 'x.doc')],
      /cannot tell the format/,
    ],
    [
      'an output in no folder',
      ['inspect', scratch, '--output', join(scratch, 'no/x.html')],
      /there is no folder .*no\. Make it first/,
    ],
    ['a gate without its baseline', ['inspect', scratch, '--gate', 'no-new'], /needs --baseline/],
    ['a baseline without its gate', ['inspect', scratch, '--baseline', 'latest'], /belongs to --gate no-new/],
    [
      'a baseline that is no report',
      ['inspect', scratch, '--gate', 'no-new', '--baseline', join(import.meta.dirname, '../package.json')],
      /is no report of Seaworthy/,
    ],
    [
      'consent without a token',
      ['inspect', scratch, '--forge'],
      /--forge needs a token in GITHUB_TOKEN or GH_TOKEN/,
    ],
    [
      'a run where there is none',
      ['judge', '--store', join(scratch, 'none')],
      /there is no run in .*none\. Make one: seaworthy inspect/,
    ],
    [
      'an audit to explain that is not there',
      ['explain', 'polcy-file'],
      /Did you mean security\/policy-file\?/,
    ],
    ['nothing at all', [], /Usage: seaworthy/],
  ];
  for (const [name, args, says] of cases) {
    it(name, async () => {
      const { code, out, err } = await runCli(args, { env: { GITHUB_TOKEN: '', GH_TOKEN: '' } });

      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, says);
      assert.doesNotMatch(err, /\n {4}at /, 'no stack');
    });
  }
});

describe('help', { concurrency: 2 }, () => {
  it('lists every command', async () => {
    const { code, out } = await runCli(['--help']);

    assert.equal(code, 0);
    for (const { name } of commands) assert.match(out, new RegExp(`\\n {2}${name} `));
  });

  for (const command of commands) {
    it(`of ${command.name} shows its options and examples`, async () => {
      const { code, out } = await runCli([command.name, '--help']);

      assert.equal(code, 0);
      for (const name of command.options) assert.ok(out.includes(options[name].flags), options[name].flags);
      assert.ok(command.examples.length > 0);
      for (const [line] of command.examples) assert.ok(out.includes(line), line);
    });
  }

  it('has examples that the parser accepts', () => {
    for (const command of commands)
      for (const [line] of command.examples) {
        const [program, name, ...words] = line.split(' | ')[0]?.split(' ') ?? [];
        const flags = words.filter((word) => word.startsWith('--'));
        const known = command.options.map((option) => options[option].flags.split(' ')[0]);

        assert.deepEqual([program, name], ['seaworthy', command.name]);
        for (const flag of flags) assert.ok(known.includes(flag), `${flag} in "${line}"`);
      }
  });
});

describe('inspect, judge, diff, runs', () => {
  before(() => makeHealthyRepository(repository));

  it('prints one JSON object and nothing else, keeps the run, and judges it again to the same bytes', async () => {
    const first = await runCli(['inspect', repository, '--format', 'json']);
    const again = await runCli(['judge', 'latest', '--store', store, '--format', 'json']);
    const [run] = readdirSync(join(store, 'runs'));

    assert.equal(first.err, '');
    resultSchema.parse(JSON.parse(first.out));
    assert.equal(again.out, first.out);
    assert.equal(readFileSync(join(store, 'runs', run ?? '', 'result.json'), 'utf8'), first.out);
    assert.equal(again.code, first.code);
    assert.equal(readFileSync(join(store, '.gitignore'), 'utf8'), '*\n');
    assert.ok(existsSync(join(store, 'report.html')));
  });

  it('judges a part again to the same bytes, and never calls it ready', async () => {
    const elsewhere = join(scratch, 'part');
    const args = ['--area', 'security', '--format', 'json', '--store', elsewhere];
    const first = await runCli(['inspect', repository, ...args]);
    const again = await runCli(['judge', '--store', elsewhere, '--format', 'json']);
    const result = resultSchema.parse(JSON.parse(first.out));

    assert.equal(again.out, first.out);
    assert.equal(first.code, 1);
    assert.equal(result.score.ready, false);
    assert.deepEqual([...new Set(result.audits.map(({ area }) => area))], ['security']);
    assert.match(result.notices[0] ?? '', /^Only \d+ of \d+ audits were run \(area security\)/);
  });

  it('refuses stored evidence that was changed', async () => {
    const elsewhere = join(scratch, 'changed');
    await runCli(['inspect', repository, '--quiet', '--audit', 'security/policy-file', '--store', elsewhere]);
    const [file = ''] = readdirSync(join(elsewhere, 'evidence'));
    writeFileSync(join(elsewhere, 'evidence', file), '{}');

    const { code, err } = await runCli(['judge', '--store', elsewhere]);
    assert.equal(code, 2);
    assert.match(err, /was changed after it was kept/);
  });

  it('never loads code that the record of a run names, unless it is named again', async () => {
    const elsewhere = join(scratch, 'own');
    const team = join(import.meta.dirname, '../fixtures/catalogs/team');
    const first = await runCli([
      'inspect',
      repository,
      '--catalog',
      team,
      '--format',
      'json',
      '--store',
      elsewhere,
    ]);

    const without = await runCli(['judge', '--store', elsewhere, '--format', 'json']);
    const named = await runCli(['judge', '--store', elsewhere, '--format', 'json', '--catalog', team]);

    assert.deepEqual([without.code, without.out], [2, '']);
    assert.match(without.err, /Name them: --catalog .*team/);
    assert.equal(named.out, first.out);
  });

  it('finds what changed between two runs, also from files, and the gate holds new findings back', async () => {
    const baseline = join(scratch, 'main.json');
    await runCli(['judge', '--store', store, '--quiet', '--output', baseline]);
    const policy = join(repository, 'SECURITY.md');
    writeFileSync(policy, readFileSync(policy, 'utf8').replaceAll('security@acme.dev', '[security contact]'));

    const gated = await runCli([
      'inspect',
      repository,
      '--quiet',
      '--gate',
      'no-new',
      '--baseline',
      baseline,
    ]);
    const diff = await runCli(['diff', '--store', store]);
    const files = await runCli(['diff', baseline, 'latest', '--store', store, '--format', 'json']);
    const same = await runCli([
      'judge',
      '--store',
      store,
      '--quiet',
      '--gate',
      'no-new',
      '--baseline',
      'latest',
    ]);
    const runs = await runCli(['runs', '--store', store, '--format', 'json']);

    assert.equal(gated.code, 1);
    assert.match(gated.err, /The gate is shut\. 1 new finding: security\/policy-file\./);
    assert.match(diff.out, /New {2}1\n {4}security\/policy-file\n {6}SECURITY\.md(?::\d+)? {2}/);
    assert.match(diff.out, /security\/policy-file: pass → fail/);
    assert.deepEqual(
      JSON.parse(files.out).new.map(({ audit }: { audit: string }) => audit),
      ['security/policy-file'],
    );
    assert.equal(same.code, 0);
    assert.match(same.err, /The gate is open\./);
    assert.equal(JSON.parse(runs.out).length, 2);
  });

  it('writes every format whole, by the ending of the file', async () => {
    const folder = join(scratch, 'out');
    mkdirSync(folder);
    const files = ['r.txt', 'r.json', 'r.html', 'r.md', 'r.sarif', 'r.xml', 'r.svg'].map((name) =>
      join(folder, name),
    );
    const { out } = await runCli([
      'judge',
      '--store',
      store,
      '--quiet',
      ...files.flatMap((file) => ['--output', file]),
    ]);

    assert.match(out, /^orders: readiness \d+(?:–\d+)?, .+\n$/);
    assert.deepEqual(readdirSync(folder).length, reportFormats.length);
    for (const file of files) assert.ok(readFileSync(file, 'utf8').endsWith('\n'), file);
  });

  it('prints to a pipe without colours and without progress, and in colours when forced', async () => {
    const plain = await runCli(['judge', '--store', store]);
    const forced = await runCli(['judge', '--store', store], { env: { FORCE_COLOR: '1' } });

    assert.equal(plain.err, '');
    assert.ok(!plain.out.includes('\u001b'));
    assert.ok(forced.out.includes('\u001b['));
  });

  it('leaves no trace with --no-store, and the git directory of the target as it was', async () => {
    const clean = join(scratch, 'clean');
    makeHealthyRepository(clean);
    const was = readdirSync(join(clean, '.git'), { recursive: true }).sort();
    await runCli(['inspect', clean, '--no-store', '--quiet']);

    assert.equal(existsSync(join(clean, '.seaworthy')), false);
    assert.deepEqual(readdirSync(join(clean, '.git'), { recursive: true }).sort(), was);
  });

  it('still reports when the run cannot be kept, and follows no link that the target put there', async () => {
    const trap = join(scratch, 'trap');
    const outside = join(scratch, 'outside');
    mkdirSync(trap);
    mkdirSync(outside);
    symlinkSync(outside, join(trap, '.seaworthy'));

    const { code, out, err } = await runCli(['inspect', trap, '--quiet']);
    assert.equal(code, 1);
    assert.match(out, /^trap: readiness /);
    assert.match(err, /the run could not be kept: .*\.seaworthy is a link/);
    assert.deepEqual(readdirSync(outside), []);
  });

  it('says that an empty folder is not ready', async () => {
    const empty = join(scratch, 'empty');
    mkdirSync(empty);

    const { code, out } = await runCli(['inspect', empty, '--no-store', '--quiet']);
    assert.equal(code, 1);
    assert.match(out, /not ready\. Nothing was proven\./);
  });
});

describe('explain and audits', { concurrency: 2 }, () => {
  it('explains an audit by its name alone, for people, pages and programs', async () => {
    const shown = await runCli(['explain', 'policy-file']);
    const page = await runCli(['explain', 'security/policy-file', '--format', 'markdown']);
    const facts = await runCli(['explain', 'security/policy-file', '--format', 'json']);

    assert.match(shown.out, /Why it matters[\s\S]+How to fix it[\s\S]+What it looks at[\s\S]+Standards/);
    assert.match(page.out, /^# People who find a vulnerability/);
    assert.equal(JSON.parse(facts.out).id, 'security/policy-file');
  });

  it('lists audits by area, severity, kind and words', async () => {
    const all = JSON.parse((await runCli(['audits', '--format', 'json'])).out);
    const some = JSON.parse(
      (
        await runCli([
          'audits',
          'vulnerability',
          '--area',
          'security',
          '--severity',
          'minor',
          '--kind',
          'repo',
          '--format',
          'json',
        ])
      ).out,
    );

    assert.ok(some.length > 0 && some.length < all.length);
    for (const audit of some) {
      assert.equal(audit.area, 'security');
      assert.equal(audit.severity, 'minor');
      assert.match(JSON.stringify(audit), /vulnerability/i);
    }
    assert.match((await runCli(['audits', 'no', 'such', 'words'])).out, /^\n0 audits of \d+/);
  });

  it('stops quietly when the reader of the pipe has enough', async () => {
    const { err, code } = await runCli(['audits', '--format', 'json'], {
      started: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
    });

    assert.equal(err, '');
    assert.equal(code, 0);
  });
});
