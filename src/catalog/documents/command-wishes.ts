import type { DocumentReference } from '../evidence/document-commands.ts';
import { composeWishes, dockerWishes } from './docker-wishes.ts';
import { scriptWishes } from './script-wishes.ts';

/** Something that must exist for a command to work. */
export interface Wish {
  readonly kind: DocumentReference['kind'];
  readonly name: string;
  readonly by: string;
  /** Folder given on the command line: `make -C api`, `npm --prefix web`. */
  readonly folder?: string;
}

const interpreters: Readonly<Record<string, RegExp>> = {
  bash: /./,
  sh: /./,
  zsh: /./,
  source: /./,
  '.': /./,
  python: /\.py$/,
  python3: /\.py$/,
  node: /\.[cm]?[jt]s$|\//,
  tsx: /\.[cm]?tsx?$/,
  'ts-node': /\.[cm]?tsx?$/,
  ruby: /\.rb$/,
  php: /\.php$|^artisan$|\//,
  perl: /\.pl$/,
  Rscript: /\.R$/,
  'ansible-playbook': /\.ya?ml$/,
};
const valued =
  /^(-r|--require|-e|--env-file|--import|--loader|-c|-m|-i|-t|--tags|-u|-l|--limit|--extra-vars|-p|-k)$/;

/** What must exist for a command to work, as far as its words tell for certain. */
export function wishesOf(words: readonly string[]): Wish[] {
  const plain = withoutWrappers(words);
  const [program = '', ...rest] = plain;
  // `1189/1189` is a counter that some command printed.
  if (/^\.{1,2}\/|^[\w.-]+\/[\w./-]+$/.test(program) && /[a-z]/i.test(program))
    return [{ kind: 'path', name: program, by: 'the shell' }];
  if (/^(docker|podman)(-compose)?$/.test(program)) {
    return program.endsWith('compose') || rest[0] === 'compose'
      ? composeWishes(program.endsWith('compose') ? rest : rest.slice(1))
      : dockerWishes(rest);
  }
  const scripts = scriptWishes(program, rest);
  if (scripts) return scripts;
  const accepted = interpreters[program];
  if (accepted) return interpreterWishes(program, rest, accepted);
  return fileWishes(program, rest);
}

function withoutWrappers(words: readonly string[]): readonly string[] {
  let rest = words;
  while (
    rest.length > 0 &&
    (/^(sudo|time|nohup|env|exec|npx|bunx|command)$/.test(rest[0] ?? '') ||
      /^[A-Z_][A-Z0-9_]*=/.test(rest[0] ?? ''))
  ) {
    rest = rest.slice(1);
    while (/^(-y|--yes|-E|-H)$/.test(rest[0] ?? '')) rest = rest.slice(1);
  }
  const pair = rest.slice(0, 2).join(' ');
  return /^(poetry|pipenv|uv|pdm|rye|hatch) run$|^(bundle|yarn|pnpm) exec$/.test(pair) ? rest.slice(2) : rest;
}

function interpreterWishes(program: string, rest: readonly string[], accepted: RegExp): Wish[] {
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    // `python -m module`, `node -e code`, `bash -c text` and `node --test` run no file that is named here.
    if (/^(-m|-c|-e|-p|--eval|--print|--test|-r)$/.test(word)) return [];
    if (word.startsWith('-')) {
      if (valued.test(word)) index += 1;
      continue;
    }
    return accepted.test(word) ? [{ kind: 'path', name: word, by: program }] : [];
  }
  return [];
}

function fileWishes(program: string, rest: readonly string[]): Wish[] {
  const wishes: Wish[] = [];
  const add = (name: string | undefined) => {
    if (name !== undefined && !name.startsWith('-') && !/^https?:|^-$/.test(name))
      wishes.push({ kind: 'path', name, by: program });
  };
  const after = (...options: readonly string[]) => {
    rest.forEach((word, index) => {
      if (options.includes(word)) add(rest[index + 1]);
    });
  };
  const plain = rest.filter((word) => !word.startsWith('-'));
  if (program === 'cp' && plain.length === 2) add(plain[0]);
  else if (program === 'chmod' && plain.length >= 2) plain.slice(1).forEach(add);
  else if (program === 'pytest')
    plain
      .filter((word) => word.includes('/') || word.endsWith('.py'))
      .forEach((word) => add(word.split('::')[0]));
  else if (program === 'psql' || program === 'mysql' || program === 'sqlcmd') after('-f', '--file');
  else if (program === 'kubectl' || program === 'oc') after('-f', '--filename', '-k', '--kustomize');
  else if (program === 'helm') {
    after('-f', '--values');
    plain.filter((word) => /^\.{1,2}\//.test(word)).forEach(add);
  } else if (program === 'k6' && rest[0] === 'run') add(plain.findLast((word) => /\.[jt]s$/.test(word)));
  else if (program === 'go' && rest[0] === 'run')
    add(plain.slice(1).find((word) => /^\.{1,2}\/|\.go$/.test(word)));
  else if (program === 'gh' && rest[0] === 'workflow' && rest[1] === 'run' && rest[2] !== undefined) {
    wishes.push({ kind: 'workflow', name: rest[2], by: 'gh' });
  } else if (program === 'terraform') {
    const folder = rest.find((word) => word.startsWith('-chdir='))?.slice('-chdir='.length);
    add(folder);
  } else if (program === 'pip' || program === 'pip3' || program === 'uv') after('-r', '--requirement');
  return wishes;
}
