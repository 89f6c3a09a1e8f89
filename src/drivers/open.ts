import { realpath } from 'node:fs/promises';
import type { Drivers } from '../kit/drivers.ts';
import { advisoriesDriver } from './advisories.ts';
import { forgeDriver } from './forge.ts';
import { gitDriver } from './git.ts';
import { openGitShadow } from './git-shadow.ts';
import { repoDriver } from './repo.ts';
import { secretsDriver } from './secrets.ts';
import { sourceDriver } from './source.ts';

/** What the user consented to for this run. */
export interface Consent {
  /** Ask the code host, with this token. */
  readonly forgeToken?: string;
  /** A file or folder of OSV records, or a base URL of an OSV-compatible API. */
  readonly advisories?: string;
}

/** Drivers for one target folder. `close` gives back everything they hold. */
export async function openDrivers(
  path: string,
  consent: Consent,
): Promise<{ drivers: Drivers; close(): Promise<void> }> {
  const root = await realpath(path);
  const shadow = await openGitShadow(root);
  const repo = repoDriver(root, shadow);
  const git = gitDriver(shadow);
  const secrets = secretsDriver();
  const drivers: Drivers = {
    repo,
    git,
    source: sourceDriver(repo),
    secrets,
    forge: forgeDriver(git, consent.forgeToken),
    advisories: advisoriesDriver(consent.advisories),
  };
  return {
    drivers,
    close: async () => {
      await Promise.all([shadow?.close(), secrets.close()]);
    },
  };
}
