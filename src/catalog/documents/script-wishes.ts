import type { Wish } from './command-wishes.ts';

const npmVerbs = /^(run|run-script)$/;
const own =
  /^(install|i|ci|add|remove|rm|init|create|publish|link|exec|dlx|why|audit|outdated|update|upgrade|up|list|ls|login|pack|version|config|cache|set|info|import|store|workspace|workspaces|global|prune|rebuild|view|x|pm|info|help|dedupe|patch|deploy|fetch|node|root|bin|env|setup|plugin|policies|unlink|tag|test|start|stop|restart|t|tst|it|cit|doctor|ping|whoami|search|star|token|team|owner|org|access|hook|profile|repo|bugs|docs|edit|explore|explain|fund|find-dupes|get|shrinkwrap|sbom|query|pkg|completion|diff|dist-tag|adduser|install-test|install-ci-test|logout|-v|--version)$/;

/** Scripts and targets that a runner looks up by name; undefined when the program is no runner. */
export function scriptWishes(program: string, rest: readonly string[]): Wish[] | undefined {
  if (/^(npm|pnpm|yarn|bun)$/.test(program)) return packageScript(program, rest);
  if (program === 'make' || program === 'gmake') return makeTargets(rest);
  if (program === 'just') return one('just', rest);
  if (program === 'task') return one('task', rest);
  if (program === 'composer')
    return rest[0] === 'run' || rest[0] === 'run-script' ? one('composer', rest.slice(1)) : [];
  return undefined;
}

function packageScript(by: string, words: readonly string[]): Wish[] {
  let rest = words;
  let folder: string | undefined;
  let elsewhere = false;
  while (rest[0]?.startsWith('-')) {
    const [option = '', value] = rest[0].includes('=') ? rest[0].split('=', 2) : [rest[0], rest[1]];
    const takes = /^(--prefix|--cwd|-C|--dir|--filter|-F|-w|--workspace)$/.test(option);
    if (/^(--prefix|--cwd|-C|--dir)$/.test(option)) folder = value;
    if (/^(--filter|-F|-w|--workspace|-r|--recursive|-ws|--workspaces)$/.test(option)) elsewhere = true;
    rest = rest.slice(takes && !rest[0].includes('=') ? 2 : 1);
  }
  if (by === 'yarn' && rest[0] === 'workspace') {
    elsewhere = true;
    rest = rest.slice(2);
  }
  // bun has a test runner of its own; the others look for a script.
  const runs = npmVerbs.test(rest[0] ?? '');
  if (by !== 'bun' && /^(test|t)$/.test(rest[0] ?? '')) {
    return [
      {
        kind: 'script',
        name: 'test',
        by: elsewhere ? `${by} in a workspace` : by,
        ...(folder === undefined ? {} : { folder }),
      },
    ];
  }
  const name = runs ? rest.slice(1).find((word) => !word.startsWith('-')) : rest[0];
  if (name === undefined || (!runs && (by === 'npm' || own.test(name)))) return [];
  // Without `run` these may start a program of a dependency, and with a file name bun runs the file.
  if (!runs || (by === 'bun' && /[./]/.test(name)) || (by === 'yarn' && !runs)) return [];
  const at = folder === undefined ? {} : { folder };
  return [{ kind: 'script', name, by: elsewhere ? `${by} in a workspace` : by, ...at }];
}

function makeTargets(words: readonly string[]): Wish[] {
  const wishes: Wish[] = [];
  let folder: string | undefined;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (/^(-C|--directory)$/.test(word)) folder = words[(index += 1)];
    // Another makefile is another set of targets.
    else if (/^(-f|--file|--makefile)/.test(word)) return [];
    else if (/^-j$|^-l$|^-o$|^-I$/.test(word) && /^\d/.test(words[index + 1] ?? '')) index += 1;
    else if (!word.startsWith('-') && !word.includes('='))
      wishes.push({ kind: 'target', name: word, by: 'make' });
  }
  return wishes.map((wish) => (folder === undefined ? wish : { ...wish, folder }));
}

function one(by: string, rest: readonly string[]): Wish[] {
  const name = rest[0];
  return name === undefined || name.startsWith('-') || name.includes('=')
    ? []
    : [{ kind: 'target', name, by }];
}
