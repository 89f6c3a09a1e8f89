import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, folderOf } from '../aside.ts';
import { connectionsIn } from '../connection-text.ts';
import connections, { type Connection } from '../evidence/connections.ts';

/** Files that tell a program where its data is. Code that builds an address from parts is not looked into. */
const configuration =
  /(^|\/)(\.env[\w.-]*|[\w.-]*\.env(\.[\w.-]+)?|env\.(example|sample|template|dist)|application[\w-]*\.(ya?ml|properties)|bootstrap[\w-]*\.ya?ml|appsettings[\w.-]*\.json|database\.ya?ml(\.\w+)?|[\w-]+\.prisma|drizzle\.config\.[cm]?[jt]s|knexfile\.[cm]?[jt]s|ormconfig\.\w+|data-?source[\w.-]*\.[jt]s|alembic\.ini|settings\.py|settings\/[\w-]+\.py|config\.(py|ya?ml|toml|json|js|ts|hjson)|config\/[\w-]+\.(exs|toml|ya?ml|hjson|json)|diesel\.toml|config\.example\.\w+)$/i;
const mostFiles = 400;

export default defineGatherer({
  brings: connections,
  uses: ['repo'],
  limitMs: 15_000,
  async gather({ drivers: { repo } }) {
    const found: Connection[] = [];
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
