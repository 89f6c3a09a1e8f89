import type { Statement } from '../documents/statements.ts';
import { dropCovered, findIn, type Found } from './find.ts';
import { spokenOf, splitLabel } from './labels.ts';
import type { Match, Phrases } from './map.ts';
import { general, reachedWords, wordsOf } from './words.ts';

/** "Contest listing: < 300ms" under "Response times": what is measured stands above, the line names the part. */
export function findForPart({ text, under, figures }: Statement, phrases: Phrases): Match[] {
  const { label, rest } = splitLabel(text);
  const figure = figures.find(({ kind }) => kind === 'share' || kind === 'measure');
  if (label === undefined || !figure || rest.replace(figure.text, '').length > 12) return [];
  for (const heading of under.slice(-2).toReversed()) {
    const above = splitLabel(heading);
    const found = dropCovered(findIn(above.label ?? above.rest, phrases, 'context', true));
    if (found.length > 0)
      return found.map(({ phrase, audits, words }) => ({
        phrase,
        audits,
        place: 'context',
        words,
        wider: [],
      }));
  }
  return [];
}

/** "Retention: 30 days" under "Backups" is about backup retention: the telling word stands in the line itself. */
export function findInContext({ text, under }: Statement, phrases: Phrases): Found[] {
  const heading = under.at(-1);
  const { label, rest } = splitLabel(spokenOf(text));
  const own = wordsOf(label ?? rest);
  if (heading === undefined || own.length === 0 || own.length > 4) return [];
  const above = new Set(wordsOf(spokenOf(heading)));
  const found: Found[] = [];
  for (const word of new Set(own)) {
    for (const { phrase, words: key, audits } of phrases.byWord.get(word) ?? []) {
      if (key.length !== 2 || word !== rarest(key, phrases) || !key.every(isTelling)) continue;
      const other = key.find((one) => one !== word);
      if (other === undefined || !above.has(other)) continue;
      if (own[0] !== word && own.at(-1) !== word) continue;
      found.push({ phrase, audits, place: 'context', words: key.length, key, wider: [] });
    }
  }
  return dropCovered(found);
}

/** A line near to what its heading says, under a heading that is nothing but a phrase, is part of that. */
export function findInHeading({ form, text: line, under, figures }: Statement, phrases: Phrases): Match[] {
  const heading = under.at(-1);
  if (heading === undefined || form === 'heading' || form === 'prose' || isSetting(line)) return [];
  // "Production ready" above a line is a verdict, not its matter.
  if (/\bproduction[- ]?ready\b/i.test(heading)) return [];
  const { label, rest } = splitLabel(spokenOf(heading));
  const text = (label ?? rest).replace(/\([^()]*\)/g, ' ');
  const all = wordsOf(text).filter((word) => !/^\d+$/.test(word));
  const matter = (words: readonly string[]) => words.filter((word) => !general.has(word)).join(' ');
  const told = wordsOf(spokenOf(line)).filter((word) => word.length > 3 && isTelling(word));
  const measured = figures.some(({ kind, unit }) => /^(?:measure|share)$/.test(kind) || unit === 'lines');
  const speaks = (id: string) => measured || told.some((word) => phrases.vocabulary.get(id)?.has(word));
  return dropCovered(findIn(text, phrases, 'context', true)).flatMap(({ phrase, audits, key }) => {
    const kept = audits.filter(speaks);
    return key.length > 1 && isAll(matter(all), matter(key)) && kept.length > 0
      ? [{ phrase, audits: kept, place: 'context', words: key.length, wider: [] }]
      : [];
  });
}

/** "Files created this session" is "files created" and no more than two words. */
function isAll(heading: string, phrase: string): boolean {
  return (
    heading === phrase ||
    (heading.startsWith(`${phrase} `) && heading.split(' ').length <= phrase.split(' ').length + 2)
  );
}

function isTelling(word: string): boolean {
  return !general.has(word) && !reachedWords.has(word);
}

/** `STAGING_HOST=<host>`: a value to enter somewhere, and nothing said about it. */
function isSetting(line: string): boolean {
  return /^(?:[A-Z][A-Z0-9]*_[A-Z0-9_]+\b[\s,/]*)+(?:=|$)/.test(line);
}

function rarest(key: readonly string[], { byWord }: Phrases): string | undefined {
  const count = (word: string) => byWord.get(word)?.length ?? 0;
  return [...key].sort((a, b) => count(a) - count(b))[0];
}
