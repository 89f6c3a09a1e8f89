import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourceDriver } from '../src/drivers/source.ts';
import { isAside } from '../src/drivers/source-files.ts';
import type { RepoDriver, SourceFile, SourceLanguage } from '../src/kit/drivers.ts';

const signal = new AbortController().signal;
const all: readonly SourceLanguage[] = [
  ...(['typescript', 'tsx', 'javascript', 'python'] as const),
  ...(['go', 'java', 'ruby', 'php'] as const),
];

describe('scans of source code', () => {
  it('that are asked for before the files are listed share one reading and one parse', async () => {
    const repo = folder({ 'a.ts': 'f(1);', 'b.py': 'f(1)' });
    const source = sourceDriver(repo);
    const roots: unknown[] = [];
    const look = (file: SourceFile) => roots.push(file.root());

    const first = source.scan({ languages: ['typescript'], mentions: /f/, signal }, look);
    await repo.list();
    const second = source.scan({ languages: ['typescript', 'python'], mentions: /f/, signal }, look);
    const reports = await Promise.all([first, second]);

    assert.deepEqual(
      reports.map((report) => report.files),
      [1, 2],
    );
    assert.equal(roots.length, 3);
    assert.equal(roots[0], roots[1]);
    assert.equal(repo.reads, 2);
  });

  it('show only files that mention what is looked for, also with an expression that remembers', async () => {
    const seen = await scan({ 'a.ts': 'cors()', 'b.ts': 'cors()', 'c.ts': 'other()' }, /cors/g);

    assert.deepEqual(seen.paths, ['a.ts', 'b.ts']);
    assert.equal(seen.report.files, 3);
  });

  it('leave out tests and the like unless they are asked for', async () => {
    const files = { 'src/a.ts': 'f()', 'test/a.ts': 'f()', 'src/a.spec.ts': 'f()', 'pkg/a_test.go': 'f()' };

    assert.deepEqual((await scan(files, /f/)).paths, ['src/a.ts']);
    assert.equal((await scan(files, /f/, { aside: true })).paths.length, 4);
  });

  it('say which files were too big, had one huge line or were not text', async () => {
    const seen = await scan(
      {
        'big.ts': '// f\n'.repeat(150_000),
        'minified.js': `f(${'1,'.repeat(20_000)})`,
        'binary.ts': undefined,
        'fine.ts': 'f()',
      },
      /f/,
    );

    assert.deepEqual(seen.paths, ['fine.ts']);
    assert.deepEqual(seen.report.skipped.map((one) => one.path).sort(), [
      'big.ts',
      'binary.ts',
      'minified.js',
    ]);
  });

  it('say where a file was not understood, and still show it', async () => {
    const seen = await scan({ 'half.ts': 'f();\nconst const = ;;) {\n' }, /f/, { parse: true });

    assert.deepEqual(seen.paths, ['half.ts']);
    assert.match(seen.report.skipped[0]?.because ?? '', /not understood from line \d/);
  });

  it('parse every language, so that a call is found in each', async () => {
    const samples = {
      'a.ts': 'pool.connect(1)',
      'a.tsx': 'const x = <p>{pool.connect(1)}</p>',
      'a.mjs': 'pool.connect(1)',
      'a.py': 'pool.connect(1)',
      'a.go': 'package a\nfunc f() { pool.connect(1) }',
      'a.java': 'class A { void f() { pool.connect(1); } }',
      'a.rb': 'pool.connect(1)',
      'a.php': '<?php $pool->connect(1);',
    };
    const kinds = /^(call|call_expression|method_invocation|member_call_expression)$/;
    const found: string[] = [];
    const source = sourceDriver(folder(samples));

    await source.scan({ languages: all, mentions: /connect/, signal }, (file) => {
      const calls = file
        .root()
        .findAll({ rule: { regex: '^(\\$?pool(\\.|->)connect\\(1\\))$' } })
        .filter((node) => kinds.test(String(node.kind())));
      if (calls.length === 1) found.push(file.path);
    });

    assert.deepEqual(found.sort(), Object.keys(samples).sort());
  });

  it('survive code nested a hundred thousand times', async () => {
    const deep = (open: string, close: string) =>
      `x = ${`${open}\n`.repeat(50_000)}${`${close}\n`.repeat(50_000)}`;

    const seen = await scan({ 'a.js': deep('f(', ')'), 'b.py': deep('(', ')') }, /x/, { parse: true });

    assert.deepEqual(seen.paths, ['a.js', 'b.py']);
  });

  it('end when they are cancelled, and when a look throws only its own scan fails', async () => {
    const source = sourceDriver(folder({ 'a.ts': 'f()' }));
    const stop = new AbortController();
    stop.abort(new Error('stopped'));

    const stopped = source.scan({ languages: all, mentions: /f/, signal: stop.signal }, () => undefined);
    const broken = source.scan({ languages: all, mentions: /f/, signal }, () => {
      throw new Error('a bug');
    });
    const fine = source.scan({ languages: all, mentions: /f/, signal }, () => undefined);

    await assert.rejects(stopped, /stopped/);
    await assert.rejects(broken, /a bug/);
    assert.equal((await fine).files, 1);
  });
});

describe('code that does not run in production', () => {
  for (const path of [
    'test/a.ts',
    'src/__tests__/a.ts',
    'cypress/a.js',
    'a.d.ts',
    'x_test.go',
    'tests/test_a.py',
    'app/FooTest.java',
  ])
    it(`${path} is aside`, () => assert.equal(isAside(path), true));
  for (const path of [
    'src/a.ts',
    'src/main/java/org/demo/samples/A.java',
    'app/contest.py',
    'src/latest/a.ts',
  ])
    it(`${path} is not`, () => assert.equal(isAside(path), false));
});

function folder(files: Readonly<Record<string, string | undefined>>): RepoDriver & { reads: number } {
  return {
    reads: 0,
    list: () =>
      Promise.resolve(
        Object.entries(files).map(([path, text]) => ({
          path,
          sizeBytes: text?.length ?? 1,
          kind: 'file',
          tracked: true,
        })),
      ),
    truncated: () => Promise.resolve(false),
    read(path) {
      this.reads += 1;
      const text = files[path];
      return Promise.resolve(text === undefined ? { ok: false, because: 'binary' } : { ok: true, text });
    },
  };
}

async function scan(
  files: Readonly<Record<string, string | undefined>>,
  mentions: RegExp,
  options: { readonly aside?: boolean; readonly parse?: boolean } = {},
) {
  const paths: string[] = [];
  const report = await sourceDriver(folder(files)).scan(
    { languages: all, mentions, aside: options.aside ?? false, signal },
    (file) => {
      paths.push(file.path);
      if (options.parse) file.root();
    },
  );
  return { paths, report };
}
