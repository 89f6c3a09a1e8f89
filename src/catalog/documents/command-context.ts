import { joinPath } from '../ci/paths.ts';
import type { RepoIndex } from '../repo-index.ts';
import type { CommandLine } from './command-lines.ts';

/**
 * What the commands of a document have done so far: folders a reader may stand in, files that earlier commands made,
 * and whether the reader has left this repository for another one.
 */
export interface Context {
  readonly folders: Set<string>;
  readonly made: Set<string>;
  elsewhere: string | undefined;
  /** A guide among examples tells how to set up another program that works with this one. */
  readonly aboutOthers: boolean;
}

const makers: Readonly<Record<string, (args: readonly string[]) => readonly (string | undefined)[]>> = {
  mkdir: (args) => args,
  touch: (args) => args,
  cp: (args) => [args.at(-1)],
  mv: (args) => [args.at(-1)],
  ln: (args) => [args.at(-1)],
  tee: (args) => args,
  install: (args) => [args.at(-1)],
  rsync: (args) => [args.at(-1)],
  scp: (args) => [args.at(-1)],
  wget: (args) => args.map((arg) => arg.split('/').at(-1)),
  curl: (args) => args.map((arg) => arg.split('/').at(-1)),
  nano: (args) => args,
  vim: (args) => args,
  vi: (args) => args,
  code: (args) => args,
  virtualenv: (args) => [args.at(-1)],
};
const writing =
  /^(-o|--output|-out|--out|-O|-keyout|--output-dir|--outdir|--file|-d|--data-dir|--dest|--destination|--target)$/;
const makesProject =
  /\b(?:create-[\w-]+|(?:npm|yarn|pnpm|bun) (?:create|init)|startproject|startapp|(?:rails|cargo|dotnet|ng|nest|flutter|hugo|expo|laravel) new|composer create-project|git init|helm create|npx degit)\b/;
const unpacks = /\b(?:tar\s+-?\w*x|unzip|gunzip|7z x)\b/;

const guidesToOthers = /(^|\/)(examples?|samples?|integrations?|recipes)([-_][\w-]{0,40})?\//i;

export function startContext(file: string): Context {
  const folders = new Set(['']);
  const parts = file.split('/').slice(0, -1);
  parts.forEach((_, index) => folders.add(parts.slice(0, index + 1).join('/')));
  return { folders, made: new Set(), elsewhere: undefined, aboutOthers: guidesToOthers.test(file) };
}

/** Notes what a command changes for those after it. `slug` is this repository's name at its host. */
export function follow(
  context: Context,
  { words, writes }: CommandLine,
  index: RepoIndex,
  slug: string | undefined,
): void {
  const plain = words[0] === 'sudo' ? words.slice(1) : words;
  const [program = '', ...rest] = plain;
  const args = rest.filter((word) => !word.startsWith('-'));
  for (const path of [...writes, ...(makers[program]?.(args) ?? [])]) note(context, path);
  rest.forEach((word, position) => {
    if (writing.test(word)) note(context, rest[position + 1]);
  });
  const text = plain.join(' ');
  if (makesProject.test(text)) context.elsewhere = 'an earlier command makes a new project';
  if (unpacks.test(text)) context.elsewhere = 'an earlier command unpacks an archive';
  if (program === 'ssh') context.elsewhere = 'an earlier command logs in to another machine';
  if (program === 'git' && rest[0] === 'clone') clone(context, args.slice(1), slug);
  if ((program === 'cd' || program === 'pushd') && args[0] !== undefined) enter(context, args[0], index);
}

function clone(context: Context, [url, folder]: readonly string[], slug: string | undefined): void {
  const name = url
    ?.replace(/\.git$/, '')
    .replace(/\/$/, '')
    .split(/[/:]/)
    .at(-1)
    ?.toLowerCase();
  const own = slug?.split('/').at(-1)?.toLowerCase();
  // Without a remote nobody can tell whether it is this repository that is cloned.
  if (name !== own && !/[<$[{]|your/i.test(url ?? '')) {
    context.elsewhere = `an earlier command clones ${name ?? 'another repository'}`;
  } else context.elsewhere = undefined;
  note(context, folder ?? name);
}

function enter(context: Context, target: string, index: RepoIndex): void {
  const wanted = target.replace(/\/+$/, '');
  for (const folder of context.folders) {
    const path = joinPath(folder, wanted);
    if (path !== undefined && index.folders.has(path)) {
      context.folders.add(path);
      context.elsewhere = undefined;
      return;
    }
  }
  // `cd orders` after `git clone …/orders` is the root; any other unknown folder is not part of this repository.
  const made = context.made.has(wanted);
  if (!made && wanted !== '..' && wanted !== '-' && !/[<$[{]/.test(wanted)) {
    context.elsewhere ??= `an earlier command enters ${wanted}, which is not in this repository`;
  }
}

function note(context: Context, path: string | undefined): void {
  const clean = path?.replace(/^\.\//, '').replace(/\/+$/, '');
  if (clean && clean !== '.' && clean !== '-') context.made.add(clean);
}
