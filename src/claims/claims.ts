import type { Statement } from '../documents/statements.ts';
import type { ClaimResult } from '../kit/result.ts';
import type { Check } from './checks.ts';

/** Whether a line claims something about the target; `mapped`: some audit speaks of it. */
export function isClaim(statement: Statement, mapped: boolean, checks: readonly Check[] = []): boolean {
  const { form, box, says, inherited, figures, verdict } = statement;
  if (box !== undefined || verdict !== undefined) return true;
  if (figures.some(({ kind }) => kind === 'score' || kind === 'grade')) return true;
  // A heading with a tick sums up the lines below it, which speak for themselves.
  if (form === 'heading' || form === 'quote') return false;
  if (says !== undefined && !inherited) return true;
  if (checks.some(({ kind, holds }) => kind === 'date' || (kind === 'lines' && holds !== 'yes'))) return true;
  if (form === 'prose') return false;
  if (figures.some(({ kind }) => kind === 'count') && checks.some(({ kind }) => kind === 'count'))
    return true;
  return mapped && (says !== undefined || figures.length > 0);
}

export function claimedBy({ says, figures, verdict }: Statement): ClaimResult['claimed'] {
  if (figures.some(({ kind }) => kind === 'score')) return 'number';
  if (verdict !== undefined) return verdict === 'not-ready' ? 'open' : 'done';
  return says ?? 'number';
}
