import type { Ci } from '../ci/model.ts';
import type { Manifest } from '../evidence/manifests.ts';
import type { ToolConfig } from '../evidence/tool-configs.ts';
import { partsOf, programWords, type Part } from './command-words.ts';
import { knownTool, type KnownTool } from './known-tools.ts';

export interface OwnCommand {
  readonly tool: KnownTool;
  readonly text: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Scripts a person would run to check; those that repair, watch or build are not among them. */
const checking =
  /^((pre|post)?test|type-?checks?|check-?types?|types?|tsc|(code-?)?lint|format|fmt|prettier|check|style|verify|validate|quality|ci)([:-](?!.*(fix|write|watch|dev))[\w:-]+)?$/i;
const perTool: Readonly<Record<string, string>> = {
  mypy: 'mypy .',
  pyright: 'pyright',
  ruff: 'ruff check .',
  black: 'black --check .',
  flake8: 'flake8',
};

/** The checks that the project itself has: what CI runs, what scripts run, else what a configured tool runs by itself. */
export function ownCommands(
  manifests: readonly Manifest[],
  ci: Ci | undefined,
  configs: readonly ToolConfig[],
): OwnCommand[] {
  const ours = manifests.filter((one) => !one.aside);
  const found = [
    ...ours.filter((one) => one.ecosystem === 'npm').flatMap(fromScripts),
    ...fromCi(ours, ci),
    ...ours.filter((one) => one.ecosystem === 'Go').flatMap(goCommands),
    ...ours.filter((one) => one.ecosystem === 'PyPI').flatMap((one) => fromConfigs(one, configs)),
  ];
  const kept = new Map<string, OwnCommand>();
  // The first of a tool in a folder is the better known one; scripts may call a tool for several parts.
  for (const one of found) {
    const same = [...kept.values()].some(
      (other) => other.tool === one.tool && other.folder === one.folder && other.text === one.text,
    );
    const fallback =
      /^(mypy \.|pyright|ruff check \.|black --check \.|flake8|go vet \.\/\.\.\.|gofmt -l \.)$/.test(
        one.text,
      );
    const covered = [...kept.values()].some(
      (other) => other.tool === one.tool && other.folder === one.folder,
    );
    if (!same && !(fallback && covered)) kept.set(`${one.folder}\0${one.text}`, one);
  }
  return [...kept.values()];
}

function fromScripts(manifest: Manifest): OwnCommand[] {
  const { folder, scripts } = manifest;
  const named = scripts.filter(({ name }) => checking.test(name));
  const checks = named.flatMap(({ command }) => toolsIn(partsOf(command, scripts) ?? []));
  const hasTypes = checks.some(({ tool }) => tool.name === 'tsc');
  // Without a check of its own, what compiles is what checks the types.
  const builds = scripts.filter(({ name }) => name === 'build');
  const compiled = hasTypes
    ? []
    : builds
        .flatMap(({ command }) => toolsIn(partsOf(command, scripts) ?? []))
        .filter(({ tool }) => tool.name === 'tsc');
  return [...checks, ...compiled].map((one) => ({ ...one, folder, manifest }));
}

function toolsIn(parts: readonly Part[]): { tool: KnownTool; text: string }[] {
  return parts.flatMap(({ text, words }) => {
    const tool = knownTool(words);
    return tool ? [{ tool, text }] : [];
  });
}

function fromCi(manifests: readonly Manifest[], ci: Ci | undefined): OwnCommand[] {
  const steps = (ci?.pipelines ?? []).flatMap(({ jobs }) => jobs.flatMap((job) => job.steps));
  return steps.flatMap(({ commands, workingDirectory = '', mayFail }) => {
    if (mayFail !== 'no') return [];
    return commands.flatMap(({ kind, program, args, lost }): OwnCommand[] => {
      if (kind !== 'tool' || program === undefined || lost !== undefined) return [];
      const all = [program, ...args];
      if (all.some((word) => /[$`{}()|&;<>]/.test(word))) return [];
      const tool = knownTool(programWords(all.join(' ')));
      const folder = workingDirectory.replace(/^\.\/?|\/$/g, '');
      const wish = tool === undefined ? undefined : ecosystemOf(tool);
      const manifest = manifests.find((one) => one.folder === folder && one.ecosystem === wish);
      if (!tool || !manifest) return [];
      const text = programWords(all.join(' ')).map(quoted).join(' ');
      return [{ tool, text, folder, manifest }];
    });
  });
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`;
}

function ecosystemOf({ name }: KnownTool): Manifest['ecosystem'] {
  if (/^(go vet|gofmt|golangci-lint)$/.test(name)) return 'Go';
  return /^(mypy|pyright|ruff( format)?|flake8|black)$/.test(name) ? 'PyPI' : 'npm';
}

function goCommands(manifest: Manifest): OwnCommand[] {
  return toolsIn(['go vet ./...', 'gofmt -l .'].map((text) => ({ text, words: programWords(text) }))).map(
    (one) => ({ ...one, folder: manifest.folder, manifest }),
  );
}

function fromConfigs(manifest: Manifest, configs: readonly ToolConfig[]): OwnCommand[] {
  const texts = configs
    .filter((config) => config.folder === manifest.folder && !config.aside)
    .flatMap(({ tool }) => perTool[tool] ?? []);
  return toolsIn([...new Set(texts)].map((text) => ({ text, words: programWords(text) }))).map((one) => ({
    ...one,
    folder: manifest.folder,
    manifest,
  }));
}
