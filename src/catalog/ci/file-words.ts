import type { Call } from './model.ts';

/** A path of the repository that a command needs to be there. */
export interface NamedPath {
  readonly kind: Call['kind'];
  readonly path: string;
  /** It is executed, so that what it does can be followed. */
  readonly runs: boolean;
}

const interpreters =
  /^(ba|da|z|k)?sh$|^(python[\d.]*|node|tsx|ts-node|ts-node-esm|ruby|php|perl|deno|bun|Rscript|pwsh|groovy|lua)$/;
const scriptName = /\.(sh|bash|zsh|py|js|mjs|cjs|ts|mts|cts|rb|php|pl|ps1|lua)$/;
/** Options whose value is a file the command reads. */
const fileOptions: readonly (readonly [RegExp, RegExp, Call['kind']])[] = [
  [/^(docker (buildx )?build|podman build|buildah)\b/, /^(-f|--file)$/, 'dockerfile'],
  [/^(docker[- ]compose|podman-compose)\b/, /^(-f|--file)$/, 'compose'],
  [/^(kubectl (apply|create|replace|delete)|oc apply)\b/, /^(-f|--filename|-k|--kustomize)$/, 'file'],
  [/^(helm (upgrade|install|template)|helmfile)\b/, /^(-f|--values)$/, 'file'],
  [/^(pip3?|uv pip|python3? -m pip) install\b/, /^(-r|--requirement|-c|--constraint)$/, 'file'],
  [/^psql\b/, /^(-f|--file)$/, 'file'],
];

/** Paths that a command names in a place where a path must stand. Variables, globs and options are left out. */
export function pathsIn(words: readonly string[]): readonly NamedPath[] {
  const [program, ...args] = words;
  if (program === undefined) return [];
  const found: NamedPath[] = [];
  if (
    isPlain(program) &&
    /^\.{1,2}\/|\//.test(program) &&
    !/^\/|node_modules|vendor\/bin|^\.?venv|\/bin\/(python|pip|rails|console|rake)/.test(program)
  )
    found.push({ kind: 'file', path: program, runs: true });
  if (interpreters.test(program)) found.push(...scriptOf(program, args));
  if (
    /^(source|\.)$/.test(program) &&
    args[0] !== undefined &&
    isPlain(args[0]) &&
    /\.(sh|bash)$/.test(args[0])
  )
    found.push({ kind: 'file', path: args[0], runs: true });
  if (program === 'k6' && args[0] === 'run') found.push(...lastPlain(args, /\.(js|ts)$/));
  if (program === 'ansible-playbook') found.push(...lastPlain(args, /\.ya?ml$/));
  if (program === 'newman') found.push(...lastPlain(args, /\.json$/));
  found.push(...optionPaths(words));
  return found;
}

/** The first word that is no option, where it is a file: not for `python -m x` or `node -e x`. */
function scriptOf(program: string, args: readonly string[]): NamedPath[] {
  for (const [index, arg] of args.entries()) {
    if (/^-([cem]|-eval|-print|p|-test|-check)$/.test(arg) || /^--(test|eval|print|run)\b/.test(arg))
      return [];
    if (arg.startsWith('-')) continue;
    if (/^(-r|--require|--import|--loader|--env-file)$/.test(args[index - 1] ?? '')) continue;
    if (program === 'deno' || program === 'bun' || program === 'php') {
      if (/^(run|test|task|install|add|x|artisan|lint|fmt|check|build|build\S*)$/.test(arg)) continue;
    }
    return isPlain(arg) && scriptName.test(arg) ? [{ kind: 'file', path: arg, runs: true }] : [];
  }
  return [];
}

function lastPlain(args: readonly string[], shape: RegExp): NamedPath[] {
  const path = args.find((arg) => shape.test(arg) && isPlain(arg));
  return path === undefined ? [] : [{ kind: 'file', path, runs: true }];
}

function optionPaths(words: readonly string[]): NamedPath[] {
  const text = words.join(' ');
  const found: NamedPath[] = [];
  for (const [command, option, kind] of fileOptions) {
    if (!command.test(text)) continue;
    for (const [index, word] of words.entries()) {
      const [name, inline] = /^--[\w-]+=/.test(word) ? splitAt(word) : [word, undefined];
      if (!option.test(name)) continue;
      const path = inline ?? words[index + 1];
      if (path !== undefined && isPlain(path)) found.push({ kind, path, runs: false });
    }
  }
  return found;
}

function splitAt(word: string): [string, string] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}

function isPlain(path: string): boolean {
  return path !== '' && path !== '-' && !/[$`*?{}~<>|;"'\s\\]|^https?:|^[a-z]+:\/\/|^\/|^-/.test(path);
}
