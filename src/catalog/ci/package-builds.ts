import { readJson } from '../json-text.ts';
import { npmRuns } from './npm-runner.ts';
import { readShell, type ParseShell } from './shell.ts';
import { purposesOfCommand } from './tool-purposes.ts';

export interface BuildSwitch {
  readonly file: string;
  readonly line: number;
  readonly ignores: 'type errors' | 'lint errors';
  readonly setting: string;
  readonly certain: boolean;
}

/** They drop types without looking at them. */
const dropsTypes =
  /^(vite build|esbuild|tsdown|swc|babel|parcel build|bun build|remix vite:build|react-router build|astro build|nuxt build|nuxi build|svelte-kit build|rollup|tsup(?!.*--dts))\b/;

/** Build scripts of a package that go on over errors; undefined when it has no build script. */
export function packageBuilds(
  file: string,
  text: string,
  typed: boolean,
  parse: ParseShell,
): BuildSwitch[] | undefined {
  const json = readJson(text);
  const value: unknown = json?.value;
  const scripts: unknown =
    typeof value === 'object' && value !== null && 'scripts' in value ? value.scripts : undefined;
  if (!json || typeof scripts !== 'object' || scripts === null) return undefined;
  const builds = Object.entries(scripts).flatMap(([name, command]): [string, string][] =>
    /^(pre|post)?build\b(?!.*(watch|dev))/.test(name) && typeof command === 'string' ? [[name, command]] : [],
  );
  if (builds.length === 0) return undefined;
  const read = builds.map(([name, command]) => {
    const line = json.lineOf('scripts', name);
    const setting = `${name}: ${command.slice(0, 100)}`;
    const { commands } = readShell(command, { errexit: false, pipefail: false, firstLine: line }, parse);
    return { line, setting, commands };
  });
  const forgotten = read.flatMap(({ line, setting, commands }) =>
    commands.flatMap((one): BuildSwitch[] => {
      const does = purposesOfCommand(one.words);
      const checks = does.includes('typecheck') || does.includes('lint');
      if (!checks || !/^or-|no-errexit|pipe/.test(one.lost ?? '')) return [];
      return [
        {
          file,
          line,
          ignores: does.includes('typecheck') ? 'type errors' : 'lint errors',
          setting,
          certain: true,
        },
      ];
    }),
  );
  const all = read.flatMap((one) => one.commands);
  const texts = new Map(Object.entries(scripts));
  const checked = all.some((one) => checksTypes(one.words, texts));
  // Another script or a task runner may look at the types before: that is not followed.
  const unlooked =
    typed && !checked
      ? read.find((one) => one.commands.some(({ words }) => dropsTypes.test(words.join(' '))))
      : undefined;
  if (unlooked === undefined) return forgotten;
  return [
    ...forgotten,
    { file, line: unlooked.line, ignores: 'type errors', setting: unlooked.setting, certain: false },
  ];
}

/** By itself, or through another script of the package. */
function checksTypes(words: readonly string[], scripts: ReadonlyMap<string, unknown>): boolean {
  if (purposesOfCommand(words).includes('typecheck')) return true;
  return npmRuns(words).some(({ script }) =>
    /\b(tsc|vue-tsc|tsgo|svelte-check|astro check)\b/.test(String(scripts.get(script) ?? '')),
  );
}
