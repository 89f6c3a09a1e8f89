import type { Given, Needs } from './evidence.ts';
import type { Where } from './where.ts';

/** Says which technology the target is made of, and where. Trait name = file name under `catalog/detectors`. */
export interface Detector<N extends Needs = Needs> {
  readonly unit: 'detector';
  /** The name people use: "PostgreSQL". */
  readonly title: string;
  readonly needs: N;
  /** One entry per folder it holds for ('' is the whole repository); none when the target does not have it. */
  detect(given: Given<N>): readonly { readonly folder: string; readonly where: readonly Where[] }[];
}

export function defineDetector<const N extends Needs>(detector: Omit<Detector<N>, 'unit'>): Detector<N> {
  return { unit: 'detector', ...detector };
}
