import type { Where } from '../../kit/where.ts';
import type { SetUps } from '../source/facts.ts';

/** Places where the code sets something up: signs for whoever must do without an observation. */
export function placesOf({ found }: SetUps): Where[] {
  return found.map(({ file, line, library, does }) => ({ file, line, note: `${library}: ${does}` }));
}
