import type { LockDifference } from '../evidence/lockfiles.ts';
import { notLocked, unique, type LockedPackage, type LockFormat } from './lock.ts';

export const mixLock: LockFormat = {
  tool: 'mix',
  ecosystem: 'Hex',
  file: /(^|\/)mix\.lock$/,
  parse(text, context) {
    const known = new Set<string>();
    const packages = text.split(/\r?\n/).flatMap((line): LockedPackage[] => {
      const name = /^\s*"([\w-]+)":\s*\{/.exec(line)?.[1];
      if (name !== undefined) known.add(name);
      const hex = /^\s*"[\w-]+":\s*\{:hex,\s*:"?([\w-]+)"?,\s*"([^"]+)"/.exec(line);
      return hex?.[1] && hex[2] ? [{ name: hex[1], version: hex[2] }] : [];
    });
    if (known.size === 0) return undefined;
    const own = context.manifests.filter((manifest) => manifest.folder === context.folder);
    const differences = own.flatMap((manifest) =>
      manifest.dependencies.flatMap((dependency): LockDifference[] =>
        dependency.local || known.has(dependency.name) ? [] : [notLocked(manifest, dependency, context.file)],
      ),
    );
    return { packages: unique(packages), differences, compared: own };
  },
};
