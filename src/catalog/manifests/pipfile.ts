import { nothing, type Dependency, type ManifestFormat } from './parsed.ts';
import { pypiName } from './requirement.ts';
import { isTable, readToml, stringAt, tableAt } from './toml-text.ts';

export const pipfileFormat: ManifestFormat = {
  ecosystem: 'PyPI',
  file: /(^|\/)Pipfile$/,
  parse(text) {
    const toml = readToml(text);
    if (!toml) return undefined;
    const dependencies = (['packages', 'dev-packages'] as const).flatMap((group) =>
      Object.entries(tableAt(toml.value, group)).map(([name, value]): Dependency => {
        const range =
          typeof value === 'string' ? value : isTable(value) ? stringAt(value, 'version') : undefined;
        return {
          name: pypiName(name),
          ...(range === undefined || range === '*' ? {} : { range }),
          scope: group === 'packages' ? 'runtime' : 'development',
          group,
          local: isTable(value) && typeof value['path'] === 'string',
          line: toml.lineOf(group, name),
        };
      }),
    );
    const requires = tableAt(toml.value, 'requires');
    const key = ['python_full_version', 'python_version'].find(
      (name) => stringAt(requires, name) !== undefined,
    );
    const range = key === undefined ? undefined : stringAt(requires, key);
    const scripts = Object.entries(tableAt(toml.value, 'scripts')).flatMap(([name, command]) =>
      typeof command === 'string' ? [{ name, command, line: toml.lineOf('scripts', name) }] : [],
    );
    return {
      ...nothing,
      scripts,
      dependencies,
      engines: range === undefined ? [] : [{ name: 'python', range, line: toml.lineOf('requires', key) }],
    };
  },
};
