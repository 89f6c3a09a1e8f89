import { readJson } from '../json-text.ts';
import { lineOf } from '../lines.ts';
import type { CommitHooks } from './hook.ts';

type Convention = CommitHooks['conventions'][number];

const files: readonly (readonly [RegExp, string])[] = [
  [/^(commitlint\.config\.[cm]?[jt]s|\.commitlintrc(\.(json|ya?ml|[cm]?[jt]s))?)$/, 'commitlint'],
  [/^(\.czrc|\.cz\.(toml|json|ya?ml)|cz\.(toml|json))$/, 'commitizen'],
  [/^(\.releaserc(\.(json|ya?ml|[cm]?js))?|release\.config\.[cm]?js)$/, 'semantic-release'],
  [/^(release-please-config\.json|\.release-please-manifest\.json)$/, 'release-please'],
  [/^(\.gitlint|cog\.toml|\.versionrc(\.(json|[cm]?js))?)$/, 'commit message rules'],
];
/** Set-ups with another grammar than `type(scope): subject`. */
const otherGrammar = /gitmoji|config-(jira|lerna-scopes-only|nx)|parserPreset|headerPattern|customize|jira/i;

/** A file that declares a convention, as far as its name and text tell which. */
export function conventionIn(file: string, text: string): Convention | undefined {
  const tool = files.find(([shape]) => shape.test(file))?.[1];
  if (tool === undefined) return undefined;
  return { file, line: 1, tool, conventional: tool !== 'commit message rules' && !otherGrammar.test(text) };
}

export function conventionFile(path: string): boolean {
  return files.some(([shape]) => shape.test(path));
}

/** Sections of package.json and pyproject.toml. */
export function conventionInManifest(file: string, text: string): Convention[] {
  if (file.endsWith('.toml')) {
    const at = text.indexOf('[tool.commitizen]');
    return at < 0
      ? []
      : [
          {
            file,
            line: lineOf(text, '[tool.commitizen]'),
            tool: 'commitizen',
            conventional: !otherGrammar.test(text.slice(at, at + 800)),
          },
        ];
  }
  const json = readJson(text);
  const value: unknown = json?.value;
  if (!json || typeof value !== 'object' || value === null) return [];
  const found: Convention[] = [];
  for (const [key, tool] of [
    ['commitlint', 'commitlint'],
    ['release', 'semantic-release'],
    ['standard-version', 'standard-version'],
  ] as const) {
    if (key in value)
      found.push({
        file,
        line: json.lineOf(key),
        tool,
        conventional: !otherGrammar.test(
          JSON.stringify(Object.entries(value).find(([name]) => name === key)?.[1]),
        ),
      });
  }
  return found;
}
