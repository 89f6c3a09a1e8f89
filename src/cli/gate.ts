import type { Result } from '../kit/result.ts';
import { compare } from '../report/compare.ts';
import { blockersOf, isExcused } from '../report/priorities.ts';
import { counted } from '../report/words.ts';

export interface GateWish {
  /** 'ready' when nothing is chosen. */
  readonly gate?: string;
  readonly minProven?: number;
  readonly baseline?: Result;
  /** The run was narrowed on the command line: audits outside are not missed. */
  readonly narrowed: boolean;
}

/** Why the gate stays shut, a sentence each; empty opens it. */
export function reasonsToStop(result: Result, wish: GateWish): string[] {
  const { gate, minProven } = wish;
  const reasons: string[] = [];
  if (gate === 'ready' || (gate === undefined && minProven === undefined)) reasons.push(...notReady(result));
  if (gate === 'no-failing-blockers') reasons.push(...failingBlockers(result));
  if (gate === 'no-new') reasons.push(...newFindings(result, wish));
  if (minProven !== undefined && result.score.proven < minProven)
    reasons.push(`${result.score.proven} of 100 is proven; the gate asks for ${minProven}.`);
  return reasons;
}

function notReady({ score }: Result): readonly string[] {
  return score.ready ? [] : score.because;
}

/** What could not be judged is no better than what fails; an inspection that decided nothing passes no gate. */
function failingBlockers(result: Result): string[] {
  const { failing, unseen } = blockersOf(result);
  const broken = unseen.filter(({ outcome }) => outcome === 'error');
  const decided = result.audits.some(({ outcome }) => outcome === 'pass' || outcome === 'fail');
  return [
    ...(decided ? [] : ['Nothing was judged.']),
    ...(failing.length > 0 ? [`${counted(failing.length, 'blocker fails', 'blockers fail')}.`] : []),
    ...(broken.length > 0
      ? [`${counted(broken.length, 'blocker', 'blockers')} could not be judged because of a bug of ours.`]
      : []),
  ];
}

function newFindings(result: Result, { baseline, narrowed }: GateWish): string[] {
  if (!baseline) throw new Error('--gate no-new needs --baseline: a run, "latest", or a JSON report');
  const { added, lost } = compare(baseline, result);
  const counts = added.filter(
    ({ audit, finding }) =>
      audit.state === 'stable' &&
      !isExcused(audit) &&
      !audit.waived?.some((waiver) => waiver.finding === finding.key),
  );
  // Not looking any more must not open the gate.
  const unseen = lost.filter(
    ({ was, now }) => was.state === 'stable' && was.outcome !== 'not-applicable' && (now || !narrowed),
  );
  const name = (ids: readonly string[]) => [...new Set(ids)].slice(0, 5).join(', ');
  return [
    ...(counts.length > 0
      ? [
          `${counted(counts.length, 'new finding', 'new findings')}: ${name(counts.map(({ audit }) => audit.id))}.`,
        ]
      : []),
    ...(unseen.length > 0
      ? [
          `${counted(unseen.length, 'audit was', 'audits were')} judged in the baseline and not now: ${name(unseen.map(({ was }) => was.id))}.`,
        ]
      : []),
  ];
}
