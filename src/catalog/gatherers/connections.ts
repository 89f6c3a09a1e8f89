import type { RepoDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, folderOf } from '../aside.ts';
import { connectionsIn } from '../connection-text.ts';
import connections, { type Connection } from '../evidence/connections.ts';
import settings from '../evidence/settings.ts';

/** Files that tell a program where its data is. Code that builds an address from parts is not looked into. */
const configuration =
  /(^|\/)(\.env[\w.-]*|[\w.-]*\.env(\.[\w.-]+)?|env\.(example|sample|template|dist)|application[\w-]*\.(ya?ml|properties)|bootstrap[\w-]*\.ya?ml|appsettings[\w.-]*\.json|database\.ya?ml(\.\w+)?|[\w-]+\.prisma|drizzle\.config\.[cm]?[jt]s|knexfile\.[cm]?[jt]s|ormconfig\.\w+|data-?source[\w.-]*\.[jt]s|alembic\.ini|settings\.py|settings\/[\w-]+\.py|config\.(py|ya?ml|toml|json|js|ts|hjson)|config\/[\w-]+\.(exs|toml|ya?ml|hjson|json)|diesel\.toml|config\.example\.\w+)$/i;
const mostFiles = 400;
const ownFile = 'seaworthy.yaml';

export default defineGatherer({
  brings: connections,
  uses: ['repo'],
  wants: { said: settings },
  limitMs: 15_000,
  async gather({ given: { said }, drivers: { repo } }) {
    const found = await neededBeside(repo, said?.start);
    const skipped = [];
    let looked = 0;
    for (const { path: file, kind, sizeBytes } of await repo.list()) {
      if (kind !== 'file' || !configuration.test(file) || asideKind(file) === 'vendored') continue;
      const aside = asideKind(file) !== undefined || /(^|[._-])test(ing)?[._-]/i.test(file);
      looked += 1;
      if (looked > mostFiles || sizeBytes > 300_000) {
        skipped.push({ file, because: looked > mostFiles ? 'too many such files' : 'too big', aside });
        continue;
      }
      const read = await repo.read(file);
      if (!read.ok) skipped.push({ file, because: read.because, aside });
      else
        found.push(
          ...connectionsIn(file, read.text).map((one) => ({ ...one, file, folder: folderOf(file), aside })),
        );
    }
    return { connections: found, skipped };
  },
});

/** What the team says the service needs beside it, and the sandbox then gives it. */
async function neededBeside(
  repo: RepoDriver,
  start: { readonly folder: string; readonly needs?: readonly string[] | undefined } | undefined,
): Promise<Connection[]> {
  const stores = (start?.needs ?? []).filter((need) => need !== 'mail');
  if (!start || stores.length === 0) return [];
  const read = await repo.read(ownFile);
  if (!read.ok) return [];
  const line = read.text.split('\n').findIndex((text) => /^\s+needs\s*:/.test(text)) + 1;
  return stores.map((store) => ({
    store,
    because: 'needs, under start',
    file: ownFile,
    folder: start.folder,
    line: Math.max(line, 1),
    aside: false,
  }));
}
