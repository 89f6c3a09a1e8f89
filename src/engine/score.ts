import type { AreaScore, AuditResult, Grade, Score } from '../kit/result.ts';
import { areaWeight, weightBySeverity } from '../kit/weights.ts';

const gradeFrom: readonly (readonly [number, Grade])[] = [
  [97, 'A+'],
  [85, 'A'],
  [70, 'B'],
  [55, 'C'],
  [40, 'D'],
  [0, 'F'],
];

interface Sum {
  proven: number;
  possible: number;
  applicable: number;
}

/**
 * Scores stable audits. The verdicts of trial audits do not count either way; but what nobody has looked at is not
 * shown, whoever asks, so their unknowns do. Rounds down, so that 100 means all of it.
 */
export function score(audits: readonly AuditResult[]): {
  readonly score: Score;
  readonly areas: readonly AreaScore[];
} {
  const counted = audits.filter((audit) => audit.state === 'stable' || audit.outcome === 'unknown');
  const ids = [...new Set(audits.map((audit) => audit.area))].sort();
  const whole: Sum = { proven: 0, possible: 0, applicable: 0 };
  const areas = ids.map((id): AreaScore => {
    const mine = counted.filter((audit) => audit.area === id);
    const sum = add(mine);
    if (sum.applicable > 0) {
      const weight = areaWeight(id);
      whole.proven += (weight * sum.proven) / sum.applicable;
      whole.possible += (weight * sum.possible) / sum.applicable;
      whole.applicable += weight;
    }
    const count = (outcome: AuditResult['outcome']) =>
      mine.filter((audit) => audit.outcome === outcome).length;
    return {
      id,
      proven: percent(sum.proven, sum.applicable),
      possible: percent(sum.possible, sum.applicable),
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      notApplicable: count('not-applicable'),
      error: count('error'),
    };
  });
  const proven = percent(whole.proven, whole.applicable);
  const because = reasonsAgainst(counted);
  const grade = gradeFrom.find(([from]) => proven >= from)?.[1] ?? 'F';
  return {
    score: {
      proven,
      possible: percent(whole.possible, whole.applicable),
      ready: because.length === 0,
      grade,
      because,
    },
    areas,
  };
}

function add(audits: readonly AuditResult[]): Sum {
  const sum: Sum = { proven: 0, possible: 0, applicable: 0 };
  for (const { outcome, severity } of audits) {
    if (outcome === 'not-applicable') continue;
    const weight = weightBySeverity[severity];
    sum.applicable += weight;
    if (outcome === 'pass') sum.proven += weight;
    if (outcome !== 'fail') sum.possible += weight;
  }
  return sum;
}

function percent(part: number, whole: number): number {
  // The small constant keeps sums of thirds from falling under the number they are.
  return whole === 0 ? 0 : Math.floor((100 * part) / whole + 1e-9);
}

/** Ready means that every blocker that applies was seen to hold; one that nobody has shown is a reason too. */
function reasonsAgainst(audits: readonly AuditResult[]): string[] {
  if (!audits.some((audit) => audit.outcome === 'pass')) return ['Nothing was proven.'];
  const blockers = audits.filter((audit) => audit.severity === 'blocker');
  const failing = blockers.filter((audit) => audit.outcome === 'fail' && !isExcused(audit));
  const unseen = blockers.filter((audit) => audit.outcome === 'unknown' || audit.outcome === 'error');
  return [
    ...(failing.length > 0 ? [`${countOf(failing.length, 'blocker fails', 'blockers fail')}.`] : []),
    ...(unseen.length > 0
      ? [`${countOf(unseen.length, 'blocker has', 'blockers have')} not been shown to hold.`]
      : []),
  ];
}

function isExcused(audit: AuditResult): boolean {
  const waived = new Set(audit.waived?.map((waiver) => waiver.finding));
  return audit.findings.length > 0 && audit.findings.every((finding) => waived.has(finding.key));
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
