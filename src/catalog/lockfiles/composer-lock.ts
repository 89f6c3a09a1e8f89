import type { LockDifference } from '../evidence/lockfiles.ts';
import {
  isRecord,
  notLocked,
  readPlainJson,
  textAt,
  unique,
  type LockedPackage,
  type LockFormat,
} from './lock.ts';

export const composerLock: LockFormat = {
  tool: 'composer',
  ecosystem: 'Packagist',
  file: /(^|\/)composer\.lock$/,
  parse(text, context) {
    const lock = readPlainJson(text);
    if (!isRecord(lock) || !Array.isArray(lock['packages'])) return undefined;
    const provided = new Set<string>();
    const packages = (['packages', 'packages-dev'] as const).flatMap((group) => {
      const list: unknown = lock[group];
      return (Array.isArray(list) ? list : []).filter(isRecord).flatMap((entry): LockedPackage[] => {
        for (const key of ['replace', 'provide'] as const) {
          const names = entry[key];
          if (isRecord(names)) for (const name of Object.keys(names)) provided.add(name.toLowerCase());
        }
        const [name, version] = [textAt(entry, 'name'), textAt(entry, 'version')];
        if (name === undefined || version === undefined) return [];
        provided.add(name.toLowerCase());
        return [
          {
            name: name.toLowerCase(),
            version: version.replace(/^v(?=\d)/, ''),
            development: group === 'packages-dev',
          },
        ];
      });
    });
    const own = context.manifests.filter((manifest) => manifest.folder === context.folder);
    const differences = own.flatMap((manifest) =>
      manifest.dependencies.flatMap((dependency): LockDifference[] => {
        // ext-, lib- and composer's own names are asked of the platform, not of the lock file.
        if (!dependency.name.includes('/') || provided.has(dependency.name)) return [];
        return [notLocked(manifest, dependency, context.file)];
      }),
    );
    return { packages: unique(packages), differences, compared: own };
  },
};
