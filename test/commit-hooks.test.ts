import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import commitHooks from '../src/catalog/gatherers/commit-hooks.ts';
import { openDrivers } from '../src/drivers/open.ts';

for (const folder of ['.husky', '.vite-hooks', '.githooks', '.git-hooks']) {
  it(`hooks in ${folder} are read, and what is no hook is not`, async (test) => {
    const root = mkdtempSync(join(tmpdir(), 'seaworthy-hooks-'));
    test.after(() => rmSync(root, { recursive: true, force: true }));
    for (const [file, text] of [
      [`${folder}/commit-msg`, 'npx --no -- commitlint --edit $1\n'],
      [`${folder}/readme`, 'commitlint\n'],
    ] as const) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const { drivers, close } = await openDrivers(root, {});

    const { hooks } = await commitHooks.gather({
      given: {},
      drivers,
      traits: [],
      signal: AbortSignal.timeout(20_000),
    });
    await close();

    assert.deepEqual(
      hooks.map(({ file, stage, programs }) => ({ file, stage, programs })),
      [{ file: `${folder}/commit-msg`, stage: 'commit-msg', programs: ['commitlint'] }],
    );
  });
}
