import type { Dependency } from './parsed.ts';
import { isTable, readToml, stringAt, tableAt } from './toml-text.ts';

/** The aliases of a Gradle version catalog: `libs.spring.web` → its coordinates. */
export type VersionCatalog = ReadonlyMap<string, { readonly name: string; readonly range?: string }>;

export function readVersionCatalog(text: string): VersionCatalog | undefined {
  const toml = readToml(text);
  if (!toml) return undefined;
  const versions = tableAt(toml.value, 'versions');
  const entries = new Map<string, { name: string; range?: string }>();

  function versionOf(value: unknown): { range?: string } {
    if (typeof value === 'string') return { range: value };
    if (!isTable(value)) return {};
    const named = stringAt(value, 'ref');
    const range =
      named === undefined
        ? (stringAt(value, 'strictly') ?? stringAt(value, 'require'))
        : stringAt(versions, named);
    return range === undefined ? {} : { range };
  }

  for (const [alias, value] of Object.entries(tableAt(toml.value, 'libraries'))) {
    const [group, artifact, range] = typeof value === 'string' ? value.split(':') : [];
    const details = isTable(value) ? value : {};
    const name =
      stringAt(details, 'module') ??
      [group ?? stringAt(details, 'group'), artifact ?? stringAt(details, 'name')].join(':');
    entries.set(key(alias), { name, ...(range === undefined ? versionOf(details['version']) : { range }) });
  }
  for (const [alias, value] of Object.entries(tableAt(toml.value, 'plugins'))) {
    const [id, range] = typeof value === 'string' ? value.split(':') : [];
    const details = isTable(value) ? value : {};
    const name = id ?? stringAt(details, 'id');
    if (name !== undefined)
      entries.set(key(`plugins.${alias}`), {
        name,
        ...(range === undefined ? versionOf(details['version']) : { range }),
      });
  }
  return entries;
}

/** Replaces `libs.…` by what the catalog says; what it does not know stays as it is. */
export function resolveFrom(catalog: VersionCatalog, dependency: Dependency): Dependency {
  if (!dependency.name.startsWith('libs.')) return dependency;
  const found = catalog.get(key(dependency.name.slice('libs.'.length)));
  return found ? { ...dependency, ...found } : dependency;
}

/** Gradle turns dashes and underscores of an alias into dots. */
function key(alias: string): string {
  return alias.replace(/[-_]/g, '.').toLowerCase();
}
