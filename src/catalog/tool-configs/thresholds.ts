import type { Given } from '../../kit/evidence.ts';
import type { ToolConfig } from '../evidence/tool-configs.ts';
import manifests from '../evidence/manifests.ts';
import { asideKind, folderOf } from '../aside.ts';
import { valueOf, type Setting } from './settings.ts';

/** Where each tool writes the least coverage it accepts, in percent. */
const places: Readonly<Record<string, readonly (readonly [key: string, of: string])[]>> = {
  jest: four('coverageThreshold.global'),
  vitest: [...four('coverage.thresholds'), ...four('coverage')],
  nyc: four(''),
  c8: four(''),
  'coverage.py': [['fail_under', 'lines']],
  codecov: [['coverage.status.project.default.target', 'lines']],
  tarpaulin: [['report.fail-under', 'lines']],
};

/** The thresholds of a coverage set-up as `threshold.lines`, `threshold.branches` …, whatever the tool calls them. */
export function thresholdsOf(tool: string, settings: readonly Setting[]): Setting[] {
  // nyc and c8 only compare when told to.
  if ((tool === 'nyc' || tool === 'c8') && valueOf(settings, 'check-coverage')?.value !== true) return [];
  return (places[tool] ?? []).flatMap(([key, of]) => {
    const found = settings.find((setting) => setting.key === key || setting.key.endsWith(`.${key}`));
    const value = found === undefined ? Number.NaN : Number.parseFloat(String(found.value));
    return found && value > 0 ? [{ key: `threshold.${of}`, value, line: found.line }] : [];
  });
}

const flags: readonly (readonly [RegExp, string])[] = [
  [/--cov-fail-under[= ](\d+(?:\.\d+)?)/, 'lines'],
  [/--fail-under[= ](\d+(?:\.\d+)?)/, 'lines'],
  [/--coverage\.thresholds\.lines[= ](\d+)/, 'lines'],
  [/--test-coverage-lines[= ](\d+)/, 'lines'],
  [/--check-coverage\b.*--lines[= ](\d+)/, 'lines'],
  [/--minimum-coverage[= ](\d+)/, 'lines'],
  [/--min[= ](\d+)(?=.*--coverage)|--coverage\b.*--min[= ](\d+)/, 'lines'],
];

/** Thresholds given on a command line. */
function thresholdsInCommand(command: string, line: number): Setting[] {
  return flags.flatMap(([pattern, of]) => {
    const match = pattern.exec(command.slice(0, 2_000));
    const value = Number(match?.slice(1).find((group) => group !== undefined));
    return match && value > 0 ? [{ key: `threshold.${of}`, value, line }] : [];
  });
}

export function thresholdsInScripts({
  manifests: all,
}: Given<{ seen: typeof manifests }>['seen']): ToolConfig[] {
  return all.flatMap(({ file, scripts }) =>
    scripts.flatMap(({ name, command, line }) => {
      const settings = thresholdsInCommand(command, line);
      return settings.length === 0 ? [] : [coverageTool(`script ${name}`, file, line, settings)];
    }),
  );
}

/** SimpleCov, JaCoCo and coverlet: one line each, in files that are programs or build descriptions. */
export function thresholdsInText(file: string, text: string): ToolConfig[] {
  const [tool, pattern, factor] = /\.rb$|\.simplecov$/.test(file)
    ? (['simplecov', /^\s*(?:SimpleCov\.)?minimum_coverage\s*\(?\s*(?:line:\s*)?(\d+(?:\.\d+)?)/, 1] as const)
    : /\.csproj$|\.props$/.test(file)
      ? (['coverlet', /<Threshold>\s*(\d+)/, 1] as const)
      : (['jacoco', /<minimum>\s*(0?\.\d+|1(?:\.0+)?)|^\s*minimum\s*=\s*["']?(0?\.\d+)/, 100] as const);
  if (tool === 'jacoco' && !/jacoco/i.test(text)) return [];
  const settings = text.split('\n').flatMap((content, index): Setting[] => {
    const match = pattern.exec(content.slice(0, 500));
    const value = Number(match?.slice(1).find((group) => group !== undefined)) * factor;
    return match && value > 0 ? [{ key: 'threshold.lines', value, line: index + 1 }] : [];
  });
  const [first] = settings;
  return first ? [coverageTool(tool, file, first.line, settings.slice(0, 4))] : [];
}

function coverageTool(tool: string, file: string, line: number, settings: readonly Setting[]): ToolConfig {
  const aside = asideKind(file) === 'example' || asideKind(file) === 'vendored';
  const folder = folderOf(file);
  return {
    tool,
    role: 'coverage',
    file,
    folder,
    aside,
    line,
    settings: [...settings],
    extends: [],
    complete: true,
  };
}

function four(prefix: string): (readonly [string, string])[] {
  return ['lines', 'branches', 'functions', 'statements'].map((of) => [
    prefix === '' ? of : `${prefix}.${of}`,
    of,
  ]);
}
