import semver from 'semver';
import type { LockDifference } from '../evidence/lockfiles.ts';
import type { Manifest } from '../evidence/manifests.ts';
import {
  isRecord,
  notLocked,
  outsideRange,
  readPlainJson,
  recordAt,
  relativeFolder,
  textAt,
  unique,
  type LockContext,
  type LockedPackage,
  type LockFormat,
} from './lock.ts';

type Entries = Readonly<Record<string, unknown>>;

export const npmLock: LockFormat = {
  tool: 'npm',
  ecosystem: 'npm',
  file: /(^|\/)(package-lock|npm-shrinkwrap)\.json$/,
  parse(text, context) {
    const lock = readPlainJson(text);
    if (!isRecord(lock)) return undefined;
    if (isRecord(lock['packages'])) return readEntries(lock['packages'], context);
    if (isRecord(lock['dependencies'])) return readOldTree(lock['dependencies'], context);
    // A project without dependencies has a lock file without packages.
    return typeof lock['lockfileVersion'] === 'number'
      ? { packages: [], differences: undefined, because: 'it locks nothing', compared: [] }
      : undefined;
  },
};

/** Versions 2 and 3: one entry per folder of node_modules, and one per workspace. */
function readEntries(entries: Entries, context: LockContext) {
  const packages: LockedPackage[] = [];
  for (const [path, value] of Object.entries(entries)) {
    const at = path.lastIndexOf('node_modules/');
    if (at < 0 || !isRecord(value) || value['link'] === true) continue;
    const version = textAt(value, 'version');
    const name = textAt(value, 'name') ?? path.slice(at + 'node_modules/'.length);
    if (version === undefined) continue;
    const development = value['dev'] === true || value['devOptional'] === true;
    packages.push({ name, version, development });
  }
  const members = context.manifests.filter((manifest) =>
    Object.hasOwn(entries, relativeFolder(context, manifest)),
  );
  const differences = members.flatMap((manifest) => {
    const folder = relativeFolder(context, manifest);
    return compare(manifest, context, (name) => {
      const nested = recordAt(entries, `${folder === '' ? '' : `${folder}/`}node_modules/${name}`);
      return Object.keys(nested).length > 0 ? nested : recordAt(entries, `node_modules/${name}`);
    });
  });
  return { packages: unique(packages), differences, compared: members };
}

/** Version 1: a tree of names. */
function readOldTree(tree: Entries, context: LockContext) {
  const packages: LockedPackage[] = [];
  const queue: [string, unknown][] = Object.entries(tree);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [name, value] = next;
    if (!isRecord(value)) continue;
    const version = textAt(value, 'version');
    if (version !== undefined && semver.valid(version))
      packages.push({ name, version, development: value['dev'] === true });
    queue.push(...Object.entries(recordAt(value, 'dependencies')));
  }
  const own = context.manifests.filter((manifest) => manifest.folder === context.folder);
  const differences = own.flatMap((manifest) => compare(manifest, context, (name) => recordAt(tree, name)));
  return { packages: unique(packages), differences, compared: own };
}

function compare(
  manifest: Manifest,
  context: LockContext,
  find: (name: string) => Entries,
): LockDifference[] {
  const overridden = hasOverrides(context);
  return manifest.dependencies.flatMap((dependency): LockDifference[] => {
    // npm installs peers only when nothing forbids it, and leaves out optional ones for other systems.
    if (dependency.scope === 'peer' || dependency.scope === 'optional') return [];
    const locked = find(dependency.name);
    if (Object.keys(locked).length === 0) return [notLocked(manifest, dependency, context.file)];
    const version = textAt(locked, 'version');
    const range = dependency.range;
    if (overridden || dependency.local || version === undefined || range === undefined) return [];
    if (semver.validRange(range) === null || semver.valid(version) === null || locked['link'] === true)
      return [];
    return semver.satisfies(version, range)
      ? []
      : [outsideRange(manifest, dependency, version, context.file)];
  });
}

function hasOverrides(context: LockContext): boolean {
  const root = context.manifests.find((manifest) => manifest.folder === context.folder);
  const text = root && context.text(root.file);
  return text === undefined || /"overrides"\s*:/.test(text);
}
