/** A script of a package.json that a command runs. */
export interface NpmRun {
  readonly script: string;
  /** Folder of the package, from the command's own folder. */
  readonly folder: string;
  /** Runs in packages of the workspace: of this name, or in all of them. */
  readonly of?: { readonly name?: string };
  /** `yarn x` runs a program when there is no script x. */
  readonly mayBeProgram: boolean;
}

const lifecycle = /^(test|t|tst|start|stop|restart)$/;
const ownVerbs =
  /^(install|i|ci|add|remove|rm|uninstall|publish|pack|audit|version|config|cache|login|logout|whoami|link|unlink|outdated|update|upgrade|up|info|view|init|create|dlx|exec|x|why|list|ls|root|prune|dedupe|rebuild|import|patch|store|deploy|set|get|fetch|env|self-update|setup|global|node|npm|plugin|bin|help|policies|workspace|workspaces|pkg|ping|search|access|tag|dist-tag|deprecate|owner|team|token|fund|explain|doctor|sbom|licenses|approve-builds|server|generate-lock-entry|check|build|pm|changelog)$/;

/** What npm, pnpm, yarn and bun run by these words; none for their own verbs. */
export function npmRuns(words: readonly string[]): readonly NpmRun[] {
  const [program, ...rest] = words;
  if (program === undefined) return [];
  if (/^(run-s|run-p|npm-run-all2?)$/.test(program))
    return rest
      .filter((word) => !word.startsWith('-'))
      .map((script) => ({ script, folder: '', mayBeProgram: false }));
  if (program === 'concurrently')
    return rest.flatMap((word) => {
      const script = /^npm:([\w:*-]+)$/.exec(word)?.[1];
      return script === undefined ? [] : [{ script, folder: '', mayBeProgram: false }];
    });
  if (program === 'turbo' || program === 'lerna') return workspaceRunner(rest);
  if (!/^(npm|pnpm|yarn|bun)$/.test(program)) return [];
  const read = readOptions(program, rest);
  const [verb, second, third, fourth] = read.words;
  if (verb === undefined) return [];
  const base = { folder: read.folder, ...(read.of ? { of: read.of } : {}) };
  if (program === 'yarn' && verb === 'workspace' && second !== undefined) {
    const script = third === 'run' ? fourth : third;
    return script === undefined
      ? []
      : [{ script, folder: read.folder, of: { name: second }, mayBeProgram: true }];
  }
  if (program === 'yarn' && verb === 'workspaces') {
    const script = read.words.find((word, index) => index > 1 && word !== 'run' && word !== 'foreach');
    return script === undefined ? [] : [{ script, folder: read.folder, of: {}, mayBeProgram: true }];
  }
  if (/^(run|run-script|rum|urn)$/.test(verb))
    return second === undefined ? [] : [{ ...base, script: second, mayBeProgram: program !== 'npm' }];
  if (lifecycle.test(verb))
    return [{ ...base, script: /^ts?t?$/.test(verb) ? 'test' : verb, mayBeProgram: program === 'bun' }];
  if (program === 'npm' || ownVerbs.test(verb)) return [];
  return [{ ...base, script: verb, mayBeProgram: true }];
}

function workspaceRunner(rest: readonly string[]): readonly NpmRun[] {
  const words = rest.filter((word) => !word.startsWith('-'));
  const scripts = words[0] === 'run' ? words.slice(1) : words.slice(0, 1);
  return scripts.map((script) => ({ script, folder: '', of: {}, mayBeProgram: true }));
}

/** Options of the runner itself; what stands after the script's name is the script's. */
function readOptions(program: string, rest: readonly string[]) {
  const words: string[] = [];
  let folder = '';
  let of: { name?: string } | undefined;
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    if (word === '--') break;
    const [option, inline] = word.startsWith('-') ? splitOption(word) : [undefined, undefined];
    if (option === undefined) {
      words.push(word);
      continue;
    }
    const value = () => inline ?? rest[(index += 1)] ?? '';
    if (/^(--prefix|-C|--dir|--cwd)$/.test(option)) folder = value();
    else if (/^(-w|--workspace|--filter|-F)$/.test(option) && !(program === 'pnpm' && option === '-w'))
      of = { name: value() };
    else if (/^(-r|--recursive|--workspaces|-ws|--ws)$/.test(option)) of = {};
    else if (/^(--loglevel|--reporter|--registry|--concurrency|--workspace-concurrency)$/.test(option))
      value();
  }
  return { words, folder, of };
}

function splitOption(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
