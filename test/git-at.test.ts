import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeHealthyRepository, mutate } from '../fixtures/healthy-repository.ts';
import { openDrivers } from '../src/drivers/open.ts';
import type { Drivers } from '../src/kit/drivers.ts';

describe('files as a tag has them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-then-'));
  let drivers: Pick<Drivers, 'git'>;
  let close: () => Promise<void>;

  before(async () => {
    makeHealthyRepository(folder);
    mutate(folder, {
      edits: [
        {
          file: 'src/config.ts',
          find: "z.string().default('unknown')",
          replace: "z.string().default('none')",
        },
      ],
      remove: ['openapi.yaml'],
    });
    writeFileSync(join(folder, 'later.ts'), '// @ts-ignore\n');
    ({ drivers, close } = await openDrivers(folder, {}));
  });
  after(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are listed', async () => {
    const then = await drivers.git.filesAt('v1.2.0');

    assert.ok(then.includes('openapi.yaml') && then.includes('src/config.ts'));
    assert.ok(!(await drivers.git.filesAt('HEAD')).includes('openapi.yaml'));
  });

  it('are read', async () => {
    assert.match((await drivers.git.readAt('v1.2.0', 'src/config.ts')) ?? '', /default\('unknown'\)/);
    assert.equal(await drivers.git.readAt('v1.2.0', 'later.ts'), undefined);
  });

  it('are searched', async () => {
    const counts = await drivers.git.countAt('v1.2.0', "default\\('unknown'\\)");

    assert.deepEqual([...counts], [['src/config.ts', 1]]);
    assert.equal((await drivers.git.countAt('HEAD', "default\\('unknown'\\)")).size, 0);
  });

  it('are not read by a name that looks like an option', async () => {
    await assert.rejects(drivers.git.filesAt('--output=/tmp/x'));
  });
});
