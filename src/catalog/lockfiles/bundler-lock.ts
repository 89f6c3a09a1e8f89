import type { LockDifference } from '../evidence/lockfiles.ts';
import { notLocked, rangeChanged, unique, type LockedPackage, type LockFormat } from './lock.ts';

export const bundlerLock: LockFormat = {
  tool: 'bundler',
  ecosystem: 'RubyGems',
  file: /(^|\/)(Gemfile|gems)\.lock(ed)?$/,
  parse(text, context) {
    const packages: LockedPackage[] = [];
    const asked = new Map<string, string | undefined>();
    let section = '';
    for (const line of text.split(/\r?\n/)) {
      if (/^[A-Z]/.test(line)) section = line.trim();
      const spec = /^ {4}([\w.-]+) \(([^()\s]+)\)$/.exec(line);
      if (section === 'GEM' && spec?.[1] && spec[2])
        packages.push({
          name: spec[1],
          version: spec[2].replace(/-(x86|x64|arm|aarch|java|universal|mingw).*$/, ''),
        });
      const wanted = /^ {2}([\w.-]+)( \(([^()]+)\))?!?$/.exec(line);
      if (section === 'DEPENDENCIES' && wanted?.[1]) asked.set(wanted[1], wanted[3]);
    }
    if (asked.size === 0 && packages.length === 0) return undefined;
    const own = context.manifests.filter(
      (manifest) => manifest.folder === context.folder && /(Gemfile|gems\.rb)$/.test(manifest.file),
    );
    const differences = own.flatMap((manifest) =>
      manifest.dependencies.flatMap((dependency): LockDifference[] => {
        if (dependency.group === 'conditional') return [];
        if (!asked.has(dependency.name)) return [notLocked(manifest, dependency, context.file)];
        const locked = asked.get(dependency.name);
        if (normal(locked) === normal(dependency.range) || dependency.range?.includes('#{')) return [];
        return [rangeChanged(manifest, dependency, locked ?? 'any version', context.file)];
      }),
    );
    return { packages: unique(packages), differences, compared: own };
  },
};

/** `7.1, ~> 7.0` and `~> 7.0, = 7.1` ask for the same. */
function normal(range: string | undefined): string {
  return (range ?? '>= 0')
    .split(',')
    .map((part) =>
      part
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/^(?=\d)/, '= ')
        .replace(/^([<>=~!]+)(?=\d)/, '$1 '),
    )
    .filter((part) => part !== '')
    .sort()
    .join(', ');
}
