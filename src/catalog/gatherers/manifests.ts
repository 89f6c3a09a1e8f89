import type { RepoDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, baseName, folderOf } from '../aside.ts';
import manifests, { type Manifest } from '../evidence/manifests.ts';
import { cargoFormat } from '../manifests/cargo.ts';
import { composerFormat } from '../manifests/composer.ts';
import { projectFormat, propsFormat } from '../manifests/dotnet.ts';
import { gemfileFormat, gemspecFormat } from '../manifests/gemfile.ts';
import { goModFormat } from '../manifests/go-mod.ts';
import { gradleFormat } from '../manifests/gradle.ts';
import { readVersionCatalog, resolveFrom } from '../manifests/gradle-catalog.ts';
import { pomFormat } from '../manifests/maven.ts';
import { mixFormat } from '../manifests/mix.ts';
import { packageJsonFormat } from '../manifests/npm.ts';
import { pipfileFormat } from '../manifests/pipfile.ts';
import { pyprojectFormat } from '../manifests/pyproject.ts';
import { requirementsFormat } from '../manifests/requirements-txt.ts';
import { setupCfgFormat, setupPyFormat } from '../manifests/setup-py.ts';

const formats = [
  packageJsonFormat,
  pyprojectFormat,
  requirementsFormat,
  setupCfgFormat,
  setupPyFormat,
  pipfileFormat,
  goModFormat,
  pomFormat,
  gradleFormat,
  gemfileFormat,
  gemspecFormat,
  composerFormat,
  projectFormat,
  propsFormat,
  cargoFormat,
  mixFormat,
];

/** Build files of ecosystems whose packages are not read: what they depend on stays unknown. */
const foreign =
  /(^|\/)(build\.sbt|build\.sc|project\.clj|deps\.edn|deno\.jsonc?|pubspec\.yaml|Package\.swift|rebar\.config|stack\.yaml|package\.yaml|conanfile\.(py|txt)|vcpkg\.json|shard\.yml|dub\.(json|sdl)|gleam\.toml|build\.zig\.zon|environment\.ya?ml|ivy\.xml|packages\.config|[^/]+\.(cabal|nimble|rockspec|opam))$/;

export default defineGatherer({
  brings: manifests,
  uses: ['repo'],
  limitMs: 30_000,
  async gather({ drivers: { repo } }) {
    const files = (await repo.list()).filter((file) => file.kind !== 'other').map((file) => file.path);
    const catalogs = await readCatalogs(repo, files);
    const found: Manifest[] = [];
    const skipped = [];
    for (const file of files) {
      const format = formats.find((one) => one.file.test(file));
      if (!format || asideKind(file) === 'vendored') continue;
      const aside = asideKind(file) !== undefined;
      const read = await repo.read(file);
      if (!read.ok) {
        skipped.push({ file, because: read.because, aside });
        continue;
      }
      const parsed = format.parse(read.text, file);
      if (!parsed) {
        skipped.push({ file, because: `it is not a valid ${baseName(file)}`, aside });
        continue;
      }
      const { testsOnly, ...rest } = parsed;
      const dependencies = rest.dependencies.map((one) => (catalogs ? resolveFrom(catalogs, one) : one));
      const folder = manifestFolder(file);
      const place = { file, folder, ecosystem: format.ecosystem, aside: aside || testsOnly === true };
      found.push({ ...rest, dependencies, ...place });
    }
    return {
      manifests: fillCentralVersions(found),
      skipped,
      foreign: files
        .filter((file) => foreign.test(file))
        .map((file) => ({ file, aside: asideKind(file) !== undefined })),
    };
  },
});

/** `requirements/base.txt` speaks for the folder above. */
function manifestFolder(file: string): string {
  const folder = folderOf(file);
  return /(^|\/)requirements$/.test(folder) ? folderOf(folder) : folder;
}

async function readCatalogs(repo: RepoDriver, files: readonly string[]) {
  const file = files.find((path) => /(^|\/)gradle\/libs\.versions\.toml$/.test(path));
  const read = file === undefined ? undefined : await repo.read(file);
  return read?.ok ? readVersionCatalog(read.text) : undefined;
}

/** A .csproj may leave versions to the Directory.Packages.props above it. */
function fillCentralVersions(all: readonly Manifest[]): Manifest[] {
  const central = all.filter((one) => baseName(one.file) === 'Directory.Packages.props');
  if (central.length === 0) return [...all];
  return all.map((manifest) => {
    if (manifest.ecosystem !== 'NuGet' || central.includes(manifest)) return manifest;
    const above = central
      .filter((one) => one.folder === '' || manifest.folder.startsWith(`${one.folder}/`))
      .sort((a, b) => b.folder.length - a.folder.length)[0];
    const versions = new Map(above?.dependencies.map((one) => [one.name, one.range]));
    const dependencies = manifest.dependencies.map((one) => {
      const range = one.range ?? versions.get(one.name);
      return range === undefined ? one : { ...one, range };
    });
    return { ...manifest, dependencies };
  });
}
