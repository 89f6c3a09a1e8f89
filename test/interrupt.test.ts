import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { makeHealthyRepository } from '../fixtures/healthy-repository.ts';
import { runCli } from './run-cli.ts';

const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-interrupt-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

describe('Ctrl-C', () => {
  it('ends an inspection with 130, prints nothing, keeps nothing, and gives everything back', async () => {
    const target = join(scratch, 'target');
    makeHealthyRepository(target);
    const mark = join(scratch, 'looking');
    const catalog = slowCatalog(mark);
    const report = join(scratch, 'report.html');
    let pid = 0;

    const { code, out, err } = await runCli(['inspect', target, '--catalog', catalog, '--output', report], {
      started(child) {
        pid = child.pid ?? 0;
        void when(() => existsSync(mark)).then(() => child.kill('SIGINT'));
      },
    });

    assert.equal(code, 130, err);
    assert.equal(out, '');
    assert.equal(err, '\nStopping …\n');
    assert.equal(existsSync(join(target, '.seaworthy')), false);
    assert.deepEqual(readdirSync(scratch).sort(), ['catalog', 'looking', 'target']);
    assert.deepEqual(
      readdirSync(tmpdir()).filter((name) => name.startsWith(`seaworthy-git-${pid}-`)),
      [],
    );
  });

  it('pressed twice ends at once; what npm passes on again does not count as the second', async () => {
    const url = pathToFileURL(join(import.meta.dirname, '../src/cli/interrupt.ts')).href;
    const code = `const { abortOnInterrupt } = await import(${JSON.stringify(url)});
      abortOnInterrupt(() => process.stdout.write('first'));
      process.stdout.write('ready');
      setInterval(() => undefined, 1_000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const ended = new Promise((done) => child.on('exit', done));

    await when(() => out.includes('ready'));
    child.kill('SIGINT');
    await when(() => out.includes('first'));
    child.kill('SIGINT');
    await wait(500);
    assert.equal(child.exitCode, null, 'the echo of the first must not end it');
    child.kill('SIGINT');

    assert.equal(await ended, 130);
  });
});

/** A gatherer that says that it looks and then looks for longer than anybody waits. */
function slowCatalog(mark: string): string {
  const folder = join(scratch, 'catalog');
  const units = {
    'evidence/forever.js': `import { defineEvidence } from 'seaworthy/kit';
      export default defineEvidence({ name: 'forever', about: 'nothing', schema: { parse: (value) => value } });`,
    'gatherers/forever.js': `import { writeFileSync } from 'node:fs';
      import { defineGatherer } from 'seaworthy/kit';
      import forever from '../evidence/forever.js';
      export default defineGatherer({ brings: forever, uses: ['git'], limitMs: 60_000, async gather({ drivers }) {
        await drivers.git.head();
        writeFileSync(${JSON.stringify(mark)}, '');
        await new Promise((done) => setTimeout(done, 60_000));
      } });`,
    'audits/ours/forever.js': `import { defineAudit } from 'seaworthy/kit';
      import forever from '../../evidence/forever.js';
      export default defineAudit({ title: 't', failureTitle: 'f', why: 'w', fix: 'f', refs: [], severity: 'note',
        state: 'trial', effortHours: 1, claims: [], needs: { seen: forever },
        judge: () => ({ looked: 1, findings: [] }), examples: { pass: [], fail: [] } });`,
  };
  for (const [path, text] of Object.entries(units)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function when(holds: () => boolean): Promise<void> {
  const until = Date.now() + 60_000;
  while (!holds()) {
    assert.ok(Date.now() < until, 'waited a minute');
    await wait(20);
  }
}
