import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { makeHealthyRepository } from '../fixtures/healthy-repository.ts';
import { readConfig } from '../src/cli/config-file.ts';
import { ownCatalog } from '../src/cli/inspection.ts';
import { readCatalog } from '../src/engine/catalog.ts';

const main = join(import.meta.dirname, '../src/cli/main.ts');

describe('seaworthy init', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-init-'));
  const file = join(folder, 'seaworthy.yaml');
  after(() => rmSync(folder, { recursive: true }));
  const init = () => spawnSync(process.execPath, [main, 'init', folder], { encoding: 'utf8' });

  it('writes a file that changes nothing as it stands', async () => {
    makeHealthyRepository(folder);

    assert.equal(init().status, 0);
    const { config } = await readConfig(folder, undefined, await readCatalog([ownCatalog]));
    assert.deepEqual([config.audits, config.waivers, config.start], [{}, [], undefined]);
  });

  it('every example in it is valid once its comment sign is taken away', async () => {
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(
        /^# ((?:areas|audits|thresholds|waivers|attestations|claims|start|checks):.*|  .*)$/gm,
        '$1',
      ),
    );

    const { config } = await readConfig(folder, undefined, await readCatalog([ownCatalog]));
    assert.equal(config.start?.command, 'node dist/main.js');
    assert.deepEqual([config.waivers.length, config.attestations.length, config.checks.length], [1, 1, 1]);
    assert.equal(config.claims.length, 2);
  });

  it('never writes over an existing file', () => {
    const before = readFileSync(file, 'utf8');
    const again = init();

    assert.equal(again.status, 2);
    assert.match(again.stderr, /exists already/);
    assert.equal(readFileSync(file, 'utf8'), before);
  });
});
