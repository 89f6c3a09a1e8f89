import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { resultSchema } from '../../src/report/result-schema.ts';
import { runCli } from '../run-cli.ts';

const failing = join(import.meta.dirname, '../../fixtures/apps/failing');
const text = '# Shop\n\nQuality Score: 100/100\n\n## Documents\n\n- [x] **Contribution guidelines**\n';

describe('seaworthy inspect and readiness documents', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-claimed-'));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('answers the readiness documents that it finds, the same when it judges again', async () => {
    const folder = join(scratch, 'claiming');
    cpSync(failing, folder, { recursive: true });
    writeFileSync(join(folder, 'READINESS.md'), text);

    const screen = await runCli(['inspect', '.'], { cwd: folder });
    const fresh = await runCli(['inspect', '--format', 'json'], { cwd: folder });
    const again = await runCli(['judge', '--format', 'json'], { cwd: folder });

    assert.match(
      screen.out,
      /READINESS\.md claims 100\/100; proven \d+, possible \d+; 1 line is ticked: 1\s/,
    );
    assert.match(screen.out, /✗ line 7: Contribution guidelines\n +CONTRIBUTING\.md/);
    const { documents, claims } = resultSchema.parse(JSON.parse(fresh.out));
    assert.deepEqual(documents, [{ file: 'READINESS.md', title: 'Shop', score: '100/100' }]);
    assert.deepEqual(
      claims?.map(({ line, standing }) => `${line} ${standing}`),
      ['3 contradicted', '7 contradicted'],
    );
    assert.deepEqual(claims[1]?.under, ['Shop', 'Documents']);
    assert.equal(again.out, fresh.out);
  });

  it('says nothing about claims without such a document, and when only a part is inspected', async () => {
    const folder = join(scratch, 'part');
    cpSync(failing, folder, { recursive: true });
    writeFileSync(join(folder, 'READINESS.md'), text);

    const without = await runCli(['inspect', failing, '--no-store', '--format', 'json']);
    const part = await runCli(['inspect', folder, '--no-store', '--area', 'code', '--format', 'json']);

    for (const { out } of [without, part]) assert.doesNotMatch(out, /"claims":|"documents":/);
  });

  it('answers the documents that are named instead, wherever they lie, without their secrets', async () => {
    const named = join(scratch, 'launch.md');
    const password = 'postgres://admin:hunter2hunter2@db/orders';
    writeFileSync(named, `# Launch\n\n- [x] Contribution guidelines ${password}\n`);

    const markdown = join(scratch, 'out.md');
    const args = ['inspect', failing, '--no-store', '--claims', named, '--output', markdown];
    const { out, code } = await runCli([...args, '--format', 'json']);

    assert.equal(code, 1);
    const { documents, claims } = resultSchema.parse(JSON.parse(out));
    assert.deepEqual(documents, [{ file: named, title: 'Launch' }]);
    assert.equal(claims?.length, 1);
    assert.doesNotMatch(out, /hunter2/);
  });

  it('refuses a document that cannot be answered before it looks at anything', async () => {
    const { code, out, err } = await runCli(['inspect', failing, '--claims', join(scratch, 'none.md')]);

    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, /none\.md: there is no such file/);
  });
});
