import { realpath } from 'node:fs/promises';
import type { Drivers } from '../kit/drivers.ts';
import type { Harm } from '../kit/gatherer.ts';
import type { AuthPlan } from '../kit/identities.ts';
import type { SandboxDriver } from '../kit/sandbox.ts';
import type { ServiceDriver } from '../kit/service.ts';
import { advisoriesDriver } from './advisories.ts';
import { browserDriver } from './browser/open.ts';
import { forgeDriver, type ForgeConsent } from './forge.ts';
import { gitDriver } from './git.ts';
import { openGitShadow } from './git-shadow.ts';
import { nobody } from './probed-service.ts';
import { repoDriver } from './repo.ts';
import { sandboxDriver } from './sandbox/open.ts';
import { secretsDriver } from './secrets.ts';
import { sandboxService, urlService } from './service.ts';
import { sourceDriver } from './source.ts';

/** What the user consented to for this run. */
export interface Consent {
  /** Ask the code host, with this token. */
  readonly forgeToken?: string;
  /** The API that the token is for, where it is not github.com's. */
  readonly forgeUrl?: string;
  /** A file or folder of OSV records, or a base URL of an OSV-compatible API. */
  readonly advisories?: string;
  /** Search all of the history, however long that takes. */
  readonly wholeHistory?: boolean;
  /** Start a private copy of the target in a sandbox. */
  readonly start?: boolean;
  /** A running instance to look at from outside. */
  readonly url?: string;
  /** What may be done to the instance at `url`; in our own sandbox everything is allowed. */
  readonly allow?: Harm;
  /** What seaworthy.yaml says about signing in; read when it is needed. */
  readonly auth?: () => Promise<AuthPlan | undefined>;
}

type Opened<D> = Promise<{ readonly drivers: D; close(): Promise<void> }>;
type Live = 'sandbox' | 'service' | 'browser';
type FolderDrivers = Omit<Drivers, Live> & Pick<Partial<Drivers>, Live>;

/** Drivers for one target: a folder, a running instance at `consent.url`, or both. `close` gives back everything. */
export function openDrivers(path: string, consent: Consent): Opened<FolderDrivers>;
export function openDrivers(path: string | undefined, consent: Consent): Opened<Partial<Drivers>>;

export async function openDrivers(path: string | undefined, consent: Consent): Opened<Partial<Drivers>> {
  const advisories = advisoriesDriver(consent.advisories);
  if (path === undefined) {
    const service = serviceFor(consent, undefined);
    const browser = service && browserFor(consent);
    return {
      drivers: { advisories, ...(service ? { service } : {}), ...(browser ? { browser } : {}) },
      close: async () => browser?.close(),
    };
  }
  const root = await realpath(path);
  const shadow = await openGitShadow(root);
  const repo = repoDriver(root, shadow);
  const git = gitDriver(shadow, consent.wholeHistory === true);
  const secrets = secretsDriver();
  const sandbox = consent.start === true ? sandboxDriver(root, repo) : undefined;
  const service = serviceFor(consent, sandbox);
  const browser = service && browserFor(consent);
  return {
    drivers: {
      repo,
      git,
      source: sourceDriver(repo),
      secrets,
      forge: forgeDriver(git, forgeConsent(consent)),
      advisories,
      ...(sandbox ? { sandbox } : {}),
      ...(service ? { service } : {}),
      ...(browser ? { browser } : {}),
    },
    close: async () => {
      await browser?.close();
      await Promise.all([shadow?.close(), secrets.close(), sandbox?.close()]);
    },
  };
}

function forgeConsent({ forgeToken: token, forgeUrl: apiUrl }: Consent): ForgeConsent | undefined {
  if (token === undefined) return undefined;
  return apiUrl === undefined ? { token } : { token, apiUrl };
}

function browserFor({ url, allow }: Consent) {
  const ours = url === undefined;
  return browserDriver({ closed: ours, readOnly: !ours && (allow ?? 'none') === 'none' });
}

function serviceFor(consent: Consent, sandbox: SandboxDriver | undefined): ServiceDriver | undefined {
  const auth = async () => (await consent.auth?.()) ?? nobody;
  if (consent.url !== undefined) return urlService(consent.url, consent.allow ?? 'none', auth);
  return sandbox && sandboxService(sandbox, auth);
}
