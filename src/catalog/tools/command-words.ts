import type { Manifest } from '../evidence/manifests.ts';

/** One program call out of a script, without operators around it. */
export interface Part {
  /** As it stands, to be run in the folder of its manifest. */
  readonly text: string;
  /** Program and arguments, with assignments and runners (npx, cross-env, poetry run …) taken off. */
  readonly words: readonly string[];
}

const runners = /^(npx|pnpx|bunx|cross-env|dotenv|exec)$/;
const mostDeep = 4;

/** The calls that a script makes one after the other, other scripts followed; undefined when it is more than a list. */
export function partsOf(script: string, scripts: Manifest['scripts'], depth = 0): Part[] | undefined {
  // Single quotes keep what stands in them; anything that makes a decision or a pipe is not a list.
  const bare = script.replace(/'[^']*'|"[^"$`]*"/g, (quoted) => 'q'.repeat(quoted.length));
  if (depth > mostDeep || script.length > 2_000 || /[|;<>`]|\$\(|(^|[^&])&($|[^&])|\n/.test(bare))
    return undefined;
  const parts: Part[] = [];
  let from = 0;
  for (const at of [...[...bare.matchAll(/&&/g)].map((match) => match.index), bare.length]) {
    const text = script.slice(from, at).trim();
    from = at + 2;
    if (text === '') continue;
    const called = calledScripts(text, scripts);
    if (called === undefined) {
      parts.push({ text, words: programWords(text) });
      continue;
    }
    for (const one of called) {
      const inner = partsOf(one.command, scripts, depth + 1);
      if (inner === undefined) return undefined;
      parts.push(...inner);
    }
  }
  return parts;
}

/** `npm run lint` and its like: the scripts meant, hooks around them included. */
function calledScripts(text: string, scripts: Manifest['scripts']): Manifest['scripts'] | undefined {
  const [program = '', ...rest] = splitWords(text);
  if (/^(run-s|npm-run-all2?)$/.test(program) && rest.every((word) => /^[\w:.-]+$/.test(word)))
    return rest.flatMap((name) => withHooks(name, scripts));
  if (!/^(npm|pnpm|yarn|bun)$/.test(program)) return undefined;
  const names = rest.filter((word) => !/^(run|run-script|-s|--silent|--if-present)$/.test(word));
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) return undefined;
  const found = withHooks(name === 't' ? 'test' : name, scripts);
  return found.length === 0 ? undefined : found;
}

export function withHooks(name: string, scripts: Manifest['scripts']): Manifest['scripts'] {
  const named = (one: string) => scripts.filter((script) => script.name === one);
  const own = named(name);
  return own.length === 0 ? [] : [...named(`pre${name}`), ...own, ...named(`post${name}`)];
}

export function programWords(text: string): string[] {
  let words = splitWords(text);
  for (let turn = 0; turn < 6; turn += 1) {
    const [first = '', second = ''] = words;
    if (/^\w+=/.test(first)) words = words.slice(1);
    else if (runners.test(first) || (first === 'env' && /=/.test(second)))
      words = words
        .slice(1)
        .filter((word, index) => index > 0 || !/^(--no-install|--no|--|-y|--yes)$/.test(word));
    else if (/^(pnpm|yarn|bun|npm)$/.test(first) && /^(exec|x)$/.test(second))
      words = words.slice(2).filter((word, index) => index > 0 || word !== '--');
    else if (/^(poetry|uv|pipenv|pdm|hatch|rye)$/.test(first) && second === 'run') words = words.slice(2);
    else if (/(^|\/)python[\d.]*$/.test(first) && second === '-m') words = words.slice(2);
    else break;
  }
  const [program, ...args] = words;
  return program === undefined ? [] : [program.slice(program.lastIndexOf('/') + 1), ...args];
}

function splitWords(text: string): string[] {
  const words = text.slice(0, 2_000).match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replaceAll(/['"]/g, ''));
}
