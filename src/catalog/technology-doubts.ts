import { asideKind } from './aside.ts';
import type { Ecosystem } from './evidence/manifests.ts';
import type { Technology } from './technology.ts';
import { matches, type Seen } from './technology-places.ts';

const ecosystemByExtension: Readonly<Record<string, Ecosystem>> = {
  ts: 'npm',
  tsx: 'npm',
  js: 'npm',
  mjs: 'npm',
  jsx: 'npm',
  py: 'PyPI',
  go: 'Go',
  java: 'Maven',
  kt: 'Maven',
  scala: 'Maven',
  rb: 'RubyGems',
  php: 'Packagist',
  cs: 'NuGet',
  fs: 'NuGet',
  rs: 'crates.io',
  ex: 'Hex',
};
const mentionableShare = 0.2;

/** Why a technology that was not found may be there all the same; undefined when its absence is shown. */
export function doubtsAbout(technology: Technology, seen: Seen): string | undefined {
  if (!seen.files.complete) return 'the repository has more files than are listed';
  if (!technology.packages) return undefined;
  const unread = seen.manifests.skipped.find((one) => !one.aside);
  if (unread) return `${unread.file} could not be read: ${unread.because}`;
  const foreign = seen.manifests.foreign.find((one) => !one.aside);
  if (foreign) return `what ${foreign.file} depends on is not understood`;
  const extensions = countExtensions(seen);
  const builtIn = technology.builtInto?.find((extension) => (extensions.get(extension) ?? 0) > 0);
  if (builtIn !== undefined) return `.${builtIn} files can use it without any package`;
  return viaOthers(technology, seen) ?? unlistedSources(extensions, seen);
}

/** A client of a store that no manifest names and another package brought may be the one in use. */
function viaOthers(technology: Technology, seen: Seen): string | undefined {
  if (!technology.connections) return undefined;
  for (const { file, ecosystem, packages, aside } of seen.lockfiles.lockfiles) {
    const names = technology.packages?.[ecosystem];
    if (!names || aside) continue;
    const found = packages.find(
      ({ name, development }) => development !== true && names.some((pattern) => matches(pattern, name)),
    );
    if (found) return `${found.name} is in ${file} for the sake of another package`;
  }
  return undefined;
}

/** Sources of an ecosystem without a manifest: nothing says what they depend on. A few scripts do not matter. */
function unlistedSources(extensions: ReadonlyMap<string, number>, seen: Seen): string | undefined {
  const listed = new Set(seen.manifests.manifests.map((manifest) => manifest.ecosystem));
  const counts = new Map<Ecosystem, number>();
  let all = 0;
  for (const [extension, count] of extensions) {
    const ecosystem = ecosystemByExtension[extension];
    if (!ecosystem) continue;
    all += count;
    counts.set(ecosystem, (counts.get(ecosystem) ?? 0) + count);
  }
  for (const [ecosystem, count] of counts) {
    if (!listed.has(ecosystem) && count / all >= mentionableShare)
      return `${count} source files have no ${ecosystem} manifest that says what they depend on`;
  }
  return undefined;
}

const counted = new WeakMap<Seen['files'], ReadonlyMap<string, number>>();

function countExtensions({ files }: Seen): ReadonlyMap<string, number> {
  const known = counted.get(files);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { path, kind } of files.files) {
    const dot = path.lastIndexOf('.');
    if (kind !== 'file' || dot < 0 || asideKind(path) !== undefined) continue;
    const extension = path.slice(dot + 1).toLowerCase();
    counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  counted.set(files, counts);
  return counts;
}
