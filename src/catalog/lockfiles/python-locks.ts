import { parse } from 'smol-toml';
import { satisfies, valid, validRange } from '@renovatebot/pep440';
import type { LockDifference } from '../evidence/lockfiles.ts';
import type { Manifest } from '../evidence/manifests.ts';
import { pypiName } from '../manifests/requirement.ts';
import {
  isRecord,
  notLocked,
  outsideRange,
  readPlainJson,
  recordAt,
  textAt,
  unique,
  type LockContext,
  type LockedPackage,
  type LockFormat,
} from './lock.ts';

/** poetry.lock, uv.lock and pdm.lock are all lists of `[[package]]`. */
function tomlLock(tool: 'poetry' | 'uv' | 'pdm', file: RegExp): LockFormat {
  return {
    tool,
    ecosystem: 'PyPI',
    file,
    parse(text, context) {
      let lock: unknown;
      try {
        lock = parse(text);
      } catch {
        return undefined;
      }
      const list: unknown = isRecord(lock) ? (lock['package'] ?? []) : undefined;
      if (!Array.isArray(list)) return undefined;
      const packages: LockedPackage[] = [];
      const known = new Set<string>();
      for (const entry of list.filter(isRecord)) {
        const name = pypiName(textAt(entry, 'name') ?? '');
        const version = textAt(entry, 'version');
        known.add(name);
        const source = recordAt(entry, 'source');
        if (version === undefined || source['editable'] !== undefined || source['virtual'] !== undefined)
          continue;
        const development = entry['category'] === 'dev' ? { development: true } : {};
        packages.push({ name, version, ...development });
      }
      return finish(packages, known, context, (manifest) => {
        const member = tool === 'uv' && manifest.name !== undefined && known.has(pypiName(manifest.name));
        return manifest.file.endsWith('pyproject.toml') && (manifest.folder === context.folder || member);
      });
    },
  };
}

export const poetryLock = tomlLock('poetry', /(^|\/)poetry\.lock$/);
export const uvLock = tomlLock('uv', /(^|\/)uv\.lock$/);
export const pdmLock = tomlLock('pdm', /(^|\/)pdm\.lock$/);

export const pipfileLock: LockFormat = {
  tool: 'pipenv',
  ecosystem: 'PyPI',
  file: /(^|\/)Pipfile\.lock$/,
  parse(text, context) {
    const lock = readPlainJson(text);
    if (!isRecord(lock) || !isRecord(lock['_meta'])) return undefined;
    const known = new Set<string>();
    const packages = (['default', 'develop'] as const).flatMap((group) =>
      Object.entries(recordAt(lock, group)).flatMap(([name, value]): LockedPackage[] => {
        known.add(pypiName(name));
        const version = isRecord(value) ? textAt(value, 'version')?.replace(/^==/, '') : undefined;
        return version === undefined
          ? []
          : [{ name: pypiName(name), version, development: group === 'develop' }];
      }),
    );
    return finish(
      packages,
      known,
      context,
      (manifest) => manifest.folder === context.folder && manifest.file.endsWith('Pipfile'),
    );
  },
};

function finish(
  packages: readonly LockedPackage[],
  known: ReadonlySet<string>,
  context: LockContext,
  isSource: (manifest: Manifest) => boolean,
) {
  const own = context.manifests.filter(isSource);
  const versions = new Map<string, string[]>();
  for (const { name, version } of packages) versions.set(name, [...(versions.get(name) ?? []), version]);
  const differences = own.flatMap((manifest) =>
    manifest.dependencies.flatMap((dependency): LockDifference[] => {
      const { name, range, local, scope } = dependency;
      // Extras and groups can be left out of a lock file on purpose.
      if (local || scope === 'optional') return [];
      if (!known.has(name)) return [notLocked(manifest, dependency, context.file)];
      const locked = versions.get(name) ?? [];
      // Poetry's carets are not PEP 440; several locked versions belong to several environments.
      if (range === undefined || locked.length !== 1 || locked[0] === undefined) return [];
      if (!validRange(range) || valid(locked[0]) === null) return [];
      return satisfies(locked[0], range, { prereleases: true })
        ? []
        : [outsideRange(manifest, dependency, locked[0], context.file)];
    }),
  );
  return { packages: unique(packages), differences, compared: own };
}
