import { CannotLook } from '../kit/gatherer.ts';
import type { Launched } from '../kit/sandbox.ts';

/** What to tell when the copy did not come to life: the reason and its last words. */
export function cannotStart(launched: Extract<Launched, { ready: false }>): CannotLook {
  const last = launched.logs
    .filter((line) => line.trim() !== '')
    .slice(-3)
    .map((line) => line.slice(0, 300))
    .join(' / ');
  return new CannotLook(
    `the service did not start: ${launched.because}${last === '' ? '' : ` (${last})`}`,
    'mend the start, or say how under start: in seaworthy.yaml',
  );
}
