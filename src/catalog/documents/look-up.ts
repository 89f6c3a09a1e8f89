import { joinPath } from '../ci/paths.ts';
import type { DocumentReference } from '../evidence/document-commands.ts';
import type { RepoIndex } from '../repo-index.ts';
import type { Context } from './command-context.ts';
import type { Wish } from './command-wishes.ts';
import type { KnownByRunner } from './scripts-known.ts';

export interface Shelf {
  readonly index: RepoIndex;
  readonly scripts: KnownByRunner;
  /** Names of compose services; undefined when a compose file could not be read. */
  readonly services: ReadonlySet<string> | undefined;
  readonly workflows: ReadonlySet<string>;
  /** File names by their last part, for paths that are written from some other folder. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

type Answer = Pick<DocumentReference, 'exists' | 'because'>;

const placeholder =
  /[<>{}$*?|\\[\]"'`]|\.\.\.|…|\b(?:your|path\/to|my)[-_/]|(?:^|\/)(?:my|your|some|foo|bar|baz|example|sample|path|file|filename|script|xxx+|yyyy\w*|name)(?:[-_.]|$)|%\w+%|\/:[a-z]+/i;
const generated =
  /(^|\/)(dist|build|out|target|bin|obj|coverage|node_modules|vendor|\.venv|venv|env|\.next|\.nuxt|tmp|temp|logs?|data|backups?|dumps?|uploads|htmlcov|site|_build|__pycache__|\.terraform|secrets?|certs?|keys?)(\/|$)|\.(env(\.\w+)?|sql(\.gz)?|dump|gz|zip|tar|pem|key|crt|log|db|sqlite3?|jar|war|exe|csv|bak)$|(^|\/)\.env/i;

/** Whether what a command needs is there; `cannot-tell` wherever an honest reader would hesitate. */
export function lookUp(wish: Wish, context: Context, shelf: Shelf): Answer {
  if (context.elsewhere !== undefined) return doubt(context.elsewhere);
  if (placeholder.test(wish.name)) return doubt('it is a placeholder or a pattern');
  if (wish.kind === 'script') return lookUpScript(wish, shelf);
  if (wish.kind === 'target') return lookUpTarget(wish, shelf);
  if (wish.kind === 'service') return lookUpService(wish, shelf);
  if (wish.kind === 'workflow')
    return shelf.workflows.has(wish.name) ? yes('.github/workflows') : no('no workflow has that name');
  return lookUpPath(wish, context, shelf);
}

function lookUpPath({ name, kind }: Wish, context: Context, { index, byName }: Shelf): Answer {
  if (/^(\/|~|[A-Za-z]:)/.test(name)) return doubt('it is a path of the machine');
  const plain = name.replace(/^\.\//, '').replace(/\/+$/, '');
  if (plain === '' || plain === '.' || plain === '..') return yes('.');
  for (const folder of context.folders) {
    const path = joinPath(folder, plain);
    if (path === undefined) continue;
    const presence = index.presence(path);
    if (presence === 'file' || presence === 'folder') return yes(path);
    if (presence === 'ignored') return doubt(`${path} is ignored by git: made on the machine`);
  }
  const inside = joinPath('', plain);
  if (inside === undefined) return doubt('it is outside of the repository');
  if (
    [...context.made].some(
      (made) => inside === made || inside.startsWith(`${made}/`) || made.endsWith(`/${inside}`),
    )
  )
    return doubt('an earlier command makes it');
  if (generated.test(inside)) return doubt('it looks like something that is made, not kept');
  const ending = inside.split('/').at(-1) ?? inside;
  const elsewhere = (byName.get(ending) ?? []).find((path) => path.endsWith(`/${inside}`));
  if (elsewhere !== undefined)
    return doubt(`it stands at ${elsewhere}; the document may mean another folder`);
  const [folder = ''] = inside.split('/');
  if (context.aboutOthers && !index.folders.has(folder))
    return doubt('the document stands among examples, and may speak of the program they are for');
  return no(kind === 'build-file' ? `there is no ${inside} to build from` : `there is no ${inside}`);
}

function lookUpScript({ name, by, folder }: Wish, { scripts }: Shelf): Answer {
  const known = by === 'composer' ? scripts.composer : scripts.npm;
  if (known.length === 0) return doubt('this repository has no package.json');
  const found = known.find(
    (one) =>
      one.names.has(name) &&
      (folder === undefined || one.folder.endsWith(folder.replace(/^\.\//, '').replace(/\/$/, ''))),
  );
  if (found) return yes(found.file);
  const anywhere = known.find((one) => one.names.has(name));
  if (anywhere) return doubt(`${anywhere.file} has it; the document may mean another folder`);
  if (known.some((one) => !one.complete)) return doubt('a package.json could not be read');
  return no(
    known.length === 1
      ? `${known[0]?.file} has no such script`
      : `none of ${known.length} package.json files has such a script`,
  );
}

function lookUpTarget({ name, by }: Wish, { scripts }: Shelf): Answer {
  const known =
    by === 'just'
      ? scripts.just
      : by === 'task'
        ? scripts.task
        : by === 'composer'
          ? scripts.composer
          : scripts.make;
  if (known.length === 0)
    return by === 'make'
      ? no('this repository has no makefile')
      : doubt(`this repository has no file for ${by}`);
  const found = known.find((one) => one.names.has(name));
  if (found) return yes(found.file);
  const open = known.find((one) => !one.complete);
  if (open) return doubt(`${open.file} takes names from elsewhere`);
  return no(
    `${known
      .map((one) => one.file)
      .slice(0, 3)
      .join(', ')} ${known.length === 1 ? 'has' : 'have'} no such target`,
  );
}

function lookUpService({ name }: Wish, { services }: Shelf): Answer {
  if (services === undefined || services.size === 0)
    return doubt('no compose file of this repository could be read');
  return services.has(name) ? yes('a compose file') : no('no compose file has a service of that name');
}

function yes(because: string): Answer {
  return { exists: 'yes', because };
}

function no(because: string): Answer {
  return { exists: 'no', because };
}

function doubt(because: string): Answer {
  return { exists: 'cannot-tell', because };
}
