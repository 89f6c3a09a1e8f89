// One PostgreSQL for the whole run, with a migrated template that every test file copies.
import { startEmbedded, type EmbeddedDatabase } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';

let server: EmbeddedDatabase | undefined;

export async function globalSetup(): Promise<void> {
  server = await startEmbedded();
  await migrate(server);
  process.env.TEST_OWNER_URL = server.ownerUrl;
  process.env.TEST_APP_URL = server.appUrl;
}

export async function globalTeardown(): Promise<void> {
  await server?.stop();
}
