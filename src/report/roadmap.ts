import type { AuditResult, Result, RoadmapStep } from '../kit/result.ts';
import type { Background } from './background.ts';
import { gainOf, isExcused } from './priorities.ts';

const severityOrder = ['blocker', 'major', 'minor', 'note'];

/** What the lines of the documents wait for: blockers first, then what weighs most, then what is quick. */
export function roadmapOf(result: Result, background: Background): RoadmapStep[] {
  const linesByAudit = new Map<string, { document: string; line: number }[]>();
  const proofByAudit = new Map<string, string>();
  for (const { document, line, audits, standing } of result.claims ?? []) {
    if (standing === 'proven' || standing === 'unclaimed') continue;
    for (const id of audits) linesByAudit.set(id, [...(linesByAudit.get(id) ?? []), { document, line }]);
  }
  for (const { id, because } of result.audits) {
    const proof = because?.split(' To prove it: ')[1]?.replace(/\.$/, '');
    if (proof !== undefined) proofByAudit.set(id, proof);
  }
  const gain = gainOf(result);
  const steps = result.audits.filter(isMissing).flatMap((audit): RoadmapStep[] => {
    const lines = linesByAudit.get(audit.id);
    if (!lines) return [];
    const outcome = audit.outcome === 'fail' ? 'fail' : 'unknown';
    return [
      {
        audit: audit.id,
        title: audit.title,
        severity: audit.severity,
        outcome,
        points: Math.round(gain(audit) * 10) / 10,
        effortHours: background.audits.get(audit.id)?.effortHours ?? 1,
        ...(outcome === 'unknown'
          ? { toProve: proofByAudit.get(audit.id) ?? `what it asks for: seaworthy explain ${audit.id}` }
          : {}),
        lines,
      },
    ];
  });
  return steps.sort(inOrder);
}

function isMissing(audit: AuditResult): boolean {
  const { outcome, state } = audit;
  if (outcome === 'fail') return state === 'stable' && !isExcused(audit);
  return outcome === 'unknown' || outcome === 'error';
}

function inOrder(a: RoadmapStep, b: RoadmapStep): number {
  return (
    severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
    Number(a.outcome === 'unknown') - Number(b.outcome === 'unknown') ||
    b.points - a.points ||
    a.effortHours - b.effortHours ||
    (a.audit < b.audit ? -1 : 1)
  );
}

export function hoursOf(steps: readonly RoadmapStep[]): number {
  let sum = 0;
  for (const { effortHours } of steps) sum += effortHours;
  return sum;
}
