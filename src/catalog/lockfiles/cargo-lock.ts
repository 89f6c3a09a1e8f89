import { parse } from 'smol-toml';
import semver from 'semver';
import type { LockDifference } from '../evidence/lockfiles.ts';
import {
  isRecord,
  notLocked,
  outsideRange,
  textAt,
  unique,
  type LockedPackage,
  type LockFormat,
} from './lock.ts';

export const cargoLock: LockFormat = {
  tool: 'cargo',
  ecosystem: 'crates.io',
  file: /(^|\/)Cargo\.lock$/,
  parse(text, context) {
    let lock: unknown;
    try {
      lock = parse(text);
    } catch {
      return undefined;
    }
    const list: unknown = isRecord(lock) ? (lock['package'] ?? []) : undefined;
    if (!Array.isArray(list)) return undefined;
    const versions = new Map<string, string[]>();
    const packages: LockedPackage[] = [];
    for (const entry of list.filter(isRecord)) {
      const [name, version] = [textAt(entry, 'name'), textAt(entry, 'version')];
      if (name === undefined || version === undefined) continue;
      versions.set(name, [...(versions.get(name) ?? []), version]);
      // Without a source it is a member of this workspace.
      if (textAt(entry, 'source') !== undefined) packages.push({ name, version });
    }
    // A manifest whose own package is not in the lock file is not a member of this workspace.
    const members = context.manifests.filter(
      (manifest) => manifest.name !== undefined && versions.has(manifest.name),
    );
    const differences = members.flatMap((manifest) =>
      manifest.dependencies.flatMap((dependency): LockDifference[] => {
        const locked = versions.get(dependency.name);
        if (dependency.local) return [];
        if (!locked) return [notLocked(manifest, dependency, context.file)];
        const range = dependency.range === undefined ? null : semver.validRange(cargoRange(dependency.range));
        if (
          range === null ||
          locked.some((version) => semver.satisfies(version, range, { includePrerelease: true }))
        )
          return [];
        return [outsideRange(manifest, dependency, locked.join(', '), context.file)];
      }),
    );
    return { packages: unique(packages), differences, compared: members };
  },
};

/** A bare version means `^`; parts are joined by commas. */
function cargoRange(range: string): string {
  return range
    .split(',')
    .map((part) => part.trim().replace(/^(?=\d)/, '^'))
    .join(' ');
}
