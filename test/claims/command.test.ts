import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { resultSchema } from '../../src/report/result-schema.ts';
import { runCli } from '../run-cli.ts';

const failing = join(import.meta.dirname, '../../fixtures/apps/failing');

describe('seaworthy claims', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-claims-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('answers a document, in words, as JSON and as a document', async () => {
    const text = '# Shop\n\nQuality Score: 100/100\n\n- [x] **Contribution guidelines**\n';
    const path = file('READINESS.md', text);
    const truth = join(folder, 'TRUE.md');

    const words = await runCli(['claims', path, '--dir', failing, '--why', '--write', truth]);
    const json = await runCli(['claims', path, '--dir', failing, '--format', 'json']);

    assert.equal(words.code, 1, words.err);
    assert.match(words.out, /Claimed and contradicted \(2\)[^]*--audit[\s]+documentation\/contributing/);
    assert.match(words.out, /"contribution guidelines"/);
    const verdicts = resultSchema.parse(JSON.parse(json.out)).claims?.map(({ verdict }) => verdict);
    assert.deepEqual(verdicts, ['contradicted', 'contradicted']);
    assert.match(readFileSync(truth, 'utf8'), /- \[ \] \*\*Contribution guidelines\*\*\[\^seaworthy-5\]/);
  });

  it('writes over nothing unless told, and only what can carry footnotes', async () => {
    const path = file(
      'LAUNCH.md',
      '- [x] **Contribution guidelines**\n\npostgres://a:hunter2hunter2@db/orders\n',
    );
    const other = file('launch.rst', '- ✅ Contribution guidelines\n');
    const truth = file('LAUNCH_TRUE.md', 'mine\n');

    const kept = await runCli(['claims', path, '--dir', failing, '--write', truth]);
    const away = await runCli(['claims', path, '--dir', failing, '--write', join(folder, 'no/TRUE.md')]);
    const rst = await runCli(['claims', other, '--dir', failing, '--write', join(folder, 'TRUE.rst')]);

    assert.deepEqual([kept.code, away.code, rst.code], [2, 2, 2]);
    assert.match(kept.err, /LAUNCH_TRUE\.md: it is there already.*--force/);
    assert.match(away.err, /there is no folder/);
    assert.match(rst.err, /writes Markdown/);
    assert.equal(readFileSync(truth, 'utf8'), 'mine\n');
    const forced = await runCli(['claims', path, '--dir', failing, '--write', truth, '--force']);
    assert.equal(forced.code, 1, forced.err);
    assert.match(readFileSync(truth, 'utf8'), /- \[ \] \*\*Contribution/);
    assert.doesNotMatch(readFileSync(truth, 'utf8'), /hunter2/);
  });

  it('reads a document in Latin-1', async () => {
    const path = file(
      'latin.md',
      Buffer.from('# Pr\xeat\n\n- [x] **Contribution guidelines** v\xe9rifi\xe9\n', 'latin1'),
    );

    const { code, out } = await runCli(['claims', path, '--dir', failing, '--format', 'json']);

    assert.equal(code, 1);
    const { documents, claims } = resultSchema.parse(JSON.parse(out));
    assert.equal(documents?.[0]?.title, 'Prêt');
    assert.equal(claims?.[0]?.text, 'Contribution guidelines vérifié');
  });

  it('refuses what is no readiness document, and says why', async () => {
    const large = file('large.md', '');
    truncateSync(large, 50_000_000);
    const pipe = join(folder, 'pipe.md');
    execFileSync('mkfifo', [pipe]);
    const cases: readonly (readonly [string, RegExp])[] = [
      [join(folder, 'missing.md'), /no such file/],
      [file('image.md', new Uint8Array([137, 0, 1])), /binary/],
      [large, /larger than 10 MB/],
      [folder, /not a file/],
      [pipe, /not a file/],
      [file('empty.md', ''), /claims nothing/],
      [file('prose.md', '# Story\n\nOnce upon a time.\n'), /claims nothing/],
    ];
    for (const [path, message] of cases) {
      const { code, err, out } = await runCli(['claims', path, '--dir', failing]);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, message);
    }
  });
});
