import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Result } from '../src/kit/result.ts';
import { runCli } from './run-cli.ts';

const team = join(import.meta.dirname, '../fixtures/catalogs/team');
const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-catalog-'));

describe('a catalog of a team', { concurrency: 2 }, () => {
  const target = join(scratch, 'target');
  mkdirSync(target);
  writeFileSync(join(target, 'Makefile'), 'all:\n\techo all\n');
  after(() => rmSync(scratch, { recursive: true, force: true }));

  async function inspect(catalog: string): Promise<Result> {
    const { out, err } = await runCli([
      'inspect',
      target,
      '--catalog',
      catalog,
      '--no-store',
      '--format',
      'json',
    ]);
    assert.equal(err, '');
    return JSON.parse(out);
  }

  it('loads from TypeScript and JavaScript through seaworthy/kit, with nothing installed beside it', async () => {
    const result = await inspect(team);
    const outcomes = result.audits
      .filter(({ area }) => area === 'ours')
      .map(({ id, outcome, findings }) => [id, outcome, findings.map(({ key }) => key)]);

    assert.deepEqual(outcomes, [
      ['ours/changelog', 'fail', ['absent']],
      ['ours/no-makefile', 'fail', ['Makefile']],
    ]);
    assert.deepEqual(
      result.target.traits.filter(({ name }) => name === 'make'),
      [{ name: 'make', where: { file: 'Makefile' } }],
    );
    assert.ok(result.areas.some(({ id }) => id === 'ours'));
  });

  it('may import our kit by its path as well', async () => {
    const folder = join(scratch, 'direct');
    mkdirSync(join(folder, 'audits/ours'), { recursive: true });
    const kit = JSON.stringify(join(import.meta.dirname, '../src/kit/audit.ts'));
    const files = JSON.stringify(join(import.meta.dirname, '../src/catalog/evidence/files.ts'));
    writeFileSync(
      join(folder, 'audits/ours/any-file.mjs'),
      `import { defineAudit } from ${kit};
       import files from ${files};
       export default defineAudit({
         title: 'There is a file', failureTitle: 'There is no file', why: 'w', fix: 'f', refs: [],
         severity: 'note', state: 'trial', effortHours: 1, claims: [], needs: { seen: files },
         judge: ({ seen }) => ({ looked: seen.files.length, findings: [] }),
         examples: { pass: [], fail: [] },
       });`,
    );

    const audit = (await inspect(folder)).audits.find(({ id }) => id === 'ours/any-file');
    assert.equal(audit?.outcome, 'pass');
  });

  it('is listed and explained like ours', async () => {
    const listed = await runCli(['audits', '--area', 'ours', '--catalog', team, '--format', 'json']);
    const explained = await runCli(['explain', 'ours/changelog', '--catalog', team]);

    assert.deepEqual(
      JSON.parse(listed.out).map(({ id }: { id: string }) => id),
      ['ours/changelog', 'ours/no-makefile'],
    );
    assert.match(explained.out, /Whoever upgrades cannot tell/);
  });

  it('is refused with the reason when it holds nothing, or something else', async () => {
    const empty = join(scratch, 'empty');
    mkdirSync(empty);
    const broken = join(scratch, 'broken');
    mkdirSync(join(broken, 'audits/ours'), { recursive: true });
    writeFileSync(join(broken, 'audits/ours/none.js'), 'export default 1;\n');

    for (const [folder, reason] of [
      [empty, /there is no audits\//],
      [join(scratch, 'nowhere'), /there is no audits\//],
      [broken, /audits\/ours\/none must export default a audit|must export default/],
    ] as const) {
      const { code, out, err } = await runCli(['inspect', target, '--catalog', folder, '--no-store']);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, reason);
    }
  });
});
