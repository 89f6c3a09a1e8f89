import type { Given } from '../kit/evidence.ts';
import type { Where } from '../kit/where.ts';
import { asideKind, folderOf } from './aside.ts';
import compose from './evidence/compose.ts';
import connections from './evidence/connections.ts';
import dockerfiles from './evidence/dockerfiles.ts';
import files from './evidence/files.ts';
import kubernetes from './evidence/kubernetes.ts';
import lockfiles from './evidence/lockfiles.ts';
import manifests from './evidence/manifests.ts';

/** What technologies are told from. */
export const technologyNeeds = {
  manifests,
  lockfiles,
  files,
  compose,
  dockerfiles,
  kubernetes,
  connections,
};
export type Seen = Given<typeof technologyNeeds>;

export interface Place {
  readonly folder: string;
  readonly where: Where;
}

const mostPlaces = 5;

/** `Pg*` matches any ending; everything else must be equal. */
export function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** The nearest folder above that has a manifest: configuration stands below what it configures. */
export function appFolder(
  { manifests: { manifests: all } }: Pick<Seen, 'manifests'>,
  folder: string,
): string {
  const known = manifestFolders.get(all) ?? new Set(all.map((manifest) => manifest.folder));
  manifestFolders.set(all, known);
  for (let at = folder; at !== ''; at = folderOf(at)) if (known.has(at)) return at;
  return '';
}
const manifestFolders = new WeakMap<object, ReadonlySet<string>>();

/** One entry per folder, with the first few places of each. */
export function byFolder(places: readonly Place[]): { folder: string; where: Where[] }[] {
  const folders = new Map<string, Where[]>();
  for (const { folder, where } of places) {
    const list = folders.get(folder) ?? [];
    if (list.length < mostPlaces) list.push(where);
    folders.set(folder, list);
  }
  return [...folders].map(([folder, where]) => ({ folder, where }));
}

const code =
  /\.(ts|tsx|mts|js|jsx|mjs|cjs|vue|svelte|py|go|java|kt|scala|rb|php|cs|rs|ex|erb|html?|css|scss|less|md|mdx|rst|txt|png|jpe?g|gif|svg|ico|webp|woff2?|ttf|po|pot|csv|snap|map|lock|sum|sql|patch|pdf)$/i;
const codeThatConfigures =
  /(config|conf|rc|file|setup|workspace|preset|settings)[\w.-]*\.[cm]?[jt]sx?$|(^|\/)(Brewfile|_headers)/i;
const configurationFilesOf = new WeakMap<object, readonly string[]>();

/** The paths that can be configuration: 100 detectors look at these and not at every source and picture. */
export function configurationFiles({ files: { files: all } }: Pick<Seen, 'files'>): readonly string[] {
  const known = configurationFilesOf.get(all);
  if (known) return known;
  const chosen = all.flatMap(({ path, kind }) =>
    kind === 'file' && (!code.test(path) || codeThatConfigures.test(path)) && asideKind(path) !== 'vendored'
      ? [path]
      : [],
  );
  configurationFilesOf.set(all, chosen);
  return chosen;
}
