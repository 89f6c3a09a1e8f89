// One PostgreSQL for the whole run, with a migrated template that every test file copies.
import { startEmbedded, type EmbeddedDatabase } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';

// Nothing here has to outlive the machine, so nobody waits for the disk.
const THROWN_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

let server: EmbeddedDatabase | undefined;

export async function globalSetup(): Promise<void> {
  server = await startEmbedded(THROWN_AWAY);
  keepExitCode();
  await migrate(server);
  process.env.TEST_OWNER_URL = server.ownerUrl;
  process.env.TEST_APP_URL = server.appUrl;
}

/** The library ends a process that is done with 0, whatever the tests said. */
function keepExitCode(): void {
  process.prependOnceListener('beforeExit', () => {
    const { exitCode } = process;
    process.once('exit', () => {
      process.exitCode = exitCode;
    });
  });
}

export async function globalTeardown(): Promise<void> {
  await server?.stop();
}
