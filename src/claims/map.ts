import type { Statement } from '../documents/statements.ts';
import { narrowByHeading } from './headings.ts';
import { spokenOf, splitLabel } from './labels.ts';
import { everyday, general, reachedWords, wordsAndStopsOf, wordsOf } from './words.ts';

/** One phrase of one or several audits, found in a line. */
export interface Match {
  readonly phrase: string;
  readonly audits: readonly string[];
  /** `label` is what stands before the colon, `context` took some words from the heading above. */
  readonly place: 'label' | 'text' | 'context' | 'pin';
  readonly words: number;
  /** Audits of shorter phrases inside this one: they do not answer the line, but it is not proven against them. */
  readonly wider: readonly string[];
}

export interface Phrase {
  readonly phrase: string;
  readonly words: readonly string[];
  readonly audits: readonly string[];
}

/** Phrases by their first word, and how many phrases know a word. */
export interface Phrases {
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>;
  readonly byWord: ReadonlyMap<string, readonly Phrase[]>;
  /** All words of an audit's id and phrases. */
  readonly vocabulary: ReadonlyMap<string, ReadonlySet<string>>;
}

type Facts = ReadonlyMap<string, { readonly claims: readonly string[] }>;

/** Gathers the phrases of all audits. Two spellings of the same words are one phrase. */
export function readPhrases(audits: Facts): Phrases {
  const known = new Map<string, Phrase>();
  for (const [id, { claims }] of audits) {
    for (const phrase of claims) {
      const words = wordsAndStopsOf(phrase);
      const key = words.join(' ');
      if (key === '') continue;
      const before = known.get(key);
      const others = before?.audits ?? [];
      known.set(key, { phrase: before?.phrase ?? phrase, words, audits: [...new Set([...others, id])] });
    }
  }
  const phrases = [...known.values()];
  const vocabulary = new Map(
    [...audits].map(([id, { claims }]) => [
      id,
      new Set(wordsOf([id.replaceAll('-', ' '), ...claims].join(' '))),
    ]),
  );
  return {
    vocabulary,
    byFirst: groupBy(phrases, ({ words }) => words.slice(0, 1)),
    byWord: groupBy(phrases, ({ words }) => [...new Set(words)]),
  };
}

/** The phrases that a line is about. Deterministic; when in doubt none: a wrong answer is worse than no answer. */
export function mapStatement(statement: Statement, phrases: Phrases): Match[] {
  const text = spokenOf(statement.text);
  const { label, rest } = splitLabel(text);
  const whole = label === undefined;
  const inLabel = whole ? [] : findIn(label, phrases, 'label', true);
  const inText = findIn(rest, phrases, 'text', whole);
  const across = whole ? [] : findIn(text, phrases, 'text', false);
  const own = dropCovered([...inLabel, ...inText, ...across]).flatMap((one) =>
    fitsHeadings(one, statement, phrases),
  );
  const measured = own.some(({ place }) => place === 'text') ? [] : findForPart(statement, phrases);
  if (measured.length > 0) return measured;
  const found = narrowByHeading(own.length > 0 ? own : findInContext(statement, phrases), statement);
  return found.length > 0 ? found : findInHeading(statement, phrases);
}

/** A line near to what its heading says, under a heading that is nothing but a phrase, is part of that. */
function findInHeading({ form, text: line, under, figures }: Statement, phrases: Phrases): Match[] {
  const heading = under.at(-1);
  if (heading === undefined || form === 'heading' || form === 'prose' || isSetting(line)) return [];
  const { label, rest } = splitLabel(spokenOf(heading));
  const text = (label ?? rest).replace(/\([^()]*\)/g, ' ');
  const all = wordsOf(text).filter((word) => !/^\d+$/.test(word));
  const matter = (words: readonly string[]) => words.filter((word) => !general.has(word)).join(' ');
  const told = wordsOf(spokenOf(line)).filter((word) => word.length > 3 && isTelling(word));
  const speaks = (id: string) =>
    figures.length > 0 || told.some((word) => phrases.vocabulary.get(id)?.has(word));
  return dropCovered(findIn(text, phrases, 'context', true)).flatMap(({ phrase, audits, key }) => {
    const kept = audits.filter(speaks);
    return key.length > 1 && matter(all) === matter(key) && kept.length > 0
      ? [{ phrase, audits: kept, place: 'context', words: key.length, wider: [] }]
      : [];
  });
}

/** "Contest listing: < 300ms" under "Response times": what is measured stands above, the line names the part. */
function findForPart({ text, under, figures }: Statement, phrases: Phrases): Match[] {
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

interface Found extends Match {
  readonly key: readonly string[];
}

function findIn(text: string, phrases: Phrases, place: Match['place'], alone: boolean): Found[] {
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

/** "Duration" speaks of the pipeline only where a heading does. */
function fitsHeadings(one: Found, { under }: Statement, { vocabulary }: Phrases): Found[] {
  const [word = ''] = one.key;
  if (one.key.length > 1 || !everyday.has(word)) return [one];
  const above = wordsOf(under.join(' ')).filter((other) => other !== word || one.place === 'text');
  const audits = one.audits.filter((id) => above.some((other) => vocabulary.get(id)?.has(other)));
  return audits.length === 0 ? [] : [{ ...one, audits }];
}

/** The most specific phrase wins: one whose words are part of a longer one found in the same line goes. */
function dropCovered(found: readonly Found[]): Found[] {
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

/** "Retention: 30 days" under "Backups" is about backup retention: the telling word stands in the line itself. */
function findInContext({ text, under }: Statement, phrases: Phrases): Found[] {
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

function groupBy(phrases: readonly Phrase[], keysOf: (phrase: Phrase) => readonly string[]) {
  const groups = new Map<string, Phrase[]>();
  for (const phrase of phrases)
    for (const key of keysOf(phrase)) groups.set(key, [...(groups.get(key) ?? []), phrase]);
  return groups;
}
