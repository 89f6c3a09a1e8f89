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
import { reportFormats } from '../src/report/formats.ts';
import { resultSchema } from '../src/report/result-schema.ts';
import { runCli } from './run-cli.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-cli-'));
const repository = join(scratch, 'orders');
const store = join(repository, '.seaworthy');
after(() => rmSync(scratch, { recursive: true, force: true }));

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
