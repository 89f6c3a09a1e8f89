import { nothing, type Dependency, type ManifestFormat, type Parsed } from './parsed.ts';
import { isTable, readToml, stringAt, stringsAt, tableAt, type TomlText } from './toml-text.ts';

const groups = {
  dependencies: 'runtime',
  'build-dependencies': 'runtime',
  'dev-dependencies': 'development',
} as const;

export const cargoFormat: ManifestFormat = {
  ecosystem: 'crates.io',
  file: /(^|\/)Cargo\.toml$/,
  parse(text) {
    const toml = readToml(text);
    if (!toml) return undefined;
    const cargo = tableAt(toml.value, 'package');
    const name = stringAt(cargo, 'name');
    const version = stringAt(cargo, 'version');
    const rust = stringAt(cargo, 'rust-version');
    const offers: Parsed['offers'] = [
      ...(isTable(toml.value['lib']) ? (['library'] as const) : []),
      ...(Array.isArray(toml.value['bin']) ? (['command'] as const) : []),
    ];
    const targets = Object.keys(tableAt(toml.value, 'target')).map((target) => ['target', target]);
    return {
      ...nothing,
      ...(name === undefined ? {} : { name }),
      ...(version === undefined ? {} : { version }),
      ...(cargo['publish'] === false ? { private: true } : {}),
      offers,
      workspaces: [...stringsAt(tableAt(toml.value, 'workspace'), 'members')],
      engines:
        rust === undefined
          ? []
          : [{ name: 'rust', range: rust, line: toml.lineOf('package', 'rust-version') }],
      dependencies: [[], ...targets].flatMap((path) => dependenciesBelow(toml, path)),
    };
  },
};

function dependenciesBelow(toml: TomlText, path: readonly string[]): Dependency[] {
  return (Object.keys(groups) as (keyof typeof groups)[]).flatMap((group) => {
    const table = [...path, group].join('.').replace(/["'\s]/g, '');
    return Object.entries(tableAt(toml.value, ...path, group)).map(([key, value]): Dependency => {
      const details = isTable(value) ? value : {};
      const range = typeof value === 'string' ? value : stringAt(details, 'version');
      return {
        name: stringAt(details, 'package') ?? key,
        ...(range === undefined ? {} : { range }),
        scope: details['optional'] === true && groups[group] === 'runtime' ? 'optional' : groups[group],
        group: details['workspace'] === true ? 'workspace' : group,
        local: typeof details['path'] === 'string',
        // `[dependencies.serde]` is a table of its own.
        line: toml.lineOf(table, key) > 1 ? toml.lineOf(table, key) : toml.lineOf(`${table}.${key}`),
      };
    });
  });
}
