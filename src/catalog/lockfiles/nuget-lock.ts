import type { LockDifference } from '../evidence/lockfiles.ts';
import {
  isRecord,
  notLocked,
  readPlainJson,
  recordAt,
  textAt,
  unique,
  type LockedPackage,
  type LockFormat,
} from './lock.ts';

export const nugetLock: LockFormat = {
  tool: 'nuget',
  ecosystem: 'NuGet',
  file: /(^|\/)packages\.lock\.json$/,
  parse(text, context) {
    const lock = readPlainJson(text);
    if (!isRecord(lock) || !isRecord(lock['dependencies'])) return undefined;
    const known = new Set<string>();
    const packages = Object.values(lock['dependencies']).flatMap((framework: unknown) =>
      Object.entries(isRecord(framework) ? framework : {}).flatMap(([name, value]): LockedPackage[] => {
        known.add(name.toLowerCase());
        const version = textAt(recordAt(value), 'resolved');
        return version === undefined || textAt(recordAt(value), 'type') === 'Project'
          ? []
          : [{ name, version }];
      }),
    );
    const own = context.manifests.filter(
      (manifest) => manifest.folder === context.folder && manifest.file.endsWith('proj'),
    );
    const differences = own.flatMap((manifest) =>
      manifest.dependencies.flatMap((dependency): LockDifference[] =>
        dependency.group === 'sdk' || known.has(dependency.name.toLowerCase())
          ? []
          : [notLocked(manifest, dependency, context.file)],
      ),
    );
    return { packages: unique(packages), differences, compared: own };
  },
};
