import { parse } from 'yaml';
import type { LockDifference } from '../evidence/lockfiles.ts';
import type { Manifest } from '../evidence/manifests.ts';
import {
  isRecord,
  notLocked,
  rangeChanged,
  recordAt,
  relativeFolder,
  textAt,
  unique,
  type LockContext,
  type LockedPackage,
  type LockFormat,
} from './lock.ts';

type Fields = Readonly<Record<string, unknown>>;

const groups = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

export const pnpmLock: LockFormat = {
  tool: 'pnpm',
  ecosystem: 'npm',
  file: /(^|\/)pnpm-lock\.yaml$/,
  parse(text, context) {
    const { head, packages } = split(text);
    const lock = readHead(head);
    if (!lock) return undefined;
    if (lock['pnpmfileChecksum'] !== undefined)
      return {
        packages,
        differences: undefined,
        because: 'a .pnpmfile may change what is asked for',
        compared: [],
      };
    const importers = recordAt(lock, 'importers');
    const find = (manifest: Manifest) => {
      const folder = relativeFolder(context, manifest);
      if (folder === '' && Object.keys(importers).length === 0) return lock;
      return recordAt(importers, folder === '' ? '.' : folder);
    };
    const members = context.manifests.filter((manifest) => Object.keys(find(manifest)).length > 0);
    const ignored: unknown = lock['ignoredOptionalDependencies'];
    const skipped = new Set<unknown>([
      ...Object.keys(recordAt(lock, 'overrides')).map(overriddenName),
      ...(Array.isArray(ignored) ? ignored : []),
    ]);
    const differences = members.flatMap((manifest) => compare(manifest, find(manifest), skipped, context));
    return { packages, differences, compared: members };
  },
};

/**
 * Tens of thousands of lines of a lock file are packages, and a YAML parser takes seconds for them; their keys stand at
 * an indent of two, because pnpm writes them so. Only the rest is parsed.
 */
function split(text: string): { head: string; packages: LockedPackage[] } {
  const head: string[] = [];
  const packages: LockedPackage[] = [];
  let section = '';
  let current: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line === '---') head.length = 0;
    const top = /^([A-Za-z]+):/.exec(line)?.[1];
    if (top !== undefined) section = top;
    if (section !== 'packages' && section !== 'snapshots') head.push(line);
    if (section !== 'packages') continue;
    const key = /^ {2}'?([^\s'].*?)'?:(?: \{.*)?$/.exec(line)?.[1];
    if (key !== undefined) {
      current = key;
      const found = packageOf(key);
      if (found) packages.push(found);
    }
    const development = /^ {4}dev: (true|false)$/.exec(line)?.[1];
    const last = packages.at(-1);
    if (development !== undefined && current !== undefined && last && packageOf(current)?.name === last.name)
      packages[packages.length - 1] = { ...last, development: development === 'true' };
  }
  return { head: head.filter((line) => line !== '---').join('\n'), packages: unique(packages) };
}

/** A line as pnpm writes it: a key with a short value, or a list item. Anything else can keep a YAML parser busy for long. */
const ownLine =
  /^ *(?:'[^']{1,300}'|[^\s'"#[\]{}&*!|>%:-][^'"[\]{}]{0,300}?):(?: [^[{].{0,2000}| \{.{0,400}\}| \[.{0,400}\])?$|^ *- .{1,400}$/;

function readHead(text: string): Fields | undefined {
  if (text.split('\n').some((line) => line.trim() !== '' && !line.startsWith('#') && !ownLine.test(line)))
    return undefined;
  try {
    const lock: unknown = parse(text, { maxAliasCount: 0, prettyErrors: false, logLevel: 'silent' });
    return isRecord(lock) && lock['lockfileVersion'] !== undefined ? lock : undefined;
  } catch {
    return undefined;
  }
}

function compare(
  manifest: Manifest,
  importer: Fields,
  skipped: ReadonlySet<unknown>,
  context: LockContext,
): LockDifference[] {
  const specifiers = new Map<string, string>();
  for (const group of groups) {
    for (const [name, value] of Object.entries(recordAt(importer, group))) {
      const specifier = isRecord(value) ? textAt(value, 'specifier') : undefined;
      if (specifier !== undefined) specifiers.set(name, specifier);
    }
  }
  for (const [name, value] of Object.entries(recordAt(importer, 'specifiers'))) {
    if (typeof value === 'string') specifiers.set(name, value);
  }
  return manifest.dependencies.flatMap((dependency): LockDifference[] => {
    const { name, range, scope } = dependency;
    if (scope === 'peer' || skipped.has(name)) return [];
    const locked = specifiers.get(name);
    if (locked === undefined) return [notLocked(manifest, dependency, context.file)];
    return locked === range ? [] : [rangeChanged(manifest, dependency, locked, context.file)];
  });
}

/** `/name/1.2.3`, `/name@1.2.3(peer@2)`, `name@1.2.3`: three generations of keys. */
function packageOf(key: string): LockedPackage | undefined {
  const found = /^\/?((?:@[^/@]+\/)?[^/@]+)[@/](\d[^()/_]*)/.exec(key);
  return found?.[1] && found[2] ? { name: found[1], version: found[2] } : undefined;
}

/** An override may be `parent>name@>=1 <2`: what it changes is the name. */
function overriddenName(override: string): string {
  const arrow = /[^ |@]>/.exec(override);
  const name = arrow ? override.slice(arrow.index + 2) : override;
  const at = name.indexOf('@', 1);
  return at < 0 ? name : name.slice(0, at);
}
