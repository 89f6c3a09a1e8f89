import type { Statement } from '../documents/statements.ts';
import type { ClaimResult, ClaimStanding } from '../kit/result.ts';

type Answered = Pick<ClaimResult, 'claimed' | 'verdict' | 'audits'>;

/** Every claim stands in exactly one place. A gap that is declared and real is honest, not a failure. */
export function standingOf(
  { verdict: concludes }: Pick<Statement, 'verdict'>,
  { claimed, verdict, audits }: Answered,
): ClaimStanding {
  if (verdict === 'contradicted' || verdict === 'not-checkable') return verdict;
  if (concludes === 'not-ready') return 'honest';
  if (verdict === 'proven') return claimed === 'open' ? 'unclaimed' : 'proven';
  if (verdict === 'unproven' && audits.length === 0 && concludes === undefined && claimed !== 'number')
    return 'unmapped';
  return claimed === 'open' || claimed === 'partial' ? 'honest' : 'unproven';
}
