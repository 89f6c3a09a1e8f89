import type { Statement } from '../../documents/statements.ts';
import type { ReadinessClaim } from '../evidence/readiness-claims.ts';

export function claimOf({ blank, unprovable, ...statement }: Statement): ReadinessClaim {
  return {
    ...statement,
    under: [...statement.under],
    figures: [...statement.figures],
    blank: blank !== undefined,
    ...(unprovable === undefined ? {} : { unprovable }),
  };
}
