import type { AuditResult, Result } from '../kit/result.ts';
import { areaWeight, weightBySeverity } from '../kit/weights.ts';
import type { Background } from './background.ts';

export interface Fix {
  readonly audit: AuditResult;
  /** By how much `proven` rises, in points of 100. */
  readonly gain: number;
  readonly effortHours: number;
}

/** What to mend first: the most gain for an hour. Only audits that count, and only findings nobody excused. */
export function fixesWorthMost(result: Result, background: Background): readonly Fix[] {
  const gain = gainOf(result);
  return result.audits
    .filter((audit) => audit.outcome === 'fail' && audit.state === 'stable' && !isExcused(audit))
    .map((audit) => ({
      audit,
      gain: gain(audit),
      effortHours: background.audits.get(audit.id)?.effortHours ?? 1,
    }))
    .sort((a, b) => b.gain / b.effortHours - a.gain / a.effortHours || (a.audit.id < b.audit.id ? -1 : 1));
}

export interface Blockers {
  readonly failing: readonly AuditResult[];
  readonly unseen: readonly AuditResult[];
}

/** The same audits that `score.because` counts. */
export function blockersOf(result: Result): Blockers {
  const blockers = result.audits.filter((audit) => audit.severity === 'blocker');
  return {
    failing: blockers.filter(
      (audit) => audit.outcome === 'fail' && audit.state === 'stable' && !isExcused(audit),
    ),
    unseen: blockers.filter(
      ({ outcome, state }) => outcome === 'unknown' || (outcome === 'error' && state === 'stable'),
    ),
  };
}

/** Every finding of it is waived. */
export function isExcused({ findings, waived }: AuditResult): boolean {
  const keys = new Set(waived?.map((waiver) => waiver.finding));
  return findings.length > 0 && findings.every((finding) => keys.has(finding.key));
}

/** By how much `proven` rises when an audit passes, in points of 100. */
export function gainOf(result: Result): (audit: AuditResult) => number {
  const applicable = new Map<string, number>();
  for (const { area, outcome, severity, state } of result.audits) {
    if (outcome === 'not-applicable' || (state === 'trial' && outcome !== 'unknown')) continue;
    applicable.set(area, (applicable.get(area) ?? 0) + weightBySeverity[severity]);
  }
  let whole = 0;
  for (const area of applicable.keys()) whole += areaWeight(area);
  return ({ area, severity }) => {
    const share = weightBySeverity[severity] / (applicable.get(area) ?? Number.POSITIVE_INFINITY);
    return (100 * areaWeight(area) * share) / whole;
  };
}
