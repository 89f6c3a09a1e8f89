import type { Evidence } from '../kit/evidence.ts';
import type { Gatherer } from '../kit/gatherer.ts';

/**
 * Who keeps the machine busy would spoil what others measure: heavy gatherers begin when everything that does not wait
 * for one of them is done, and take turns, the shortest limit first.
 */
export function takeTurns(
  gatherers: ReadonlyMap<string, Gatherer>,
  obtain: (noun: Evidence) => Promise<unknown>,
): (gatherer: Gatherer) => Promise<void> {
  const byNoun = new Map([...gatherers.values()].map((one) => [one.brings.name, one]));
  const all = [...byNoun.values()];
  const heavy = all.filter((one) => one.heavy === true).toSorted((a, b) => a.limitMs - b.limitMs);
  const light = all.filter((one) => !standsOnHeavy(one, byNoun, new Set()));
  return async (gatherer) => {
    if (gatherer.heavy !== true) return;
    await Promise.all(light.map((one) => obtain(one.brings)));
    for (const earlier of heavy.slice(0, heavy.indexOf(gatherer))) {
      // One that needs this one cannot come first.
      if (!standsOn(earlier, gatherer, byNoun, new Set())) await obtain(earlier.brings);
    }
  };
}

function standsOnHeavy(
  gatherer: Gatherer,
  byNoun: ReadonlyMap<string, Gatherer>,
  seen: Set<Gatherer>,
): boolean {
  return (
    gatherer.heavy === true || below(gatherer, byNoun, seen).some((one) => standsOnHeavy(one, byNoun, seen))
  );
}

function standsOn(
  gatherer: Gatherer,
  other: Gatherer,
  byNoun: ReadonlyMap<string, Gatherer>,
  seen: Set<Gatherer>,
): boolean {
  return below(gatherer, byNoun, seen).some((one) => one === other || standsOn(one, other, byNoun, seen));
}

/** What it needs or wants directly, each only once on the whole way. */
function below(gatherer: Gatherer, byNoun: ReadonlyMap<string, Gatherer>, seen: Set<Gatherer>): Gatherer[] {
  if (seen.has(gatherer)) return [];
  seen.add(gatherer);
  const nouns = [...Object.values<Evidence>(gatherer.needs), ...Object.values<Evidence>(gatherer.wants)];
  return nouns.flatMap((noun) => byNoun.get(noun.name) ?? []);
}
