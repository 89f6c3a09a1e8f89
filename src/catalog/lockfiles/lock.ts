import type { Lockfile, LockDifference } from '../evidence/lockfiles.ts';
import type { Ecosystem, Manifest } from '../evidence/manifests.ts';
import type { Dependency } from '../manifests/parsed.ts';

export type LockedPackage = Lockfile['packages'][number];

export interface ParsedLock {
  readonly packages: readonly LockedPackage[];
  /**
   * What is certainly out of step: an install that changes nothing would have to refuse. Undefined when the two files
   * do not tell, with the reason in `because`.
   */
  readonly differences: readonly LockDifference[] | undefined;
  readonly because?: string;
  /** The manifests that were compared. */
  readonly compared: readonly Manifest[];
}

export interface LockContext {
  readonly file: string;
  readonly folder: string;
  /** Manifests of the ecosystem in the lock file's folder and below it with no nearer lock file. */
  readonly manifests: readonly Manifest[];
  /** The text of one of these manifests. */
  text(file: string): string | undefined;
}

export interface LockFormat {
  readonly tool: Lockfile['tool'];
  readonly ecosystem: Ecosystem;
  readonly file: RegExp;
  /** Undefined when the text is not a lock file of this kind. */
  parse(text: string, context: LockContext): ParsedLock | undefined;
}

export function notLocked(
  manifest: Manifest,
  { name, range, line }: Dependency,
  lock: string,
): LockDifference {
  const asked = range === undefined ? name : `${name} ${range}`;
  return {
    name,
    kind: 'not-locked',
    says: `${manifest.file} asks for ${asked}, and ${lock} does not have it.`,
    manifest: manifest.file,
    line,
  };
}

export function rangeChanged(
  manifest: Manifest,
  { name, range, line }: Dependency,
  locked: string,
  lock: string,
): LockDifference {
  return {
    name,
    kind: 'range-changed',
    says: `${manifest.file} asks for ${name} ${range ?? 'in any version'}, and ${lock} was written for ${locked}.`,
    manifest: manifest.file,
    line,
  };
}

export function outsideRange(
  manifest: Manifest,
  { name, range, line }: Dependency,
  locked: string,
  lock: string,
): LockDifference {
  return {
    name,
    kind: 'version-outside-range',
    says: `${manifest.file} asks for ${name} ${range ?? ''}, and ${lock} has ${locked}.`,
    manifest: manifest.file,
    line,
  };
}

/** The member folder as a lock file writes it: relative to its own, '' for the same folder. */
export function relativeFolder(context: LockContext, manifest: Manifest): string {
  if (context.folder === '') return manifest.folder;
  return manifest.folder === context.folder ? '' : manifest.folder.slice(context.folder.length + 1);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  let at: unknown = value;
  for (const key of path) at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isRecord(at) ? at : {};
}

export function textAt(value: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const found = Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** JSON that may be anything; undefined when it is not JSON. */
export function readPlainJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Each package and version once. */
export function unique(packages: Iterable<LockedPackage>): LockedPackage[] {
  const known = new Map<string, LockedPackage>();
  for (const one of packages) {
    const key = `${one.name}@${one.version}`;
    const before = known.get(key);
    // Needed in production by one path is needed in production.
    if (!before || (before.development === true && one.development !== true)) known.set(key, one);
  }
  return [...known.values()];
}
