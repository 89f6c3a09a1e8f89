import { z } from 'zod';
import { readJson } from '../json-text.ts';
import { nothing, type Dependency, type ManifestFormat } from './parsed.ts';

const record = z.record(z.string(), z.unknown()).catch({});
const composerJson = z.looseObject({
  name: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  require: record,
  'require-dev': record,
  scripts: record,
});

export const composerFormat: ManifestFormat = {
  ecosystem: 'Packagist',
  file: /(^|\/)composer\.json$/,
  parse(text) {
    const json = readJson(text);
    const read = json && composerJson.safeParse(json.value);
    if (!json || !read?.success) return undefined;
    const found = read.data;
    const php = found.require['php'];
    const dependencies = (['require', 'require-dev'] as const).flatMap((group) =>
      Object.entries(found[group]).flatMap(([name, range]): Dependency[] =>
        typeof range === 'string' && name !== 'php' && name !== 'hhvm'
          ? [
              {
                name: name.toLowerCase(),
                range,
                scope: group === 'require' ? 'runtime' : 'development',
                group,
                local: false,
                line: json.lineOf(group, name),
              },
            ]
          : [],
      ),
    );
    return {
      ...nothing,
      ...(found.name === undefined ? {} : { name: found.name }),
      offers: [found.type === 'project' ? 'application' : 'library'],
      scripts: Object.entries(found.scripts).flatMap(([name, value]) => {
        const command =
          typeof value === 'string' ? value : Array.isArray(value) ? value.join(' && ') : undefined;
        return command === undefined ? [] : [{ name, command, line: json.lineOf('scripts', name) }];
      }),
      engines:
        typeof php === 'string' ? [{ name: 'php', range: php, line: json.lineOf('require', 'php') }] : [],
      dependencies,
    };
  },
};
