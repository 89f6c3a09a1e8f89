import { z } from 'zod';
import { readJson, type JsonText } from '../json-text.ts';
import { nothing, type Dependency, type ManifestFormat, type Parsed } from './parsed.ts';

const record = z.record(z.string(), z.unknown()).catch({});
const packageJson = z.looseObject({
  name: z.string().optional().catch(undefined),
  version: z.string().optional().catch(undefined),
  private: z.boolean().optional().catch(undefined),
  packageManager: z.string().optional().catch(undefined),
  workspaces: z
    .union([z.array(z.string()), z.object({ packages: z.array(z.string()) }).transform((o) => o.packages)])
    .catch([]),
  scripts: record,
  engines: record,
  dependencies: record,
  devDependencies: record,
  peerDependencies: record,
  optionalDependencies: record,
});

const scopes = {
  dependencies: 'runtime',
  optionalDependencies: 'optional',
  devDependencies: 'development',
  peerDependencies: 'peer',
} as const;

export const packageJsonFormat: ManifestFormat = {
  ecosystem: 'npm',
  file: /(^|\/)package\.json$/,
  parse(text) {
    const json = readJson(text);
    const read = json && packageJson.safeParse(json.value);
    if (!json || !read?.success) return undefined;
    const found = read.data;
    const manager = /^(npm|yarn|pnpm|bun)@([\w.-]+)/.exec(found.packageManager ?? '');
    return {
      ...nothing,
      ...(found.name === undefined ? {} : { name: found.name }),
      ...(found.version === undefined ? {} : { version: found.version }),
      ...(found.private === undefined ? {} : { private: found.private }),
      offers: offersOf(found),
      workspaces: found.workspaces,
      scripts: strings(json, found.scripts, 'scripts').map(([name, command, line]) => ({
        name,
        command,
        line,
      })),
      engines: strings(json, found.engines, 'engines').map(([name, range, line]) => ({ name, range, line })),
      ...(manager?.[1] && manager[2]
        ? { packageManager: { name: manager[1], version: manager[2], line: json.lineOf('packageManager') } }
        : {}),
      dependencies: dependenciesOf(json, found),
    };
  },
};

function dependenciesOf(json: JsonText, found: z.infer<typeof packageJson>): Dependency[] {
  const dependencies: Dependency[] = [];
  for (const [group, scope] of Object.entries(scopes) as [keyof typeof scopes, Dependency['scope']][]) {
    for (const [name, range, line] of strings(json, found[group], group)) {
      // npm repeats an optional dependency under `dependencies` at times; the optional entry wins there too.
      if (scope === 'runtime' && Object.hasOwn(found.optionalDependencies, name)) continue;
      const local = /^(workspace:|file:|link:|portal:|\.{0,2}\/)/.test(range);
      dependencies.push({ name, range, scope, group, local, line });
    }
  }
  return dependencies;
}

function strings(json: JsonText, values: Readonly<Record<string, unknown>>, group: string) {
  return Object.entries(values).flatMap(([name, value]): [string, string, number][] =>
    typeof value === 'string' ? [[name, value, json.lineOf(group, name)]] : [],
  );
}

function offersOf(found: z.infer<typeof packageJson>): Parsed['offers'] {
  const offers: Parsed['offers'] = [];
  if (['main', 'module', 'exports', 'types', 'typings'].some((key) => found[key] !== undefined))
    offers.push('library');
  if (found['bin'] !== undefined) offers.push('command');
  if (typeof found.scripts['start'] === 'string') offers.push('application');
  return offers;
}
