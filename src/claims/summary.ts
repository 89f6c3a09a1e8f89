import type { ClaimVerdict, Result } from '../kit/result.ts';
import type { AnsweredClaim, AnsweredDocument } from './document.ts';

/** The four quadrants, and what nobody can check. Every claim stands in exactly one. */
export interface Quadrants {
  readonly contradicted: readonly AnsweredClaim[];
  readonly proven: readonly AnsweredClaim[];
  readonly unproven: readonly AnsweredClaim[];
  readonly unclaimed: readonly AnsweredClaim[];
  /** Declared open or partial, and it is. */
  readonly honest: readonly AnsweredClaim[];
  readonly notCheckable: readonly AnsweredClaim[];
}

export function quadrantsOf(claims: readonly AnsweredClaim[]): Quadrants {
  const of = (name: keyof Quadrants) => claims.filter((claim) => quadrantOf(claim) === name);
  return {
    contradicted: of('contradicted'),
    proven: of('proven'),
    unproven: of('unproven'),
    unclaimed: of('unclaimed'),
    honest: of('honest'),
    notCheckable: of('notCheckable'),
  };
}

function quadrantOf({ result, statement }: AnsweredClaim): keyof Quadrants {
  const { claimed, verdict } = result;
  if (verdict === 'contradicted') return 'contradicted';
  if (verdict === 'not-checkable') return 'notCheckable';
  const concludes = statement.verdict === 'not-ready';
  if (verdict === 'proven')
    return claimed === 'open' && !concludes ? 'unclaimed' : concludes ? 'honest' : 'proven';
  return claimed === 'open' || claimed === 'partial' ? 'honest' : 'unproven';
}

/** "Contestlet claims 95/100; proven 12, possible 41; of 64 ticked lines 18 proven, 3 contradicted, …" */
export function summarySentence(
  { title, score: claimed, claims }: AnsweredDocument,
  { score }: Pick<Result, 'score'>,
): string {
  const ticked = claims.filter(({ statement }) => statement.box === 'ticked');
  const lines = ticked.length > 0 ? ticked : claims.filter(({ result }) => result.claimed === 'done');
  const kind = ticked.length > 0 ? 'ticked lines' : 'lines that say done';
  const count = (verdict: ClaimVerdict) => lines.filter(({ result }) => result.verdict === verdict).length;
  const says = claimed === undefined ? 'names no score' : `claims ${claimed}`;
  const counts = [
    `${count('contradicted')} contradicted`,
    `${count('proven')} proven`,
    `${count('partly')} partly`,
    `${count('unproven') + count('attested')} not shown yet`,
    `${count('not-checkable')} cannot be checked`,
  ];
  const of = lines.length === 0 ? `no ${kind}` : `of ${lines.length} ${kind} ${counts.join(', ')}`;
  return `${title} ${says}; proven ${score.proven}, possible ${score.possible}; ${of}.`;
}

export interface HeadingRow {
  readonly heading: string;
  readonly claims: number;
  readonly counts: Readonly<Record<ClaimVerdict, number>>;
}

/** One row per heading that claims stand under, in the order of the document. */
export function headingRows(claims: readonly AnsweredClaim[]): HeadingRow[] {
  const groups = new Map<string, AnsweredClaim[]>();
  for (const claim of claims) {
    const key = claim.statement.under.join('\n');
    const group = groups.get(key);
    if (group) group.push(claim);
    else groups.set(key, [claim]);
  }
  return [...groups].map(([key, group]) => {
    const count = (verdict: ClaimVerdict) => group.filter(({ result }) => result.verdict === verdict).length;
    return {
      heading: key.slice(key.lastIndexOf('\n') + 1),
      claims: group.length,
      counts: {
        contradicted: count('contradicted'),
        proven: count('proven'),
        partly: count('partly'),
        unproven: count('unproven'),
        attested: count('attested'),
        'not-checkable': count('not-checkable'),
      },
    };
  });
}
