import type { GitDriver, RepoDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import migrations, { type Hazard, type Migration } from '../evidence/migrations.ts';
import { findMigrations, type MigrationSet } from '../migrations/find.ts';
import { dialectOf, forwardPart } from '../migrations/forward.ts';
import { hazardsIn } from '../migrations/hazards.ts';

/** Old ones have run long ago: they are listed, not read. */
const maxRead = 200;
const maxBytes = 1_000_000;

export default defineGatherer({
  brings: migrations,
  uses: ['repo', 'git'],
  limitMs: 60_000,
  async gather({ drivers: { repo, git }, traits, signal }) {
    const paths = (await repo.list()).filter((file) => file.kind === 'file').map((file) => file.path);
    const released = await releasedFiles(git);
    const postgres =
      traits.some((trait) => trait.name.startsWith('postgres')) &&
      !traits.some((trait) => /^(mysql|mariadb|sqlite|mssql)/.test(trait.name));
    const sets = [];
    const skipped: { file: string; because: string }[] = [];
    for (const set of findMigrations(paths)) {
      signal.throwIfAborted();
      const pending = (file: string) => (released ? !released.files.has(file) : undefined);
      sets.push(await readSet(repo, set, pending, postgres, skipped));
    }
    return { sets, ...(released ? { releasedTag: released.tag } : {}), skipped };
  },
});

async function readSet(
  repo: RepoDriver,
  set: MigrationSet,
  pending: (file: string) => boolean | undefined,
  postgres: boolean,
  skipped: { file: string; because: string }[],
) {
  const waiting = set.files.filter((file) => pending(file) === true);
  const chosen = new Set(waiting.length > 0 ? waiting.slice(-maxRead) : set.files.slice(-1));
  const fresh = new Set<string>();
  let dialect: 'postgresql' | 'other' | 'unknown' = postgres ? 'postgresql' : 'unknown';
  const found: Migration[] = [];
  for (const file of set.files) {
    const state = pending(file);
    const base = {
      file,
      form: set.form,
      ...(state === undefined ? {} : { pending: state }),
      statements: 0,
      hazards: [],
    };
    if (set.form === 'code' || !chosen.has(file)) {
      found.push({ ...base, read: false });
      continue;
    }
    const text = await repo.read(file, { limitBytes: maxBytes });
    if (!text.ok) skipped.push({ file, because: text.because });
    const own = text.ok ? dialectOf(text.text) : 'unknown';
    if (own !== 'unknown') dialect = own;
    const read = text.ok && own !== 'other' ? await readSql(text.text, set.tool, fresh) : undefined;
    if (text.ok && own !== 'other' && !read) skipped.push({ file, because: 'PostgreSQL would not parse it' });
    found.push(read ? { ...base, ...read, read: true } : { ...base, read: false });
  }
  return { folder: set.folder, tool: set.tool, dialect, migrations: found };
}

async function readSql(
  text: string,
  tool: string,
  fresh: Set<string>,
): Promise<{ statements: number; hazards: Hazard[] } | undefined> {
  const { sql, inTransaction } = forwardPart(text, tool);
  try {
    return await hazardsIn(sql, inTransaction, fresh);
  } catch {
    // Templates and other databases: said by the caller, never taken for harmless.
    return undefined;
  }
}

async function releasedFiles(
  git: GitDriver,
): Promise<{ tag: string; files: ReadonlySet<string> } | undefined> {
  if (!(await git.present())) return undefined;
  const tags = [...(await git.tags())].sort((a, b) => (a.date < b.date ? 1 : -1));
  const tag = tags.find(({ name }) => /\d+\.\d+/.test(name))?.name;
  return tag === undefined ? undefined : { tag, files: new Set(await git.filesAt(tag)) };
}
