import type { AuditResult } from '../kit/result.ts';
import type { Finding } from '../kit/where.ts';
import type { Match } from './map.ts';
import { reachedWords, stemsOf, wordsOf } from './words.ts';

/**
 * What was found that denies a line: the line names the matter in its own words, the finding speaks of that matter
 * too, and the audit is not on trial. A number is denied by a measurement only, which audits do not hand on.
 */
export function denial(audit: AuditResult, matches: readonly Match[]): Finding | undefined {
  if (audit.state === 'trial') return undefined;
  if (isPinned(audit, matches)) return audit.findings[0];
  const phrases = namings(audit, matches);
  return audit.findings.find((finding) =>
    phrases.some((phrase) => speaksOf(matterOf(phrase), [audit.id, audit.title, finding.says])),
  );
}

/**
 * Whether a passing audit shows what the line says: its title or name speaks of the matter, not only of something
 * beside it. Other words for the same thing are the same; an accusation is held to the very words.
 */
export function affirms(audit: AuditResult, matches: readonly Match[], line: string): boolean {
  if (isPinned(audit, matches) || namesAudit(line, audit.id)) return true;
  return namings(audit, matches).some((phrase) =>
    speaksOf(
      matterOf(phrase)
        .filter((word) => !adds.has(word))
        .map(sameAs),
      [audit.id, audit.title],
      sameAs,
    ),
  );
}

/** The team says itself that this audit answers the line. */
function isPinned({ id }: AuditResult, matches: readonly Match[]): boolean {
  return matches.some(({ place, audits }) => place === 'pin' && audits.includes(id));
}

/** Words by which the name of an audit asks for more than the thing itself. */
const asksMore = stemsOf('real live valid works current clean alive set runs in no per to from ready');

/** The line has every word that names the audit, and more than one: "each pre-commit hook is a step of CI". */
function namesAudit(line: string, id: string): boolean {
  const name = wordsOf(id.slice(id.indexOf('/') + 1).replaceAll('-', ' ')).filter(
    (word) => !asksMore.has(word),
  );
  const said = wordsOf(line).map(sameAs);
  const has = (word: string) => said.some((one) => one === sameAs(word) || alike(one, word));
  return name.length > 1 && name.every(has);
}

/** The phrases by which the line itself names what an audit is about. */
function namings({ id }: AuditResult, matches: readonly Match[]): string[] {
  return matches
    .filter(
      ({ audits, place, words }) =>
        audits.includes(id) && place !== 'context' && (words > 1 || place === 'label'),
    )
    .map(({ phrase }) => phrase);
}

/** Words that say that something was reached, where nobody is accused. */
const adds = stemsOf(
  'mode setup set up in place enabled enforced available present created written documented done',
);

function matterOf(phrase: string): string[] {
  return wordsOf(phrase).filter((word) => !reachedWords.has(word));
}

/** Groups of words for one thing, as teams and audits write them. */
const synonyms: readonly (readonly string[])[] = [
  ['diagram', 'drawing'],
  ['guide', 'guideline', 'instruction'],
  ['pipeline', 'workflow', 'cicd'],
  ['credential', 'secret'],
  ['log', 'logging', 'logged'],
  ['tls', 'ssl', 'https'],
  ['erasure', 'deletion', 'erased', 'deleted'],
  ['rbac', 'role'],
  ['authn', 'authentication', 'authenticated'],
  ['dependency', 'package'],
  ['licence', 'license'],
  ['lint', 'linter', 'linting', 'linted'],
  ['typed', 'typing', 'type'],
];
const firstOf = new Map(
  synonyms.flatMap((group) => {
    const [first = '', ...others] = group.flatMap((word) => [...stemsOf(word)]);
    return others.map((word) => [word, first]);
  }),
);

function sameAs(word: string): string {
  return firstOf.get(word) ?? word;
}

function speaksOf(
  matter: readonly string[],
  texts: readonly string[],
  read: (word: string) => string = (word) => word,
): boolean {
  const said = wordsOf(texts.join(' ').replace(/[-/]/g, ' ')).map(read);
  const shared = matter.filter((word) => said.some((one) => one === word || alike(one, word)));
  return matter.length > 0 && shared.length > matter.length / 2;
}

/** "limit" and "limiting", "encrypted" and "encryption". */
function alike(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length, 6);
  return length >= 4 && a.slice(0, length) === b.slice(0, length);
}
