import { asideKind, baseName, folderOf } from '../aside.ts';

export interface MigrationSet {
  readonly folder: string;
  readonly tool: string;
  readonly form: 'sql' | 'code';
  /** Oldest first. */
  readonly files: readonly string[];
}

const layouts: readonly { readonly tool: string; readonly form: 'sql' | 'code'; readonly path: RegExp }[] = [
  { tool: 'Prisma', form: 'sql', path: /^(?:(.*)\/)?migrations\/\d{8,}[^/]*\/migration\.sql$/ },
  { tool: 'Flyway', form: 'sql', path: /^(?:(.*)\/)?V\d[\w.]*__[^/]*\.sql$/ },
  { tool: 'golang-migrate', form: 'sql', path: /^(?:(.*)\/)?\d+[_-][^/]*\.up\.sql$/ },
  { tool: 'Rails', form: 'code', path: /^(?:(.*)\/)?db\/migrate\/\d+_[^/]*\.rb$/ },
  { tool: 'Alembic', form: 'code', path: /^(?:(.*)\/)?(?:alembic|migrations)\/versions\/[^/]*\.py$/ },
  { tool: 'Django', form: 'code', path: /^(?:(.*)\/)?migrations\/\d{4}_[^/]*\.py$/ },
  { tool: 'Laravel', form: 'code', path: /^(?:(.*)\/)?database\/migrations\/\d{4}_[^/]*\.php$/ },
  { tool: 'JavaScript', form: 'code', path: /^(?:(.*)\/)?migrations?\/(?:[^/]+\/)?\d{8,}[^/]*\.[cm]?[jt]s$/ },
  {
    tool: 'SQL files',
    form: 'sql',
    path: /^(?:(.*)\/)?(?:\w*migrations?|migrate|drizzle|schema_migrations|sql)\/(?:[^/]+\/){0,2}\d{2,}[^/]*\.sql$/,
  },
];
const backwards = /(\.|_|-)(down|rollback|undo|revert)\.\w+$|(^|\/)(down|rollback)\/|(^|\/)U\d/i;

/** Groups the migration files of a repository by folder, oldest first. */
export function findMigrations(paths: readonly string[]): readonly MigrationSet[] {
  const sets = new Map<string, { folder: string; tool: string; form: 'sql' | 'code'; files: string[] }>();
  for (const path of paths) {
    if (backwards.test(path) || /^(test|vendored|example)$/.test(asideKind(path) ?? '')) continue;
    const layout = layouts.find((one) => one.path.test(path));
    if (!layout) continue;
    const folder = layout.tool === 'Prisma' ? folderOf(folderOf(path)) : folderOf(path);
    const key = `${layout.tool} ${folder}`;
    const known = sets.get(key);
    if (known) known.files.push(path);
    else sets.set(key, { folder, tool: layout.tool, form: layout.form, files: [path] });
  }
  return [...sets.values()].map((set) => ({ ...set, files: set.files.sort(byOrder) }));
}

/** Numbers compare as numbers: V2 comes before V10. */
function byOrder(a: string, b: string): number {
  return orderOf(a).localeCompare(orderOf(b), 'en', { numeric: true });
}

function orderOf(path: string): string {
  return baseName(path) === 'migration.sql' ? folderOf(path) : path;
}
