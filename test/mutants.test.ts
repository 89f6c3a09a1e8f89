import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { startForge, type ForgeAnswers } from '../fixtures/forge.ts';
import { judgedAt, makeHealthyRepository, mutate } from '../fixtures/healthy-repository.ts';
import type { Mutant } from '../fixtures/mutant.ts';
import { inspect, ownCatalog } from '../src/cli/inspection.ts';
import { readCatalog } from '../src/engine/catalog.ts';
import type { AuditResult } from '../src/kit/result.ts';

const folder = join(import.meta.dirname, '../fixtures/mutants');
/** A copy of OSV with invented records. */
const advisories = join(import.meta.dirname, '../fixtures/advisories');
const ids = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(sep).join('/').replace(/\.ts$/, ''))
  .sort();

/** Broken copies of the reference service, for what only a running one shows: `npm run test:live` runs them. */
const liveFolder = join(import.meta.dirname, '../fixtures/live-mutants');
const running: ReadonlySet<string> = new Set(['http', 'load', 'db', 'drill', 'repo-run']);

/** `npm test` runs all; MUTANT=security/no-secrets runs one while it is being written. */
const chosen =
  process.env['MUTANT'] === undefined ? ids : ids.filter((id) => id.startsWith(process.env['MUTANT'] ?? ''));

describe('mutants of the healthy app', { concurrency: 2 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-mutants-'));
  const healthy = join(scratch, 'healthy');
  let baseline: ReadonlyMap<string, AuditResult>;

  before(async () => {
    makeHealthyRepository(healthy);
    baseline = await outcomes(healthy);
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('the healthy app has no finding', () => {
    const wrong = [...baseline.values()].filter(
      (audit) => audit.outcome === 'fail' || audit.outcome === 'error',
    );

    assert.deepEqual(
      wrong.map(
        (audit) => `${audit.id}: ${audit.because ?? ''}${audit.findings.map((f) => f.says).join(' ')}`,
      ),
      [],
    );
  });

  it('every stable audit that this repository alone can decide has a mutant', async () => {
    const catalog = await readCatalog([ownCatalog]);
    const stable = [...catalog.audits].filter(
      ([, audit]) =>
        audit.state === 'stable' && Object.values(audit.needs).every((noun) => noun.kind === 'repo'),
    );

    assert.deepEqual(
      stable.map(([id]) => id).filter((id) => !ids.includes(id)),
      [],
    );
  });

  it('every stable audit that needs the running service has a live mutant', async () => {
    const catalog = await readCatalog([ownCatalog]);
    const live = [...catalog.audits].filter(
      ([, { state, needs }]) =>
        state === 'stable' && Object.values(needs).some(({ kind }) => running.has(kind)),
    );
    const lacking = live.map(([id]) => id).filter((id) => !existsSync(join(liveFolder, `${id}.ts`)));

    assert.deepEqual(lacking, []);
  });

  for (const id of chosen) {
    it(`${id} is caught by its audit and no other`, async () => {
      const copy = join(scratch, id.replaceAll('/', '_'));
      cpSync(healthy, copy, { recursive: true });
      const module: { default: Mutant } = await import(pathToFileURL(join(folder, `${id}.ts`)).href);

      mutate(copy, module.default);
      const now = await outcomes(copy, module.default.forge);

      const expected = { [id]: 'pass → fail', ...also(module.default, baseline) };
      assert.deepEqual(changes(baseline, now), expected);
      rmSync(copy, { recursive: true, force: true });
    });
  }
});

async function outcomes(path: string, answers?: ForgeAnswers): Promise<ReadonlyMap<string, AuditResult>> {
  const forge = await startForge(path, answers);
  try {
    const consent = { advisories, forgeToken: 'a-token-for-tests', forgeUrl: forge.url };
    const { result } = await inspect({ path, startedAt: judgedAt, consent });
    return new Map(result.audits.map((audit) => [audit.id, audit]));
  } finally {
    forge.close();
  }
}

function changes(
  from: ReadonlyMap<string, AuditResult>,
  to: ReadonlyMap<string, AuditResult>,
): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const [id, before] of from) {
    const after = to.get(id);
    if (after?.outcome !== before.outcome) changed[id] = `${before.outcome} → ${after?.outcome}`;
  }
  return changed;
}

function also(mutant: Mutant, from: ReadonlyMap<string, AuditResult>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mutant.also ?? {}).map(([id, outcome]) => [id, `${from.get(id)?.outcome} → ${outcome}`]),
  );
}
