import picomatch from 'picomatch';
import type { LockDifference } from '../evidence/lockfiles.ts';
import type { Manifest } from '../evidence/manifests.ts';
import {
  notLocked,
  relativeFolder,
  unique,
  type LockContext,
  type LockedPackage,
  type LockFormat,
} from './lock.ts';

/** Yarn 1 has a format of its own: a header of `name@range` pairs, then indented fields. */
export const yarnLock: LockFormat = {
  tool: 'yarn',
  ecosystem: 'npm',
  file: /(^|\/)yarn\.lock$/,
  parse(text, context) {
    if (!/^# yarn lockfile v1/m.test(text.slice(0, 2_000))) return undefined;
    const { asked, packages } = readEntries(text);
    return finish(packages, context, ({ name, range }) => asked.has(`${name}@${range ?? ''}`));
  },
};

/** Yarn 2 and later write YAML in the same shape, with the protocol in each key. */
export const yarnBerryLock: LockFormat = {
  tool: 'yarn-berry',
  ecosystem: 'npm',
  file: /(^|\/)yarn\.lock$/,
  parse(text, context) {
    if (!/^__metadata:/m.test(text.slice(0, 2_000))) return undefined;
    const { asked, packages } = readEntries(text);
    return finish(packages, context, ({ name, range = '' }) => {
      // Only plain ranges: patches, catalogs and addresses are written in other ways.
      if (/:|^$/.test(range) && !range.startsWith('npm:')) return true;
      return asked.has(`${name}@${range.startsWith('npm:') ? range : `npm:${range}`}`);
    });
  },
};

/** By line, for both: a YAML parser takes a second for what yarn writes, and far longer for what an attacker does. */
function readEntries(text: string): { asked: ReadonlySet<string>; packages: LockedPackage[] } {
  const asked = new Set<string>();
  const packages: LockedPackage[] = [];
  let name: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^[^\s#].*:$/.test(line)) {
      const keys = line
        .slice(0, -1)
        .split(', ')
        .map((key) => key.replace(/^"|"$/g, ''));
      for (const key of keys) asked.add(key);
      name = /@(workspace|link|portal):/.test(line) ? undefined : nameIn(keys[0] ?? '');
    }
    const version = /^ {2}version:? "?([^"\s]+)"?$/.exec(line)?.[1];
    if (version !== undefined && name !== undefined) packages.push({ name, version });
  }
  return { asked, packages };
}

function finish(
  packages: readonly LockedPackage[],
  context: LockContext,
  has: (dependency: Manifest['dependencies'][number]) => boolean,
) {
  const root = context.manifests.find((manifest) => manifest.folder === context.folder);
  const members = context.manifests.filter(
    (manifest) => manifest === root || isMember(root?.workspaces ?? [], relativeFolder(context, manifest)),
  );
  const own = new Set(members.map((manifest) => manifest.name));
  const resolutions = /"resolutions"\s*:/.test((root && context.text(root.file)) ?? '');
  const differences = members.flatMap((manifest) =>
    manifest.dependencies.flatMap((dependency): LockDifference[] => {
      const { scope, local, name } = dependency;
      if (scope === 'peer' || local || own.has(name) || resolutions || has(dependency)) return [];
      return [notLocked(manifest, dependency, context.file)];
    }),
  );
  return { packages: unique(packages), differences, compared: members };
}

function isMember(patterns: readonly string[], folder: string): boolean {
  return patterns.some((pattern) => picomatch.isMatch(folder, pattern.replace(/^\.\/|\/$/g, '')));
}

function nameIn(key: string): string | undefined {
  const at = key.indexOf('@', 1);
  return at < 0 ? undefined : key.slice(0, at);
}
