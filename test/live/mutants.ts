// Starts the reference service in the sandbox, once as it is and once for each mutant. `npm run test:live` runs all,
// MUTANT=security/authn-everywhere those whose id begins so. Needs npm's registry or its cache for the first install.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, sep } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { changeFiles } from '../../fixtures/healthy-repository.ts';
import type { LiveMutant } from '../../fixtures/live-mutant.ts';
import { inspect, ownCatalog } from '../../src/cli/inspection.ts';
import { readCatalog } from '../../src/engine/catalog.ts';
import type { Evidence } from '../../src/kit/evidence.ts';
import type { AuditResult } from '../../src/kit/result.ts';

const folder = join(import.meta.dirname, '../../fixtures/live-mutants');
const reference = join(import.meta.dirname, '../../examples/contests');
const limitMs = 240_000;
const ids = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(sep).join('/').replace(/\.ts$/, ''))
  .sort();
const chosen = ids.filter((id) => id.startsWith(process.env['MUTANT'] ?? ''));
const catalog = await readCatalog([ownCatalog]);

describe('live mutants of the reference service', { concurrency: 2 }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-live-'));
  let baseline: ReadonlyMap<string, AuditResult>;

  before(
    async () => {
      const audits = [...new Set(chosen.flatMap(neighboursOf))];
      baseline = await outcomes(copyReference('reference'), audits);
    },
    { timeout: limitMs },
  );
  after(() => rmSync(scratch, { recursive: true, force: true }));

  for (const id of chosen) {
    it(`${id} is caught by its audit and no other`, { timeout: limitMs }, async () => {
      const copy = copyReference(id.replaceAll('/', '_'));
      const { default: mutant }: { default: LiveMutant } = await import(
        pathToFileURL(join(folder, `${id}.ts`)).href
      );

      changeFiles(copy, mutant);
      const neighbours = neighboursOf(id);
      const now = await outcomes(copy, neighbours);

      const also = Object.entries(mutant.also ?? {}).map(([other, outcome]) => [
        other,
        `${baseline.get(other)?.outcome} → ${outcome}`,
      ]);
      const expected = { [id]: 'pass → fail', ...Object.fromEntries(also) };
      assert.deepEqual(changes(neighbours, baseline, now), expected, tell(now, id));
      rmSync(copy, { recursive: true, force: true });
    });
  }

  function copyReference(name: string): string {
    const copy = join(scratch, name);
    const filter = (source: string) =>
      !['node_modules', '.seaworthy', 'dist', 'coverage'].includes(basename(source));
    cpSync(reference, copy, { recursive: true, filter });
    git(copy, 'init', '--quiet');
    git(copy, 'add', '--all', '--force');
    git(
      copy,
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@contests.test',
      'commit',
      '--quiet',
      '-m',
      'feat: contests',
    );
    return copy;
  }
});

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', ['-C', folder, ...args], { stdio: 'ignore' });
}

/** All audits that judge some of the live evidence that this one judges: what a mutant could upset. */
function neighboursOf(id: string): string[] {
  const nouns = (one: string) =>
    Object.values<Evidence>(catalog.audits.get(one)?.needs ?? {})
      .filter(({ kind }) => kind !== 'repo')
      .map(({ name }) => name);
  const mine = nouns(id);
  assert.ok(mine.length > 0, `${id} is no audit that judges live evidence`);
  return [...catalog.audits.keys()].filter((other) => nouns(other).some((name) => mine.includes(name)));
}

async function outcomes(path: string, audits: readonly string[]): Promise<ReadonlyMap<string, AuditResult>> {
  const { result } = await inspect({
    path,
    consent: { start: true },
    only: { audits, areas: [] },
  });
  return new Map(result.audits.map((audit) => [audit.id, audit]));
}

function changes(
  among: readonly string[],
  from: ReadonlyMap<string, AuditResult>,
  to: ReadonlyMap<string, AuditResult>,
): Record<string, string> {
  return Object.fromEntries(
    among.flatMap((id) => {
      const [was, is] = [from.get(id)?.outcome, to.get(id)?.outcome];
      return was === is ? [] : [[id, `${was} → ${is}`]];
    }),
  );
}

/** Why the audit did not fail, for whoever reads the test's output. */
function tell(now: ReadonlyMap<string, AuditResult>, id: string): string | undefined {
  const audit = now.get(id);
  if (audit?.outcome === 'fail') return undefined;
  return `${id} is ${audit?.outcome}: ${audit?.because ?? 'nothing was found'}`;
}
