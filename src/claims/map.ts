import type { Statement } from '../documents/statements.ts';
import { dropCovered, findIn, type Found } from './find.ts';
import { narrowByHeading } from './headings.ts';
import { spokenOf, splitLabel } from './labels.ts';
import { findForPart, findInContext, findInHeading } from './near.ts';
import { everyday, wordsAndStopsOf, wordsOf } from './words.ts';

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
  // "Database: encrypted dumps" does not say "database encrypted", unless a phrase is written with its colon.
  const across = whole
    ? []
    : findIn(text, phrases, 'text', false).filter(({ phrase }) => /[^\p{L}\s]/u.test(phrase));
  const own = dropCovered([...inLabel, ...inText, ...across]).flatMap((one) =>
    fitsHeadings(one, statement, phrases),
  );
  const measured = own.some(({ place }) => place === 'text') ? [] : findForPart(statement, phrases);
  if (measured.length > 0) return measured;
  const found = narrowByHeading(own.length > 0 ? own : findInContext(statement, phrases), statement);
  return found.length > 0 ? found : findInHeading(statement, phrases);
}

/** "Duration" speaks of the pipeline only where a heading does. */
function fitsHeadings(one: Found, { under }: Statement, { vocabulary }: Phrases): Found[] {
  const [word = ''] = one.key;
  if (one.key.length > 1 || !everyday.has(word)) return [one];
  const above = wordsOf(under.join(' ')).filter((other) => other !== word || one.place === 'text');
  const audits = one.audits.filter((id) => above.some((other) => vocabulary.get(id)?.has(other)));
  return audits.length === 0 ? [] : [{ ...one, audits }];
}

function groupBy(phrases: readonly Phrase[], keysOf: (phrase: Phrase) => readonly string[]) {
  const groups = new Map<string, Phrase[]>();
  for (const phrase of phrases)
    for (const key of keysOf(phrase)) groups.set(key, [...(groups.get(key) ?? []), phrase]);
  return groups;
}
