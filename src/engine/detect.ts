import type { Detector } from '../kit/detector.ts';
import type { Evidence } from '../kit/evidence.ts';
import type { Trait } from '../kit/where.ts';
import type { Evidences } from './gather.ts';

export interface Detection {
  readonly traits: readonly Trait[];
  /** Traits whose detector could not look: not known to be absent. */
  readonly undetermined: ReadonlySet<string>;
}

/** Asks every detector. A detector that lacks evidence, or breaks, leaves its trait undetermined. */
export function detect(detectors: ReadonlyMap<string, Detector>, evidences: Evidences): Detection {
  const traits: Trait[] = [];
  const undetermined = new Set<string>();
  for (const [name, detector] of detectors) {
    const given: Record<string, unknown> = {};
    let complete = true;
    for (const [key, noun] of Object.entries<Evidence>(detector.needs)) {
      const kept = evidences.kept.get(noun.name);
      if (kept) given[key] = kept.value;
      else complete = false;
    }
    if (!complete) {
      undetermined.add(name);
      continue;
    }
    try {
      // `given` was filled from exactly the needs that type it.
      for (const found of detector.detect(given as never)) traits.push({ name, ...found });
    } catch {
      undetermined.add(name);
    }
  }
  return { traits, undetermined };
}
