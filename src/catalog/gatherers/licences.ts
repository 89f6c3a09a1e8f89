import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, baseName } from '../aside.ts';
import { countWords } from '../documents/sections.ts';
import licences from '../evidence/licences.ts';
import { declaredIn, isManifestWithLicence } from '../licences/declared.ts';
import { blanksIn, identifyLicence } from '../licences/identify.ts';
import { lineOfPackage, lockedPackages, type LockedPackage } from '../licences/locked.ts';

const licenceFile =
  /^(?:licen[cs]e|copying|unlicense)(?:[-_.](?:mit|apache|bsd|gpl|agpl|\w{1,12}))?(?:\.(?:md|txt|rst|adoc))?$/i;
const stating = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|composer\.lock)$/;
const silentLock =
  /(^|\/)(yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|requirements[\w.-]*\.txt|go\.sum|Gemfile\.lock|Cargo\.lock|packages\.lock\.json|gradle\.lockfile|mix\.lock|pom\.xml|build\.gradle(\.kts)?)$/;
/** Manifests of ecosystems whose lock files, where there are any, state no licence. */
const silentManifest =
  /(^|\/)(go\.mod|Cargo\.toml|pyproject\.toml|setup\.(py|cfg)|Pipfile|Gemfile|mix\.exs|build\.sbt|Package\.swift|pubspec\.yaml|deps\.edn|project\.clj|[\w.-]+\.(cs|fs|vb)proj|Directory\.Packages\.props|packages\.config|conanfile\.(txt|py)|vcpkg\.json)$/;
const maxLockBytes = 30_000_000;
const maxExamples = 12;

export default defineGatherer({
  brings: licences,
  uses: ['repo'],
  limitMs: 20_000,
  async gather({ drivers: { repo } }) {
    const paths = (await repo.list()).filter((file) => file.kind === 'file').map((file) => file.path);
    const skipped: { file: string; because: string }[] = [];
    async function text(file: string, limitBytes?: number): Promise<string | undefined> {
      const read = await repo.read(file, limitBytes === undefined ? {} : { limitBytes });
      if (!read.ok) skipped.push({ file, because: `it is ${read.because}` });
      return read.ok ? read.text : undefined;
    }

    const files = [];
    for (const file of paths
      .filter((path) => licenceFile.test(path) || /^LICENSES\/[\w.-]+\.txt$/.test(path))
      .slice(0, 20)) {
      const content = await text(file);
      if (content === undefined) continue;
      const spdx = identifyLicence(content);
      files.push({
        file,
        words: countWords([content.slice(0, 100_000)]),
        ...(spdx === undefined ? {} : { spdx }),
        blanks: blanksIn(content),
      });
    }
    const declared = [];
    for (const file of paths
      .filter((path) => isManifestWithLicence(path) && asideKind(path) !== 'vendored')
      .slice(0, 300)) {
      const content = await text(file);
      const found = content === undefined ? undefined : declaredIn(file, content);
      if (found) declared.push({ file, ...found, aside: asideKind(file) !== undefined });
    }
    const stated = [];
    const silent = paths
      .filter((path) => silentLock.test(path) && asideKind(path) === undefined)
      .map((file) => ({ file, packages: 0 }));
    for (const file of paths
      .filter((path) => stating.test(path) && asideKind(path) === undefined)
      .slice(0, 30)) {
      const content = await text(file, maxLockBytes);
      if (content === undefined) continue;
      const packages = lockedPackages(file, content);
      const without = packages?.filter((one) => one.expression === undefined).length ?? 0;
      if (packages === undefined || without > 0) silent.push({ file, packages: without });
      stated.push(...groupByExpression(packages ?? []).map((group) => withLines(file, content, group)));
    }
    const unlocked = paths
      .filter((path) => asideKind(path) === undefined && !isLockedWithLicences(path, paths))
      .slice(0, 50)
      .map((file) => ({ file, packages: 0 }));
    const manifest = paths.includes('package.json') ? await text('package.json') : undefined;
    const marked = manifest?.split('\n').findIndex((line) => /^\s{0,4}"private"\s*:\s*true/.test(line)) ?? -1;
    const privateManifest = marked < 0 ? {} : { privateManifest: { file: 'package.json', line: marked + 1 } };
    return { files, ...privateManifest, declared, dependencies: { stated, silent, unlocked }, skipped };
  },
});

/** True for what is no manifest, and for npm and Composer manifests with a lock file beside or above them. */
function isLockedWithLicences(path: string, paths: readonly string[]): boolean {
  const name = baseName(path);
  if (name !== 'package.json' && name !== 'composer.json') return !silentManifest.test(path);
  const locks = name === 'package.json' ? ['package-lock.json', 'npm-shrinkwrap.json'] : ['composer.lock'];
  const folders = path.split('/').slice(0, -1);
  return folders.concat('').some((_, depth) => {
    const folder = folders.slice(0, depth).join('/');
    return locks.some((lock) => paths.includes(folder === '' ? lock : `${folder}/${lock}`));
  });
}

function groupByExpression(packages: readonly LockedPackage[]) {
  const groups = new Map<string, LockedPackage[]>();
  for (const one of packages) {
    if (one.expression === undefined) continue;
    const group = groups.get(one.expression);
    if (group) group.push(one);
    else groups.set(one.expression, [one]);
  }
  return [...groups].map(([expression, members]) => ({ expression, members }));
}

/** What ships comes first; a rare licence names all its packages, a common one a few. */
function withLines(
  file: string,
  content: string,
  { expression, members }: { expression: string; members: readonly LockedPackage[] },
) {
  const shown = members
    .toSorted((a, b) => Number(a.development) - Number(b.development))
    .slice(0, maxExamples);
  const located = members.length <= maxExamples;
  return {
    file,
    expression,
    packages: shown.map(({ name, development }) => ({
      name,
      development,
      ...(located ? { line: lineOfPackage(file, content, name) } : {}),
    })),
    count: members.length,
  };
}
