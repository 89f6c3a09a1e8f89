import type { SourceDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, folderOf } from '../aside.ts';
import manifests from '../evidence/manifests.ts';
import toolConfigs, { type ToolConfig } from '../evidence/tool-configs.ts';
import { parseJson } from '../json-tree.ts';
import { parseToml } from '../toml-tree.ts';
import { settingsInCode } from '../tool-configs/code-settings.ts';
import { toolFormats, type ToolFormat } from '../tool-configs/formats.ts';
import { parseIni } from '../tool-configs/ini-tree.ts';
import { settingsOf, type Setting } from '../tool-configs/settings.ts';
import { thresholdsInScripts, thresholdsInText, thresholdsOf } from '../tool-configs/thresholds.ts';
import { at, textsOf } from '../yaml-read.ts';
import { parseYaml, type Tree } from '../yaml-tree.ts';

const thresholdFile =
  /(^|\/)((spec|test|rails)_helper\.rb|\.simplecov|pom\.xml|build\.gradle(\.kts)?|[^/]+\.csproj|Directory\.Build\.props)$/;
const mostFiles = 1_500;
/** Longer ones are data, or made to keep a parser busy; these parsers need more than linear time for bad text. */
const longestYaml = 60_000;
const longestCode = 60_000;

export default defineGatherer({
  brings: toolConfigs,
  uses: ['repo', 'source'],
  needs: { seen: manifests },
  limitMs: 20_000,
  async gather({ drivers: { repo, source }, given: { seen } }) {
    const tools: ToolConfig[] = thresholdsInScripts(seen);
    const skipped: { file: string; because: string }[] = [];
    let looked = 0;
    for (const { path: file, kind } of await repo.list()) {
      if (kind !== 'file' || asideKind(file) === 'vendored') continue;
      const formats = toolFormats.filter((format) => format.file.test(file));
      const text = thresholdFile.test(file);
      if (formats.length === 0 && !text) continue;
      looked += 1;
      const read = looked > mostFiles ? undefined : await repo.read(file);
      if (!read?.ok) {
        skipped.push({ file, because: read?.because ?? 'too many such files' });
        continue;
      }
      if (text) tools.push(...thresholdsInText(file, read.text));
      const found = formats.flatMap((format) => readTool(format, file, read.text, source) ?? []);
      tools.push(...found);
      if (
        found.some((one) => !one.complete) &&
        formats.every((one) => one.form !== 'code' && one.form !== 'opaque')
      )
        skipped.push({ file, because: 'it cannot be parsed' });
    }
    return { tools, skipped };
  },
});

function readTool(
  format: ToolFormat,
  file: string,
  text: string,
  source: Pick<SourceDriver, 'parse'>,
): ToolConfig | undefined {
  const { tool, role, form } = format;
  const kind = asideKind(file);
  const place = { tool, role, file, folder: folderOf(file), aside: kind === 'example' };
  if (form === 'opaque') return { ...place, line: 1, settings: [], extends: [], complete: false };
  if (form === 'code') return codeTool(place, file, text, source);
  const tree = parsers[form](text);
  // A section that only a broken file could hold is not known to be there.
  if (!tree) return format.at ? undefined : { ...place, line: 1, settings: [], extends: [], complete: false };
  const own = at(tree, ...(format.at ?? []));
  if (!own) return undefined;
  const settings = settingsOf(own);
  const inherits =
    format.extends === undefined ? [] : textsOf(at(own, format.extends)).map((one) => one.text);
  return {
    ...place,
    line: own.line || 1,
    settings: [...settings, ...thresholdsOf(tool, settings)],
    extends: inherits,
    complete: true,
  };
}

const parsers: Readonly<Record<'json' | 'yaml' | 'toml' | 'ini', (text: string) => Tree | undefined>> = {
  json: (text) => parseJson(text, { comments: true }).documents[0],
  yaml: (text) => (text.length > longestYaml ? undefined : parseYaml(text).documents[0]),
  toml: (text) => parseToml(text).documents[0],
  ini: (text) => parseIni(text).documents[0],
};

function codeTool(
  place: Omit<ToolConfig, 'line' | 'settings' | 'extends' | 'complete'>,
  file: string,
  text: string,
  source: Pick<SourceDriver, 'parse'>,
): ToolConfig | undefined {
  // A vite.config without `test:` belongs to the bundler alone.
  if (/vite\.config\./.test(file) && !/\btest\s*:/.test(text)) return undefined;
  const settings: Setting[] =
    text.length > longestCode
      ? []
      : settingsInCode(source.parse(/\.[cm]?ts$/.test(file) ? 'typescript' : 'javascript', text));
  return {
    ...place,
    line: 1,
    settings: [...settings, ...thresholdsOf(place.tool, settings)],
    extends: [],
    complete: false,
  };
}
