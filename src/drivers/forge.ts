import type { ForgeDriver, GitDriver } from '../kit/drivers.ts';
import { CannotLook } from '../kit/gatherer.ts';

/** GitHub's API for the repository that `origin` names; asked only when the user gave a token. */
export function forgeDriver(_git: GitDriver, token: string | undefined): ForgeDriver {
  return {
    get: () =>
      Promise.reject(
        token === undefined
          ? new CannotLook('the code host was not asked', 'set GITHUB_TOKEN and pass --forge')
          : new CannotLook('asking the code host is not built yet'),
      ),
  };
}
