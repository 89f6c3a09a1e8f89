import type { Advisory, RepoDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import lockfiles, { type Lockfile } from '../evidence/lockfiles.ts';
import manifests, { type Ecosystem, type Manifest } from '../evidence/manifests.ts';
import vulnerabilities, { type Vulnerability } from '../evidence/vulnerabilities.ts';
import { unlockedManifests } from '../lockfiles/unlocked.ts';

interface Asked {
  readonly file: string;
  readonly line?: number;
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
  readonly development?: boolean | undefined;
}

export default defineGatherer({
  brings: vulnerabilities,
  uses: ['repo', 'advisories'],
  needs: { seen: manifests, locks: lockfiles },
  limitMs: 180_000,
  async gather({ drivers: { repo, advisories }, given: { seen, locks }, signal }) {
    const unlocked = unlockedManifests(seen.manifests, locks.lockfiles);
    const packages = [
      ...locks.lockfiles.filter((lock) => !lock.aside).flatMap(inLock),
      ...unlocked.flatMap(pinned),
    ];
    const answers = await advisories.ask(packages, signal);
    const found: Vulnerability[] = [];
    for (const { index, advisories: hits } of answers.found) {
      const asked = packages[index];
      if (!asked) continue;
      const line = asked.line ?? (await lineOfPackage(repo, asked));
      for (const hit of distinct(hits)) {
        found.push({ ...asked, ...hit, aliases: [...hit.aliases], ...(line === undefined ? {} : { line }) });
      }
    }
    const unread = [...seen.skipped, ...locks.skipped].filter((one) => !one.aside).map((one) => one.file);
    return {
      source: answers.source,
      ...(answers.asOf === undefined ? {} : { asOf: answers.asOf }),
      asked: packages.length - answers.notAsked.length,
      notAsked: answers.notAsked.flatMap(({ index, because }) => {
        const asked = packages[index];
        return asked && asked.development !== true
          ? [{ name: `${asked.name} ${asked.version}`, because }]
          : [];
      }),
      unlocked: unlocked.map((manifest) => manifest.file),
      unread,
      found,
    };
  },
});

function inLock({ file, tool, ecosystem, packages, agreement }: Lockfile): Asked[] {
  // go.sum holds hashes; the version is chosen in go.mod.
  const place = tool === 'go' ? (agreement.manifests[0] ?? file) : file;
  return packages.map(({ name, version, development, line }) => ({
    file: place,
    ...(line === undefined ? {} : { line }),
    ecosystem,
    name,
    version,
    development,
  }));
}

/** Without a lock file, what a manifest pins to one version can still be asked about. */
function pinned({ file, ecosystem, dependencies }: Manifest): Asked[] {
  return dependencies.flatMap(({ name, range, scope, line, local }) => {
    const version = /^(?:={2,3}\s*)?v?(\d[\w.!+-]*)$/.exec(range?.trim() ?? '')?.[1];
    // A bare number is a lower bound in Cargo and NuGet.
    const bound = ecosystem === 'crates.io' || ecosystem === 'NuGet';
    if (version === undefined || local || bound) return [];
    return [{ file, line, ecosystem, name, version, development: scope === 'development' }];
  });
}

/** Several databases describe one hole under names that point at each other: it counts once, at its worst. */
function distinct(advisories: readonly Advisory[]): Advisory[] {
  const kept: Advisory[] = [];
  for (const one of advisories.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))) {
    const names = new Set([one.id, ...one.aliases]);
    if (!kept.some((other) => [other.id, ...other.aliases].some((name) => names.has(name)))) kept.push(one);
  }
  return kept;
}

function rank({ severity }: Advisory): number {
  return ['critical', 'high', 'moderate', 'low', 'unknown'].indexOf(severity);
}

async function lineOfPackage(repo: RepoDriver, { file, name, version }: Asked): Promise<number | undefined> {
  const read = await repo.read(file, { limitBytes: 40_000_000 });
  if (!read.ok) return undefined;
  const lines = read.text.split('\n');
  const index = lines.findIndex(
    (line, at) => line.includes(name) && lines.slice(at, at + 4).some((near) => near.includes(version)),
  );
  return index < 0 ? undefined : index + 1;
}
