import type { RepoDriver } from '../../kit/drivers.ts';
import { readMakefile } from '../ci/makefile.ts';
import { baseName, folderOf } from '../aside.ts';

/** The names that a runner finds in one file. */
export interface Known {
  readonly folder: string;
  readonly file: string;
  readonly names: ReadonlySet<string>;
  /** False when the file computes or includes names that are not seen here. */
  readonly complete: boolean;
}

export type KnownByRunner = Readonly<Record<'npm' | 'composer' | 'make' | 'just' | 'task', readonly Known[]>>;

const maxFiles = 400;

/** Scripts and targets of every package.json, composer.json, makefile, justfile and Taskfile. */
export async function readKnownScripts(repo: RepoDriver): Promise<KnownByRunner> {
  const known: Record<keyof KnownByRunner, Known[]> = { npm: [], composer: [], make: [], just: [], task: [] };
  const files = (await repo.list()).filter(
    (file) => file.kind === 'file' && !/(^|\/)(node_modules|vendor)\//.test(file.path),
  );
  const wanted = files.flatMap(({ path }) => {
    const runner = runnerOf(baseName(path));
    return runner ? [{ path, runner }] : [];
  });
  for (const { path, runner } of wanted.slice(0, maxFiles)) {
    const read = await repo.read(path, { limitBytes: 500_000 });
    const found = read.ok ? namesIn(runner, read.text) : { names: new Set<string>(), complete: false };
    known[runner].push({ folder: folderOf(path), file: path, ...found });
  }
  return known;
}

function runnerOf(name: string): keyof KnownByRunner | undefined {
  if (name === 'package.json') return 'npm';
  if (name === 'composer.json') return 'composer';
  if (/^(GNU)?makefile$/i.test(name) || name.endsWith('.mk')) return 'make';
  if (/^\.?justfile$/i.test(name) || name.endsWith('.just')) return 'just';
  return /^taskfile(\.dist)?\.ya?ml$/i.test(name) ? 'task' : undefined;
}

function namesIn(runner: keyof KnownByRunner, text: string): { names: Set<string>; complete: boolean } {
  if (runner === 'npm' || runner === 'composer') return scriptsIn(text);
  if (runner === 'make') {
    const makefile = readMakefile(text);
    return { names: new Set(makefile.targets.keys()), complete: makefile.complete };
  }
  if (runner === 'just') {
    const names = [...text.matchAll(/^@?([A-Za-z_][\w-]*)(?:\s+[^:=\n]*)?:(?!=)/gm)].map(
      (match) => match[1] ?? '',
    );
    const aliases = [...text.matchAll(/^alias\s+([\w-]+)\s*:=/gm)].map((match) => match[1] ?? '');
    return { names: new Set([...names, ...aliases]), complete: !/^(import|mod)\b/m.test(text) };
  }
  const names = [...text.matchAll(/^ {2}['"]?([\w:*-]+)['"]?:\s*(?:$|[{'"\w])/gm)].map(
    (match) => match[1] ?? '',
  );
  return { names: new Set(names), complete: !/^includes:/m.test(text) };
}

function scriptsIn(text: string): { names: Set<string>; complete: boolean } {
  try {
    const parsed: unknown = JSON.parse(text);
    const scripts =
      typeof parsed === 'object' && parsed !== null && 'scripts' in parsed ? parsed.scripts : undefined;
    return {
      names: new Set(Object.keys(typeof scripts === 'object' && scripts !== null ? scripts : {})),
      complete: true,
    };
  } catch {
    return { names: new Set(), complete: false };
  }
}
