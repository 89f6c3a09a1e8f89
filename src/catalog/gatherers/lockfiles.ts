import type { RepoDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, baseName, folderOf } from '../aside.ts';
import lockfiles, { type Lockfile } from '../evidence/lockfiles.ts';
import manifests, { type Ecosystem, type Manifest } from '../evidence/manifests.ts';
import { bundlerLock } from '../lockfiles/bundler-lock.ts';
import { bunLock } from '../lockfiles/bun-lock.ts';
import { cargoLock } from '../lockfiles/cargo-lock.ts';
import { composerLock } from '../lockfiles/composer-lock.ts';
import { goSum } from '../lockfiles/go-sum.ts';
import { gradleLock } from '../lockfiles/gradle-lock.ts';
import type { LockContext, LockFormat } from '../lockfiles/lock.ts';
import { mixLock } from '../lockfiles/mix-lock.ts';
import { npmLock } from '../lockfiles/npm-lock.ts';
import { nugetLock } from '../lockfiles/nuget-lock.ts';
import { pipLock } from '../lockfiles/pip-lock.ts';
import { pnpmLock } from '../lockfiles/pnpm-lock.ts';
import { pdmLock, pipfileLock, poetryLock, uvLock } from '../lockfiles/python-locks.ts';
import { yarnBerryLock, yarnLock } from '../lockfiles/yarn-lock.ts';

const formats: readonly LockFormat[] = [
  npmLock,
  yarnLock,
  yarnBerryLock,
  pnpmLock,
  bunLock,
  poetryLock,
  uvLock,
  pdmLock,
  pipfileLock,
  pipLock,
  goSum,
  gradleLock,
  bundlerLock,
  composerLock,
  nugetLock,
  cargoLock,
  mixLock,
];
const limitBytes = 40_000_000;

export default defineGatherer({
  brings: lockfiles,
  uses: ['repo'],
  needs: { seen: manifests },
  limitMs: 30_000,
  async gather({ drivers: { repo }, given: { seen }, signal }) {
    const candidates = (await repo.list()).filter(
      ({ path, kind }) =>
        kind === 'file' && asideKind(path) !== 'vendored' && formats.some((format) => format.file.test(path)),
    );
    const homes = candidates.map(({ path }) => ({ folder: folderOf(path), formats: formatsOf(path) }));
    const found: Lockfile[] = [];
    const skipped = [];
    for (const { path: file, tracked } of candidates) {
      if (signal.aborted) break;
      const aside = asideKind(file) !== undefined;
      const mine = formatsOf(file);
      const read = await repo.read(file, { limitBytes });
      if (!read.ok) {
        skipped.push({ file, because: read.because, aside });
        continue;
      }
      const lock = await readOne(file, read.text, mine, seen.manifests, homes, repo);
      if (lock) found.push({ ...lock, aside, tracked });
      else if (!mine.includes(pipLock))
        skipped.push({ file, because: `it is not a valid ${baseName(file)}`, aside });
    }
    return { lockfiles: found, skipped };
  },
});

function formatsOf(file: string): readonly LockFormat[] {
  return formats.filter((format) => format.file.test(file));
}

type Home = { readonly folder: string; readonly formats: readonly LockFormat[] };

async function readOne(
  file: string,
  text: string,
  mine: readonly LockFormat[],
  all: readonly Manifest[],
  homes: readonly Home[],
  repo: RepoDriver,
): Promise<Omit<Lockfile, 'aside' | 'tracked'> | undefined> {
  const folder = folderOf(file);
  const [first] = mine;
  if (!first) return undefined;
  const scope = all.filter(
    (manifest) =>
      manifest.ecosystem === first.ecosystem &&
      isBelow(manifest.folder, folder) &&
      nearest(manifest, folder, homes),
  );
  const texts = new Map<string, string>();
  for (const manifest of scope.filter((one) => one.folder === folder)) {
    const read = await repo.read(manifest.file);
    if (read.ok) texts.set(manifest.file, read.text);
  }
  const context: LockContext = { file, folder, manifests: scope, text: (path) => texts.get(path) };
  for (const format of mine) {
    const parsed = format.parse(text, context);
    if (!parsed) continue;
    const { differences, because, compared } = parsed;
    const state =
      differences === undefined || compared.length === 0
        ? 'cannot-tell'
        : differences.length > 0
          ? 'disagrees'
          : 'agrees';
    const reason = because ?? (compared.length === 0 ? 'no manifest that it locks was found' : undefined);
    return {
      file,
      folder,
      ecosystem: format.ecosystem,
      tool: format.tool,
      packages: [...parsed.packages],
      agreement: {
        state,
        ...(state === 'cannot-tell' && reason !== undefined ? { because: reason } : {}),
        manifests: compared.map((manifest) => manifest.file),
        differences: [...(differences ?? [])].slice(0, 50),
      },
    };
  }
  return undefined;
}

function isBelow(folder: string, above: string): boolean {
  return above === '' || folder === above || folder.startsWith(`${above}/`);
}

/** False when another lock file of the ecosystem stands nearer to the manifest. */
function nearest(manifest: Manifest, folder: string, homes: readonly Home[]): boolean {
  return !homes.some(
    (home) =>
      home.folder.length > folder.length &&
      isBelow(manifest.folder, home.folder) &&
      sharesEcosystem(home, manifest.ecosystem),
  );
}

function sharesEcosystem(home: Home, ecosystem: Ecosystem): boolean {
  return home.formats.some((format) => format.ecosystem === ecosystem);
}
