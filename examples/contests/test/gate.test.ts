// Whoever runs the tests learns from the exit code; a run that cannot fail would let everything through.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SETUP = fileURLToPath(new URL('setup.ts', import.meta.url));

for (const [says, body, wanted] of [
  ['a run whose tests pass ends with 0', '', 0],
  ['a run with a failing test ends with 1', "throw new Error('planted');", 1],
] as const)
  test(says, () => {
    const folder = mkdtempSync(join(tmpdir(), 'contests-gate-'));
    const file = join(folder, 'failing.test.mjs');
    writeFileSync(file, `import { test } from 'node:test';\ntest('planted', () => { ${body} });\n`);
    // NODE_TEST_CONTEXT would make it a part of this run.
    const { NODE_TEST_CONTEXT: _context, ...env } = process.env;

    const { status, stdout } = spawnSync(process.execPath, ['--test', `--test-global-setup=${SETUP}`, file], {
      env,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });

    assert.match(stdout, /planted/);
    assert.equal(status, wanted);
  });
