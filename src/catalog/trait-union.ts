import type { Detector } from '../kit/detector.ts';
import type { Where } from '../kit/where.ts';
import { technologyNeeds, type Seen } from './technology-places.ts';

type Found = { readonly folder: string; readonly where: readonly Where[] };

/** What any of these detectors finds, one entry per folder. A doubt of one counts only when nothing was found. */
export function unionOf(detectors: readonly Detector<typeof technologyNeeds>[], seen: Seen): Found[] {
  const folders = new Map<string, Where[]>();
  let doubt: unknown;
  for (const detector of detectors) {
    try {
      for (const { folder, where } of detector.detect(seen))
        folders.set(folder, [...(folders.get(folder) ?? []), ...where]);
    } catch (error) {
      doubt ??= error;
    }
  }
  if (folders.size === 0 && doubt !== undefined) throw doubt;
  return [...folders].map(([folder, where]) => ({ folder, where: where.slice(0, 5) }));
}
