import type { AuditResult, Result } from '../kit/result.ts';
import type { Finding } from '../kit/where.ts';

export interface Seen {
  readonly audit: AuditResult;
  readonly finding: Finding;
}

/** What became of the findings and outcomes between two results. */
export interface Comparison {
  readonly before: Result;
  readonly after: Result;
  readonly added: readonly Seen[];
  /** Only where the audit looked again: a finding nobody looked for is not gone. */
  readonly gone: readonly Seen[];
  readonly changed: readonly (Seen & { readonly was: Finding })[];
  /** Judged before, and now not: neither better nor worse, but less is known. */
  readonly lost: readonly { readonly was: AuditResult; readonly now?: AuditResult }[];
  readonly outcomes: readonly { readonly was?: AuditResult; readonly now?: AuditResult }[];
}

export function compare(before: Result, after: Result): Comparison {
  const was = byId(before);
  const now = byId(after);
  const added: Seen[] = [];
  const gone: Seen[] = [];
  const changed: (Seen & { was: Finding })[] = [];
  for (const audit of after.audits) {
    const old = byKey(was.get(audit.id));
    for (const finding of audit.findings) {
      const earlier = old.get(finding.key);
      if (!earlier) added.push({ audit, finding });
      else if (!isSame(earlier, finding)) changed.push({ audit, finding, was: earlier });
    }
  }
  for (const audit of before.audits) {
    const later = now.get(audit.id);
    if (!later || !isDecided(later)) continue;
    const keys = byKey(later);
    for (const finding of audit.findings) if (!keys.has(finding.key)) gone.push({ audit, finding });
  }
  const lost = before.audits.flatMap((audit) => {
    const later = now.get(audit.id);
    return isDecided(audit) && !(later && isDecided(later)) ? [pair(audit, later)] : [];
  });
  const ids = new Set([...was.keys(), ...now.keys()]);
  const outcomes = [...ids].sort().flatMap((id) => {
    const [one, other] = [was.get(id), now.get(id)];
    if (one?.outcome === other?.outcome) return [];
    return [{ ...(one ? { was: one } : {}), ...(other ? { now: other } : {}) }];
  });
  return { before, after, added, gone, changed, lost, outcomes };
}

function pair(was: AuditResult, now: AuditResult | undefined) {
  return now ? { was, now } : { was };
}

function isDecided({ outcome }: AuditResult): boolean {
  return outcome === 'pass' || outcome === 'fail' || outcome === 'not-applicable';
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    one.says === other.says && one.where.file === other.where.file && one.where.line === other.where.line
  );
}

function byId(result: Result): ReadonlyMap<string, AuditResult> {
  return new Map(result.audits.map((audit) => [audit.id, audit]));
}

function byKey(audit: AuditResult | undefined): ReadonlyMap<string, Finding> {
  return new Map(audit?.findings.map((finding) => [finding.key, finding]));
}
