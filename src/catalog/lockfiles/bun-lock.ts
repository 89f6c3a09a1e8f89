import { readJson } from '../json-text.ts';
import type { LockDifference } from '../evidence/lockfiles.ts';
import {
  isRecord,
  notLocked,
  rangeChanged,
  recordAt,
  relativeFolder,
  textAt,
  unique,
  type LockedPackage,
  type LockFormat,
} from './lock.ts';

/** bun.lock is JSON with trailing commas; the older bun.lockb is binary and cannot be read. */
export const bunLock: LockFormat = {
  tool: 'bun',
  ecosystem: 'npm',
  file: /(^|\/)bun\.lockb?$/,
  parse(text, context) {
    const lock = readJson(text, { comments: true })?.value;
    if (!isRecord(lock) || !isRecord(lock['packages'])) return undefined;
    const packages = Object.values(lock['packages']).flatMap((entry: unknown): LockedPackage[] => {
      const resolved: unknown = Array.isArray(entry) ? entry[0] : undefined;
      const found = typeof resolved === 'string' ? /^((?:@[^/]+\/)?[^@]+)@(\d.*)$/.exec(resolved) : null;
      return found?.[1] && found[2] ? [{ name: found[1], version: found[2] }] : [];
    });
    const workspaces = recordAt(lock, 'workspaces');
    const members = context.manifests.filter((manifest) =>
      Object.hasOwn(workspaces, relativeFolder(context, manifest)),
    );
    const skipped = new Set(Object.keys(recordAt(lock, 'overrides')));
    const differences = members.flatMap((manifest) => {
      const workspace = recordAt(workspaces, relativeFolder(context, manifest));
      const asked = {
        ...recordAt(workspace, 'dependencies'),
        ...recordAt(workspace, 'devDependencies'),
        ...recordAt(workspace, 'optionalDependencies'),
      };
      return manifest.dependencies.flatMap((dependency): LockDifference[] => {
        if (dependency.scope === 'peer' || skipped.has(dependency.name)) return [];
        const locked = textAt(asked, dependency.name);
        if (locked === undefined) return [notLocked(manifest, dependency, context.file)];
        return locked === dependency.range ? [] : [rangeChanged(manifest, dependency, locked, context.file)];
      });
    });
    return { packages: unique(packages), differences, compared: members };
  },
};
