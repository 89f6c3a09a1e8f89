import picomatch from 'picomatch';
import { parse } from 'yaml';
import type { LockDifference } from '../evidence/lockfiles.ts';
import type { Manifest } from '../evidence/manifests.ts';
import {
  isRecord,
  notLocked,
  relativeFolder,
  textAt,
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
    if (/^__metadata:/m.test(text.slice(0, 2_000))) return undefined;
    if (!/^# yarn lockfile v1/m.test(text.slice(0, 2_000))) return undefined;
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
        name = nameIn(keys[0] ?? '');
      }
      const version = /^ {2}version:? "?([^"\s]+)"?$/.exec(line)?.[1];
      if (version !== undefined && name !== undefined) packages.push({ name, version });
    }
    return finish(packages, context, ({ name: wanted, range }) => asked.has(`${wanted}@${range ?? ''}`));
  },
};

/** Yarn 2 and later: YAML, with the protocol in each key. */
export const yarnBerryLock: LockFormat = {
  tool: 'yarn-berry',
  ecosystem: 'npm',
  file: /(^|\/)yarn\.lock$/,
  parse(text, context) {
    if (!/^__metadata:/m.test(text.slice(0, 2_000))) return undefined;
    let lock: unknown;
    try {
      lock = parse(text, { maxAliasCount: 0 });
    } catch {
      return undefined;
    }
    if (!isRecord(lock)) return undefined;
    const asked = new Set<string>();
    const packages: LockedPackage[] = [];
    for (const [header, value] of Object.entries(lock)) {
      const keys = header.split(', ');
      for (const key of keys) asked.add(key);
      const name = nameIn(keys[0] ?? '');
      const version = isRecord(value) ? textAt(value, 'version') : undefined;
      if (name === undefined || version === undefined || /@(workspace|link|portal):/.test(header)) continue;
      packages.push({ name, version });
    }
    return finish(packages, context, ({ name, range = '' }) => {
      // Only plain ranges: patches, catalogs and addresses are written in other ways.
      if (/:|^$/.test(range) && !range.startsWith('npm:')) return true;
      return asked.has(`${name}@${range.startsWith('npm:') ? range : `npm:${range}`}`);
    });
  },
};

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
