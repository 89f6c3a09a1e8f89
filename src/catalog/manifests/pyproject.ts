import { isDevelopmentGroup, nothing, type Dependency, type ManifestFormat, type Parsed } from './parsed.ts';
import { parseRequirement, pypiName } from './requirement.ts';
import { isTable, readToml, stringAt, stringsAt, tableAt, type Table, type TomlText } from './toml-text.ts';

export const pyprojectFormat: ManifestFormat = {
  ecosystem: 'PyPI',
  file: /(^|\/)pyproject\.toml$/,
  parse(text) {
    const toml = readToml(text);
    if (!toml) return undefined;
    const project = tableAt(toml.value, 'project');
    const poetry = tableAt(toml.value, 'tool', 'poetry');
    const name = stringAt(project, 'name') ?? stringAt(poetry, 'name');
    const version = stringAt(project, 'version') ?? stringAt(poetry, 'version');
    const computed = stringsAt(project, 'dynamic').includes('dependencies');
    return {
      ...nothing,
      ...(name === undefined ? {} : { name }),
      ...(version === undefined ? {} : { version }),
      ...(poetry['package-mode'] === false ? { private: true } : {}),
      offers: offersOf(toml.value, project, poetry),
      workspaces: [...stringsAt(tableAt(toml.value, 'tool', 'uv', 'workspace'), 'members')],
      scripts: scriptsOf(toml),
      engines: enginesOf(toml, project, poetry),
      dependencies: [...standard(toml), ...groups(toml), ...poetryOnes(toml, poetry)],
      unread: computed
        ? [
            {
              line: toml.lineOf('project', 'dynamic'),
              because: 'its dependencies are computed at build time',
            },
          ]
        : [],
    };
  },
};

function offersOf(whole: Table, project: Table, poetry: Table): Parsed['offers'] {
  const packaged = isTable(whole['build-system']) && poetry['package-mode'] !== false;
  const commands = { ...tableAt(project, 'scripts'), ...tableAt(poetry, 'scripts') };
  return [
    ...(packaged ? (['library'] as const) : []),
    ...(Object.keys(commands).length > 0 ? (['command'] as const) : []),
  ];
}

function scriptsOf(toml: TomlText): Parsed['scripts'] {
  return [
    'project.scripts',
    'tool.poetry.scripts',
    'tool.pdm.scripts',
    'tool.poe.tasks',
    'tool.taskipy.tasks',
  ].flatMap((table) =>
    Object.entries(tableAt(toml.value, ...table.split('.'))).flatMap(([name, value]) => {
      const command = typeof value === 'string' ? value : isTable(value) ? stringAt(value, 'cmd') : undefined;
      return command === undefined ? [] : [{ name, command, line: toml.lineOf(table, name) }];
    }),
  );
}

function enginesOf(toml: TomlText, project: Table, poetry: Table): Parsed['engines'] {
  const standardRange = stringAt(project, 'requires-python');
  if (standardRange !== undefined)
    return [{ name: 'python', range: standardRange, line: toml.lineOf('project', 'requires-python') }];
  const range = stringAt(tableAt(poetry, 'dependencies'), 'python');
  return range === undefined
    ? []
    : [{ name: 'python', range, line: toml.lineOf('tool.poetry.dependencies', 'python') }];
}

/** PEP 621 `dependencies` and extras. */
function standard(toml: TomlText): Dependency[] {
  const project = tableAt(toml.value, 'project');
  const extras = tableAt(project, 'optional-dependencies');
  return [
    ...listed(toml, 'project', stringsAt(project, 'dependencies'), 'dependencies', 'runtime'),
    ...Object.keys(extras).flatMap((extra) => {
      const scope = isDevelopmentGroup(extra) ? 'development' : 'optional';
      return listed(toml, 'project.optional-dependencies', stringsAt(extras, extra), extra, scope);
    }),
  ];
}

/** PEP 735 groups and the older ones of uv and pdm: never installed with the package. */
function groups(toml: TomlText): Dependency[] {
  const pdm = tableAt(toml.value, 'tool', 'pdm', 'dev-dependencies');
  const standardGroups = tableAt(toml.value, 'dependency-groups');
  const uv = stringsAt(tableAt(toml.value, 'tool', 'uv'), 'dev-dependencies');
  return [
    ...listed(toml, 'tool.uv', uv, 'dev-dependencies', 'development'),
    ...Object.keys(standardGroups).flatMap((group) =>
      listed(toml, 'dependency-groups', stringsAt(standardGroups, group), group, scopeOfGroup(group)),
    ),
    ...Object.keys(pdm).flatMap((group) =>
      listed(toml, 'tool.pdm.dev-dependencies', stringsAt(pdm, group), group, 'development'),
    ),
  ];
}

function listed(
  toml: TomlText,
  table: string,
  texts: readonly string[],
  group: string,
  scope: Dependency['scope'],
): Dependency[] {
  return texts.flatMap((text) => {
    const found = parseRequirement(text);
    return found
      ? [{ ...found, scope, group, line: toml.lineWith(table, text.split(/["\n]/)[0] ?? text) }]
      : [];
  });
}

function poetryOnes(toml: TomlText, poetry: Table): Dependency[] {
  const named = Object.keys(tableAt(poetry, 'group')).map(
    (group) => [`tool.poetry.group.${group}.dependencies`, group, scopeOfGroup(group)] as const,
  );
  const tables = [
    ['tool.poetry.dependencies', 'dependencies', 'runtime'] as const,
    ['tool.poetry.dev-dependencies', 'dev', 'development'] as const,
    ...named,
  ];
  return tables.flatMap(([table, group, scope]) =>
    Object.entries(tableAt(toml.value, ...table.split('.'))).flatMap(([name, value]): Dependency[] => {
      if (name === 'python') return [];
      const range =
        typeof value === 'string' ? value : isTable(value) ? stringAt(value, 'version') : undefined;
      const optional = isTable(value) && value['optional'] === true;
      const local = isTable(value) && typeof value['path'] === 'string';
      return [
        {
          name: pypiName(name),
          ...(range === undefined ? {} : { range }),
          scope: optional && scope === 'runtime' ? 'optional' : scope,
          group,
          local,
          line: toml.lineOf(table, name),
        },
      ];
    }),
  );
}

function scopeOfGroup(group: string): Dependency['scope'] {
  return /^(main|prod|production|deploy|server)$/i.test(group) || !isDevelopmentGroup(group)
    ? 'optional'
    : 'development';
}
