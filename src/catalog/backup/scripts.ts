import type { RepoDriver } from '../../kit/drivers.ts';
import type { ParseShell } from '../ci/shell.ts';
import { actsOfShell } from './acts.ts';
import { joinWork, noWork, type Work } from './types.ts';
import { workOf } from './work.ts';

export interface Script {
  readonly file: string;
  readonly work: Work;
  readonly unread?: string;
}

const shell = /\.(sh|bash|zsh|ksh)$/;
const other = /\.(py|[cm]?[jt]s|rb|php|go)$/;
const namesData = /backup|back-up|dump|restore|snapshot|recover/i;
const namesNoWork = /(^|\/)(node_modules|vendor|dist|build|coverage)\/|\.d\.ts$/;
const mentionsTool =
  /\b(pg_dump|pg_dumpall|pg_basebackup|pg_restore|mysqldump|mariadb-dump|mongodump|mongorestore|restic|borg|wal-g|pgbackrest|litestream|kopia|pg:backups|backup:run|dbbackup)\b/;
const maxShell = 400;
const maxOther = 60;
const limitBytes = 120_000;

/** Every script that dumps or restores data, found by what it runs; its name only decides whether it is opened. */
export async function findScripts(
  repo: RepoDriver,
  parse: ParseShell,
): Promise<{ scripts: Script[]; skipped: { file: string; because: string }[] }> {
  const files = (await repo.list())
    .filter((entry) => entry.kind === 'file' && !namesNoWork.test(entry.path))
    .map((entry) => entry.path);
  const shells = files.filter(
    (path) => shell.test(path) || (/(^|\/)(bin|scripts?|ops)\/[^/.]+$/.test(path) && namesData.test(path)),
  );
  const others = files.filter(
    (path) => other.test(path) && namesData.test(path.slice(path.lastIndexOf('/') + 1)),
  );
  const skipped = shells
    .slice(maxShell)
    .map((file) => ({ file, because: `only the first ${maxShell} shell scripts are read` }));
  const scripts: Script[] = [];
  const callers: { file: string; text: string }[] = [];
  for (const file of [...shells.slice(0, maxShell), ...others.slice(0, maxOther)]) {
    const read = await repo.read(file, { limitBytes });
    if (!read.ok) continue;
    if (!mentionsTool.test(read.text)) {
      if (shell.test(file) && namesData.test(read.text)) callers.push({ file, text: read.text });
      continue;
    }
    const found = other.test(file)
      ? { work: workOfCode(file, read.text) }
      : workOfShell(file, read.text, parse);
    if (found.work.dumps.length + found.work.restores.length > 0 || 'unread' in found)
      scripts.push({ file, ...found });
  }
  return {
    scripts: [...scripts, ...callers.flatMap((caller) => throughScript(caller, scripts, parse))],
    skipped,
  };
}

/** A script that starts another one does what that one does. */
function throughScript(
  { file, text }: { file: string; text: string },
  scripts: readonly Script[],
  parse: ParseShell,
): Script[] {
  const names = new Map(
    scripts.map((script) => [script.file.slice(script.file.lastIndexOf('/') + 1), script]),
  );
  if (![...names.keys()].some((name) => text.includes(name))) return [];
  const { acts } = actsOfShell(file, 1, text, parse);
  const called = acts.flatMap((act) =>
    act.words.slice(0, 3).flatMap((word) => names.get(word.slice(word.lastIndexOf('/') + 1)) ?? []),
  );
  const work = joinWork([workOf(acts), ...new Set(called.map((script) => script.work))]);
  return called.length === 0 ? [] : [{ file, work }];
}

function workOfShell(file: string, text: string, parse: ParseShell): { work: Work; unread?: string } {
  const { acts, unread } = actsOfShell(file, 1, text, parse);
  return { work: workOf(acts), ...(unread === undefined ? {} : { unread }) };
}

const codeShapes: readonly {
  readonly shape: RegExp;
  readonly work: (place: { file: string; line: number }) => Partial<Work>;
}[] = [
  {
    shape: /['"`](?:\S*\/)?(pg_dumpall|pg_dump|pg_basebackup)\b/,
    work: (place) => ({ dumps: [{ ...place, tool: 'pg_dump', store: 'postgres' }] }),
  },
  {
    shape: /['"`](?:\S*\/)?(mysqldump|mariadb-dump)\b/,
    work: (place) => ({ dumps: [{ ...place, tool: 'mysqldump', store: 'mysql' }] }),
  },
  {
    shape: /['"`](?:\S*\/)?mongodump\b/,
    work: (place) => ({ dumps: [{ ...place, tool: 'mongodump', store: 'mongodb' }] }),
  },
  {
    shape: /['"`](?:\S*\/)?(pg_restore|mongorestore)\b/,
    work: (place) => ({ restores: [{ ...place, tool: 'pg_restore' }] }),
  },
  {
    shape: /PutObjectCommand|\bupload_file(obj)?\(|\bputObject\(|\bnew Upload\(|\.put_object\(/,
    work: (place) => ({
      destinations: [{ ...place, kind: 'object-storage', note: 'an upload to object storage' }],
    }),
  },
  {
    shape: /createCipheriv|Fernet\(|new Encrypter\(|\bage\.|['"`](gpg|age)\b|aes-256/i,
    work: (place) => ({ encrypts: [{ ...place, tool: 'its own code', keyFrom: 'unknown' }] }),
  },
];

/** Scripts in other languages are read line by line: what they spawn, upload and encrypt. */
function workOfCode(file: string, text: string): Work {
  const parts: Work[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    if (
      content.length > 2_000 ||
      /^\s*(\/\/|#|\*|\/\*)|\b(console\.\w+|print|puts|echo|log(ger)?\.\w+)\s*\(/.test(content)
    )
      continue;
    for (const { shape, work } of codeShapes) {
      if (shape.test(content)) parts.push({ ...noWork, ...work({ file, line: index + 1 }) });
    }
  }
  return joinWork(parts);
}
