import type { Match, Phrases } from './map.ts';
import { everyday, wordsAndStopsOf } from './words.ts';

/** A phrase in a text, with the words by which it was found. */
export interface Found extends Match {
  readonly key: readonly string[];
}

export function findIn(text: string, phrases: Phrases, place: Match['place'], alone: boolean): Found[] {
  const words = wordsAndStopsOf(text.slice(0, 1_000));
  const found: Found[] = [];
  for (const [start, word] of words.entries()) {
    for (const { phrase, words: key, audits } of phrases.byFirst.get(word) ?? []) {
      if (!key.every((one, index) => words[start + index] === one)) continue;
      // A single word of daily use must be all there is.
      if (key.length === 1 && everyday.has(word) && !(alone && words.length === 1)) continue;
      found.push({ phrase, audits, place, words: key.length, key, wider: [] });
    }
  }
  return found;
}

/** The most specific phrase wins: one whose words are part of a longer one found in the same line goes. */
export function dropCovered(found: readonly Found[]): Found[] {
  const kept = new Map<string, Found>();
  for (const one of found) if (!kept.has(one.key.join(' '))) kept.set(one.key.join(' '), one);
  const all = [...kept];
  const covers = (outer: string, inner: string) => outer !== inner && ` ${outer} `.includes(` ${inner} `);
  return all
    .filter(([key]) => !all.some(([other]) => covers(other, key)))
    .map(([key, one]) => {
      const wider = all.filter(([other]) => covers(key, other)).flatMap(([, { audits }]) => audits);
      return { ...one, wider: [...new Set(wider)].filter((id) => !one.audits.includes(id)) };
    });
}
