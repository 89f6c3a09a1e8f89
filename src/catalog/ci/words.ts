/** Programs that only run another one: how many words to skip before it, or a test for the words that are theirs. */
const prefixes: readonly {
  readonly program: RegExp;
  /** Options of the wrapper that take a value as the next word. */
  readonly valued?: RegExp;
  /** Words after the options that are still the wrapper's: a duration, a service name, an image. */
  readonly own?: number;
}[] = [
  {
    program: /^(sudo|nice|nohup|time|command|exec|builtin|eval|stdbuf|ionice|xvfb-run|dotenvx?|infisical)$/,
    valued: /^-[ugnCs]$/,
  },
  { program: /^env$/, valued: /^-[uC]$/ },
  { program: /^(timeout|gtimeout)$/, valued: /^-[ks]$/, own: 1 },
  { program: /^(npx|bunx|pnpx|uvx|pipx)$/, valued: /^(-p|--package|--with|--from)$/ },
  { program: /^xargs$/, valued: /^-[InPLd]$/ },
];

/** Two words that together only run another program: `poetry run pytest`. */
const pairs: readonly RegExp[] = [
  /^(poetry|pipenv|uv|hatch|rye|pdm|conda|mamba|micromamba|doppler|dotnet tool|nix) run$/,
  /^(bundle|pnpm|mise|asdf|direnv|hatch|op|chamber|teller|yarn) exec$/,
  /^(pnpm|yarn) dlx$/,
  /^(npm) exec$/,
  /^pipx run$/,
  /^(op|doppler|infisical|varlock) run$/,
  /^bun x$/,
];

const assignment = /^[A-Za-z_][A-Za-z0-9_]*\+?=/;

/** `sudo env A=1 timeout 60 npx vitest run` is `vitest run`. Gives the words unchanged when nothing wraps them. */
export function unwrap(words: readonly string[]): readonly string[] {
  return unwrapAll(words).words;
}

/** The same, and whether it runs in a container, where the repository's paths may not be. */
export function unwrapAll(words: readonly string[]): {
  readonly words: readonly string[];
  readonly inContainer: boolean;
} {
  let rest = words;
  let inContainer = false;
  for (let round = 0; round < 8; round += 1) {
    const inner = insideContainer(rest);
    const next = inner ?? unwrapOnce(rest);
    if (next === rest || next.length === 0) break;
    inContainer ||= inner !== undefined;
    rest = next;
  }
  return { words: rest, inContainer };
}

function unwrapOnce(words: readonly string[]): readonly string[] {
  const [program, second] = words;
  if (program === undefined) return words;
  if (assignment.test(program)) return words.slice(1);
  if (second !== undefined && pairs.some((pair) => pair.test(`${program} ${second}`)))
    return skipOptions(
      words,
      2,
      /^(-p|--package|--with|--group|--extra|--env-file|-n|--name|--only-group)$/,
      0,
    );
  if (/^python[\d.]*$/.test(program) && second === '-m') return words.slice(2);
  if (
    program === 'dotenv' ||
    program === 'dotenvx' ||
    program === 'cross-env' ||
    program === 'cross-env-shell'
  )
    return words.slice(words.indexOf('--') > 0 ? words.indexOf('--') + 1 : 1);
  const prefix = prefixes.find((one) => one.program.test(program));
  if (prefix) return plainPackage(skipOptions(words, 1, prefix.valued, prefix.own ?? 0));
  return words;
}

/** `npx @commitlint/cli@20` runs commitlint, `npx eslint@9` eslint. */
function plainPackage(words: readonly string[]): readonly string[] {
  const [program, ...rest] = words;
  const named = /^@([\w.-]+)\/([\w.-]+)(@[\w.^~-]+)?$/.exec(program ?? '');
  if (named) return [named[2] === 'cli' ? (named[1] ?? '') : (named[2] ?? ''), ...rest];
  const versioned = /^([\w.-]+)@[\w.^~-]+$/.exec(program ?? '')?.[1];
  return versioned === undefined ? words : [versioned, ...rest];
}

/** `docker compose run --rm web pytest` and `docker run image pytest` run what follows in a container. */
function insideContainer(words: readonly string[]): readonly string[] | undefined {
  const text = words.slice(0, 2).join(' ');
  const composed = /^(docker|podman) compose$/.test(text)
    ? 2
    : /^(docker|podman)-compose$/.test(words[0] ?? '')
      ? 1
      : undefined;
  const valued =
    /^(-f|--file|-p|--project-name|--profile|--env-file|-e|--env|-u|--user|-w|--workdir|-v|--volume|--name|--entrypoint|--network|--platform|-p|--publish|--add-host|--mount|--progress|-c|--context|--project-directory|--ansi|-l|--label|-h|--hostname|-m|--memory|--cpus|--shm-size|--net|--index)$/;
  if (composed !== undefined) {
    const verb = skipOptions(words, composed, valued, 0);
    if (verb[0] !== 'run' && verb[0] !== 'exec') return undefined;
    const inner = skipOptions(verb, 1, valued, 1);
    return inner.length > 0 ? inner : undefined;
  }
  if (!/^(docker|podman) (run|exec)$/.test(text)) return undefined;
  const inner = skipOptions(words, 2, valued, 1);
  return inner.length > 0 ? inner : undefined;
}

function skipOptions(
  words: readonly string[],
  from: number,
  valued: RegExp | undefined,
  own: number,
): readonly string[] {
  let index = from;
  while (index < words.length) {
    const word = words[index] ?? '';
    if (word === '--') {
      index += 1;
      break;
    }
    if (assignment.test(word)) index += 1;
    else if (!word.startsWith('-')) break;
    else index += valued?.test(word) ? 2 : 1;
  }
  return words.slice(index + own);
}
