import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { judgedAt, makeHealthyRepository } from '../fixtures/healthy-repository.ts';
import { ownCatalog } from '../src/cli/inspection.ts';
import { openDrivers } from '../src/drivers/open.ts';
import { redactValue } from '../src/drivers/redact.ts';
import { readCatalog } from '../src/engine/catalog.ts';
import { defaultConfig } from '../src/engine/config.ts';
import type { Evidences } from '../src/engine/gather.ts';
import { conclude, lookAt } from '../src/engine/inspect.ts';

const catalog = await readCatalog([ownCatalog]);
const facts = {
  tool: { name: 'seaworthy', version: '0' },
  target: {},
  startedAt: judgedAt,
  durationMs: 0,
  config: defaultConfig,
};

describe('leaving something out never helps', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-omission-'));
  after(() => rmSync(scratch, { recursive: true, force: true }));
  const apps: Readonly<Record<string, (folder: string) => void>> = {
    'the healthy app': makeHealthyRepository,
    'the failing app': (folder) =>
      cpSync(join(import.meta.dirname, '../fixtures/apps/failing'), folder, { recursive: true }),
    'an empty folder': () => undefined,
  };

  for (const [name, furnish] of Object.entries(apps)) {
    it(`${name}: without any subset of its evidence, no more is proven`, async () => {
      const folder = mkdtempSync(join(scratch, 'app-'));
      furnish(folder);
      const whole = await gatherAll(folder);
      const full = conclude(catalog, whole, facts);
      const names = [...whole.kept.keys()];

      fc.assert(
        fc.property(fc.subarray(names), (dropped) => {
          const less = conclude(catalog, without(whole, dropped), facts);
          assert.ok(
            less.score.proven <= full.score.proven,
            `${full.score.proven} → ${less.score.proven} without ${dropped.join(', ')}`,
          );
          assert.ok(!less.score.ready || full.score.ready, `ready without ${dropped.join(', ')}`);
          for (const area of less.areas) {
            const before = full.areas.find((one) => one.id === area.id);
            assert.ok(area.proven <= (before?.proven ?? 0), `${area.id} rose without ${dropped.join(', ')}`);
          }
        }),
        { numRuns: 150 },
      );
    });
  }

  it('an empty folder is not ready and proves nothing', async () => {
    const { score } = conclude(catalog, await gatherAll(mkdtempSync(join(scratch, 'empty-'))), facts);

    assert.equal(score.proven, 0);
    assert.equal(score.ready, false);
  });
});

async function gatherAll(folder: string): Promise<Evidences> {
  const opened = await openDrivers(folder, {});
  try {
    return await lookAt({
      catalog,
      drivers: opened.drivers,
      config: defaultConfig,
      redact: redactValue,
      report: () => undefined,
      signal: new AbortController().signal,
    });
  } finally {
    await opened.close();
  }
}

function without(whole: Evidences, dropped: readonly string[]): Evidences {
  const kept = new Map([...whole.kept].filter(([name]) => !dropped.includes(name)));
  const missing = new Map(whole.missing);
  for (const name of dropped) missing.set(name, { name, because: 'dropped', howTo: 'look' });
  return { kept, missing };
}
