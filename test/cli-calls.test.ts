import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { commands } from '../src/cli/commands.ts';
import { options } from '../src/cli/options.ts';
import { runCli } from './run-cli.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-calls-'));
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
