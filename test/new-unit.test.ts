import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-new-'));

describe('npm run new', () => {
  before(() => {
    for (const name of ['src', 'test', 'fixtures', 'scripts', 'package.json', 'tsconfig.json'])
      cpSync(join(root, name), join(scratch, name), {
        recursive: true,
        filter: (source) => basename(source) !== '.seaworthy',
      });
    symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('writes an audit and its mutant, and no test lets them pass before they are filled', () => {
    const { code, out } = make('audit', 'security/brand-new');

    assert.equal(code, 0, out);
    assert.match(
      out,
      /src\/catalog\/audits\/security\/brand-new\.ts\nfixtures\/mutants\/security\/brand-new\.ts\n/,
    );
    assert.match(failures('test/catalog.test.ts'), /✖ security\/brand-new/);
    const examples = failures('test/examples.test.ts');
    assert.match(examples, /✖ security\/brand-new: pass 1/);
    assert.match(examples, /✖ security\/brand-new has hollow and absent examples/);
    assert.match(
      failures('test/mutants.test.ts', 'security/brand-new'),
      /✖ security\/brand-new is caught by its audit and no other/,
    );
  });

  it('writes evidence with its gatherer, and a detector, that fail until they are filled', () => {
    for (const [kind, id] of [
      ['evidence', 'brand-new'],
      ['gatherer', 'brand-new'],
      ['detector', 'brand-detector'],
    ] as const)
      assert.equal(make(kind, id).code, 0);

    const failed = failures('test/catalog.test.ts');
    assert.equal(failed.match(/✖ brand-new/g)?.length, 4, 'two failures, each named in place and at the end');
    assert.match(failed, /✖ brand-detector/);
  });

  it('writes code that the compiler accepts', () => {
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', '.'], {
      cwd: scratch,
      encoding: 'utf8',
    });

    assert.doesNotMatch(stdout, /brand-/);
  });

  it('refuses wrong ids and files that are there, and writes nothing then', () => {
    const path = join(scratch, 'src/catalog/audits/security/policy-file.ts');
    const was = readFileSync(path, 'utf8');

    for (const [kind, id, says] of [
      ['audit', 'security/policy-file', /is there already: choose another name/],
      ['audit', 'policy', /is no id of an audit/],
      ['audit', '../../x', /is no id of an audit/],
      ['evidence', 'Big', /is no id of evidence/],
      ['audits', 'a/b', /there is no unit "audits"/],
    ] as const) {
      const { code, out } = make(kind, id);
      assert.equal(code, 2);
      assert.match(out, says);
    }
    assert.equal(readFileSync(path, 'utf8'), was);
  });

  function make(kind: string, id: string) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['scripts/new.ts', kind, id, '--root', scratch],
      {
        cwd: scratch,
        encoding: 'utf8',
      },
    );
    return { code: status, out: stdout + stderr };
  }

  /** What a test file of the scratch copy prints; it must fail. */
  function failures(file: string, mutant?: string): string {
    const { NODE_TEST_CONTEXT: _inner, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', file], {
      cwd: scratch,
      encoding: 'utf8',
      env: { ...env, ...(mutant === undefined ? {} : { MUTANT: mutant }) },
    });
    assert.equal(status, 1, `${file} passes`);
    return stdout;
  }
});
