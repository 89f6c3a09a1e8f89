import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { inspect } from '../src/cli/inspection.ts';
import { partsOf, programWords } from '../src/catalog/tools/command-words.ts';
import { knownTool, knownTools, problemsIn } from '../src/catalog/tools/known-tools.ts';
import { whatIsLacking } from '../src/catalog/tools/lacking.ts';
import { agreeing, type Try } from '../src/catalog/tools/try-suite.ts';
import { readSuiteReports } from '../src/catalog/tools/suite-reports.ts';
import type { AuditResult } from '../src/kit/result.ts';
import { layOut, nodeService } from './tiny-services.ts';

const scripts = [
  { name: 'lint', command: 'eslint . --max-warnings 0', line: 1 },
  { name: 'types', command: 'NODE_ENV=test npx --no-install tsc --noEmit', line: 2 },
  { name: 'loop', command: 'npm run loop', line: 3 },
];

describe('the calls of a script', () => {
  it('follows other scripts and takes runners off', () => {
    const parts = partsOf('npm run lint && yarn types', scripts) ?? [];

    assert.deepEqual(
      parts.map((part) => part.words),
      [
        ['eslint', '.', '--max-warnings', '0'],
        ['tsc', '--noEmit'],
      ],
    );
  });

  for (const script of ['eslint . || true', 'eslint . | tee log', 'a; b', 'npm run loop', 'x & y', '$(x)'])
    it(`does not take ${script} for a list`, () => assert.equal(partsOf(script, scripts), undefined));

  it('an operator in single quotes is an argument', () => {
    assert.equal(partsOf("node -e 'a && b || c' && tsc", scripts)?.length, 2);
  });
});

const calls: readonly (readonly [line: string, tool: string | undefined])[] = [
  ['eslint --fix .', undefined],
  ['prettier --write .', undefined],
  ['prettier --check .', 'prettier'],
  ['tsc -p tsconfig.json --watch', undefined],
  ['python -m mypy app', 'mypy'],
  ['poetry run black --check .', 'black'],
  ['black .', undefined],
  ['ruff format --check .', 'ruff format'],
  ['ruff check --fix', undefined],
  ['go vet ./...', 'go vet'],
  ['go build ./...', undefined],
];
for (const [line, tool] of calls)
  it(`${line} is ${tool === undefined ? 'no check' : `a check by ${tool}`}`, () =>
    assert.equal(knownTool(programWords(line))?.name, tool));

const complaints: readonly (readonly [
  tool: string,
  output: string,
  file: string,
  line: number | undefined,
])[] = [
  ['tsc', "src/a.ts(3,7): error TS2322: Type 'string' is not assignable.", 'src/a.ts', 3],
  ['mypy', 'app/a.py:4: error: Incompatible return value type  [return-value]', 'app/a.py', 4],
  ['go vet', '# example.test/orders\n./main.go:9:2: unreachable code', './main.go', 9],
  ['ruff', 'app/a.py:1:8: F401 [*] `os` imported but unused', 'app/a.py', 1],
];
for (const [name, output, file, line] of complaints)
  it(`the complaint of ${name} has its place`, () => {
    const tool = knownTools.find((one) => one.name === name);
    assert.ok(tool);

    const [problem] = problemsIn(output, tool);

    assert.deepEqual([problem?.file, problem?.line], [file, line]);
  });

describe('the reports of runners', () => {
  it('go test: subtests count, their sum does not; a package that does not compile fails', () => {
    const events = [
      { Action: 'pass', Package: 'm/a', Test: 'TestTotal/none' },
      { Action: 'pass', Package: 'm/a', Test: 'TestTotal' },
      { Action: 'pass', Package: 'm/a' },
      { Action: 'fail', Package: 'm/b' },
    ];

    const read = readSuiteReports({ 'go.jsonl': events.map((one) => JSON.stringify(one)).join('\n') });

    assert.deepEqual(
      read?.tests.map(({ name, outcome }) => `${name} ${outcome}`),
      ['TestTotal/none pass', 'm/b fail'],
    );
  });

  it('go cover profiles count statements', () => {
    const profile = 'mode: set\nm/a.go:1.2,3.4 3 1\nm/a.go:5.2,6.4 1 0\n';

    const read = readSuiteReports({ 'go.jsonl': '', 'go.cover': profile });

    assert.deepEqual(read?.coverage?.lines, { covered: 3, total: 4, percent: 75 });
  });

  it('pytest: failures, errors and skips apart, with the file of the module', () => {
    const xml = `<testsuites><testsuite name="pytest"><testcase classname="tests.test_a.TestA" name="one"/>
      <testcase classname="tests.test_a" name="two"><failure message="assert 1 == 2">trace</failure></testcase>
      <testcase classname="tests.test_a" name="three"><skipped/></testcase></testsuite></testsuites>`;

    const read = readSuiteReports({ 'pytest.xml': xml });

    assert.deepEqual(
      read?.tests.map(({ file, outcome }) => `${file} ${outcome}`),
      ['tests/test_a.py pass', 'tests/test_a.py fail', 'tests/test_a.py skip'],
    );
  });

  it('vitest and jest: a file that cannot be loaded is a failure', () => {
    const report = {
      testResults: [{ name: '/x/a.test.ts', status: 'failed', message: 'boom', assertionResults: [] }],
    };

    const read = readSuiteReports({ 'jest-0.json': JSON.stringify(report) });

    assert.deepEqual(
      read?.tests.map(({ outcome, says }) => [outcome, says]),
      [['fail', 'boom']],
    );
  });

  it('no report is not an empty one', () => assert.equal(readSuiteReports({ 'other.txt': '' }), undefined));
});

it('a failure counts when the second run has it too', () => {
  const bad = (name: string): Try => ({
    kind: 'bad',
    reported: { tests: [{ name, outcome: 'fail' }] },
    exitCode: 1,
    tookMs: 1,
  });

  assert.equal(agreeing(bad('a'), bad('a')).kind, 'bad');
  assert.equal(agreeing(bad('a'), bad('b')).kind, 'nothing');
});

for (const output of [
  'sh: 1: vitest: not found',
  'Error: connect ECONNREFUSED 127.0.0.1:5432',
  'Could not find a working container runtime strategy: docker',
  "browserType.launch: Executable doesn't exist at /x",
])
  it(`"${output.slice(0, 40)}" says that something is lacking`, () => assert.ok(whatIsLacking(output)));

describe('the suite of a tiny service, run', { concurrency: 1 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-own-tools-'));
  after(() => rmSync(scratch, { recursive: true, force: true }));
  const audits = [
    'testing/suite-passes',
    'testing/flaky-rate',
    'testing/coverage-measured',
    'code/lockfile-sync',
  ];

  async function outcomes(name: string, changes: Readonly<Record<string, string>>) {
    const path = join(scratch, name);
    layOut(path, { ...nodeService, ...changes });
    const { result } = await inspect({ path, consent: { start: true }, only: { audits, areas: [] } });
    return new Map(result.audits.map((audit) => [audit.id, audit]));
  }

  it('passes with its coverage and its lock file', async () => {
    const found = await outcomes('good', {});

    assert.deepEqual(summary(found), ['pass', 'pass', 'pass', 'pass'], tell(found));
  });

  it('fails by the name of the test that fails, twice', async () => {
    const found = await outcomes('broken', {
      'total.js': 'export const total = (prices) => prices.length;\n',
    });

    assert.deepEqual(
      found.get('testing/suite-passes')?.findings.map(({ key }) => key),
      ['fails:adds prices'],
      tell(found),
    );
  });

  it('is not blamed for a server that does not run here', async () => {
    const test = `import { connect } from 'node:net';
import { it } from 'node:test';
it('talks to its store', (_, done) => { connect(1, '127.0.0.1').on('error', done); });
`;

    const found = await outcomes('alone', { 'store.test.js': test });

    assert.equal(found.get('testing/suite-passes')?.outcome, 'unknown', tell(found));
    assert.match(found.get('testing/suite-passes')?.because ?? '', /a server that it talks to/);
  });

  it('is told unstable when its runs do not agree', async () => {
    const test = `import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { it } from 'node:test';
it('is moody', () => {
  const before = existsSync(process.env.HOME + '/seen');
  writeFileSync(process.env.HOME + '/seen', '');
  assert.equal(before, false);
});
`;

    const found = await outcomes('moody', { 'moody.test.js': test });

    assert.equal(found.get('testing/suite-passes')?.outcome, 'unknown', tell(found));
    assert.equal(found.get('testing/flaky-rate')?.outcome, 'fail', tell(found));
  });

  it('covers less than is claimed when tests are taken away', async () => {
    const more =
      'export function never(a) {\n  if (a) {\n    a += 1;\n  }\n  return [a].concat(\n    a,\n  );\n}\n';

    const found = await outcomes('thin', { 'total.js': `${nodeService['total.js'] ?? ''}${more}` });

    assert.equal(found.get('testing/coverage-measured')?.outcome, 'fail', tell(found));
  });

  it('has a lock file that the frozen install refuses', async () => {
    const manifest = JSON.parse(nodeService['package.json'] ?? '') as Record<string, unknown>;
    const wanted = JSON.stringify({ ...manifest, dependencies: { left: 'file:left' } });
    const left = JSON.stringify({ name: 'left', version: '1.0.0' });

    const found = await outcomes('adrift', { 'package.json': wanted, 'left/package.json': left });

    assert.ok(
      found.get('code/lockfile-sync')?.findings.some(({ key }) => key === 'install-fails:package-lock.json'),
      tell(found),
    );
  });

  function summary(found: ReadonlyMap<string, AuditResult>): (string | undefined)[] {
    return audits.map((id) => found.get(id)?.outcome);
  }
});

function tell(found: ReadonlyMap<string, AuditResult>): string {
  return [...found.values()]
    .map(({ id, outcome, because = '', findings }) =>
      [id, outcome, because, ...findings.map(({ key }) => key)].join(' '),
    )
    .join('\n');
}
