import type { RepoDriver } from '../../kit/drivers.ts';
import type { Given } from '../../kit/evidence.ts';
import type databaseCatalog from '../evidence/database-catalog.ts';
import type migrations from '../evidence/migrations.ts';
import type routes from '../evidence/routes.ts';
import type suiteRuns from '../evidence/suite-runs.ts';
import type testFiles from '../evidence/test-files.ts';
import type { Counted, Counts } from './counted.ts';

interface Countable {
  readonly routes: typeof routes;
  readonly migrations: typeof migrations;
  readonly testFiles: typeof testFiles;
  readonly suiteRuns: typeof suiteRuns;
  readonly databaseCatalog: typeof databaseCatalog;
}
type Seen = Partial<Given<{ [K in keyof Countable]: Countable[K] }>>;

const maxMigrationsRead = 500;

/** How many there are of the things that readiness documents like to count. */
export async function countThings(repo: RepoDriver, seen: Seen): Promise<Counts> {
  const paths = (await repo.list()).map(({ path }) => path);
  const indexes = await countIndexes(repo, seen.migrations);
  const tests = countTests(seen);
  return {
    ...(seen.routes ? { routes: countRoutes(seen.routes) } : {}),
    ...(seen.migrations ? { migrations: countMigrations(seen.migrations) } : {}),
    ...(tests ? { tests } : {}),
    ...(seen.testFiles
      ? {
          testFiles: {
            value: seen.testFiles.files.length,
            complete: seen.testFiles.skipped.length === 0,
            of: 'test files',
          },
        }
      : {}),
    ...(seen.databaseCatalog
      ? {
          tables: { value: seen.databaseCatalog.tables.length, complete: true, of: 'tables in the database' },
        }
      : {}),
    ...(indexes ? { indexes } : {}),
    workflows: {
      value: paths.filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)).length,
      complete: true,
      of: 'workflows in .github/workflows',
      see: 'ls .github/workflows',
    },
  };
}

function countRoutes({ routes, dynamic, looked }: NonNullable<Seen['routes']>): Counted {
  const complete = dynamic.length === 0 && looked.skipped.length === 0 && looked.notUnderstood.length === 0;
  const names = new Set(routes.map(({ method, path, file }) => `${method} ${path} ${file}`));
  // A service that answers in a way nobody here knows shows no route at all.
  return { value: names.size, complete: complete && names.size > 0, of: 'routes in the code' };
}

function countMigrations({ sets }: NonNullable<Seen['migrations']>): Counted {
  const value = sets.reduce((sum, { migrations }) => sum + migrations.length, 0);
  const folders = sets.map(({ folder }) => folder || '.').join(' ');
  return { value, complete: sets.length > 0, of: 'migrations', see: `ls ${folders}` };
}

/** A run knows how many tests there are; the source does not: one case may run with many values. */
function countTests({ suiteRuns, testFiles }: Seen): Counted | undefined {
  const ran = suiteRuns?.runs.map(({ tests }) => tests.filter(({ outcome }) => outcome !== 'skip').length);
  if (ran && ran.length > 0) return { value: Math.max(...ran), complete: true, of: 'tests ran' };
  if (!testFiles) return undefined;
  const value = testFiles.files.reduce((sum, { cases }) => sum + (cases ?? 0), 0);
  return { value, complete: value === 0 && testFiles.skipped.length === 0, of: 'tests in the source' };
}

/** Indexes that SQL migrations make by name; constraints make more, so few prove nothing. */
async function countIndexes(repo: RepoDriver, seen: Seen['migrations']): Promise<Counted | undefined> {
  const files = seen?.sets.flatMap(({ migrations }) => migrations).filter(({ form }) => form === 'sql') ?? [];
  if (files.length === 0) return undefined;
  let value = 0;
  for (const { file } of files.slice(0, maxMigrationsRead)) {
    const read = await repo.read(file);
    if (!read.ok) continue;
    value += read.text.match(/^\s*create\s+(?:unique\s+)?index\b/gim)?.length ?? 0;
    value -= read.text.match(/^\s*drop\s+index\b/gim)?.length ?? 0;
  }
  return { value: Math.max(0, value), complete: false, of: 'indexes that the migrations make' };
}
