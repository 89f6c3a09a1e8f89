import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-package-'));
const place = join(scratch, 'empty');
const mostInstalledBytes = 150_000_000;

describe('the packed package', () => {
  before(() => {
    mkdirSync(place);
    writeFileSync(join(place, 'package.json'), '{ "private": true }\n');
    const tarball =
      npm(['pack', '--silent', '--pack-destination', scratch], root).trim().split('\n').at(-1) ?? '';
    npm(['install', '--prefer-offline', '--no-audit', '--no-fund', join(scratch, tarball)], place);
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('installs in an empty folder, below 150 MB', () => {
    const bytes = sizeOf(join(place, 'node_modules'));

    assert.ok(bytes < mostInstalledBytes, `${Math.round(bytes / 1e6)} MB`);
  });

  it('holds what runs and nothing else', () => {
    const folder = join(place, 'node_modules/seaworthy');

    assert.deepEqual(
      readdirSync(folder)
        .filter((name) => !['node_modules', 'LICENSE'].includes(name))
        .sort(),
      ['README.md', 'bin', 'dist', 'package.json', 'schemas'],
    );
    assert.equal(existsSync(join(folder, 'dist/cli/main.js')), true);
  });

  it('inspects with npx and writes a report', () => {
    const { status, stdout, stderr } = run([
      'npx',
      '--offline',
      'seaworthy',
      'inspect',
      '.',
      '--output',
      'report.html',
    ]);

    assert.ok(status === 0 || status === 1, `${status}: ${stderr}`);
    assert.match(stdout, /Readiness \d+/);
    assert.match(readFileSync(join(place, 'report.html'), 'utf8'), /^<!doctype html>/);
  });

  it('has the same audits as the sources', () => {
    const { stdout } = run(['npx', '--offline', 'seaworthy', 'audits', '--format', 'json']);
    const sources = spawnSync(
      process.execPath,
      [join(root, 'src/cli/main.ts'), 'audits', '--format', 'json'],
      { encoding: 'utf8', maxBuffer: 64_000_000 },
    );

    assert.equal(stdout, sources.stdout);
  });

  it("lets a team's catalog be type-checked and run, through the exports of the package", () => {
    cpSync(join(root, 'fixtures/catalogs/team'), join(place, 'team'), { recursive: true });
    const options = {
      module: 'nodenext',
      target: 'es2024',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      types: [],
    };
    writeFileSync(
      join(place, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, include: ['team'] }),
    );

    const checked = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', '.'], {
      cwd: place,
      encoding: 'utf8',
    });
    assert.equal(checked.stdout, '');
    const { stdout } = run([
      'npx',
      '--offline',
      'seaworthy',
      'inspect',
      '.',
      '--catalog',
      'team',
      '--format',
      'json',
      '--area',
      'ours',
    ]);
    assert.deepEqual(
      JSON.parse(stdout).audits.map(({ id, outcome }: { id: string; outcome: string }) => `${id} ${outcome}`),
      ['ours/changelog fail', 'ours/no-makefile pass'],
    );
  });

  it('tells an old Node in one sentence which command works', () => {
    const pretend = join(scratch, 'old.cjs');
    writeFileSync(pretend, "Object.defineProperty(process.versions, 'node', { value: '22.17.1' });\n");
    const bin = join(place, 'node_modules/seaworthy/bin/seaworthy.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', pretend, bin, 'inspect'], {
      encoding: 'utf8',
    });

    assert.deepEqual([status, stdout], [2, '']);
    assert.equal(
      stderr,
      'Seaworthy needs Node 22.18 or newer and this is Node 22.17.1: run "npx -p node@24 -p seaworthy seaworthy inspect" instead.\n',
    );
  });

  it('keeps to JavaScript that every Node can read, up to where the version is known', () => {
    const text = readFileSync(join(root, 'bin/seaworthy.js'), 'utf8').replaceAll(
      /^#!.*|\/\/.*$|'[^']*'/gm,
      '',
    );

    assert.doesNotMatch(text, /=>|`|\b(?:let|const|class|async|await|import|export)\b|\?\?|\?\./);
  });

  function run([command = '', ...args]: readonly string[]) {
    return spawnSync(command, args, { cwd: place, encoding: 'utf8', maxBuffer: 64_000_000 });
  }
});

/** The npm of the machine, as a user would call it: nothing of the npm that runs these tests reaches it. */
function npm(args: readonly string[], cwd: string): string {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?:config_(?:local_prefix|global_prefix)|package|lifecycle)/.test(name),
    ),
  );
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
  return bytes;
}
