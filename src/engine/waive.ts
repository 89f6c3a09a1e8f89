import type { AppliedWaiver, AuditResult } from '../kit/result.ts';
import type { Config, Waiver } from './config.ts';

export interface Waived {
  readonly audits: readonly AuditResult[];
  readonly notices: readonly string[];
}

const longestAttestationDays = 180;

/** Puts waivers and attestations beside the results they speak of. Outcomes stay as they are. */
export function applyStatements(audits: readonly AuditResult[], config: Config, today: string): Waived {
  const notices: string[] = [];
  const used = new Set<Waiver>();
  const live = config.waivers.filter((waiver) => {
    const end = dateOf(waiver.until);
    if (end !== undefined && end >= today) return true;
    const why = end === undefined ? 'its end date is missing or not YYYY-MM-DD' : `it ended on ${end}`;
    notices.push(`The waiver of ${waiver.audit} (${waiver.finding}) does not count: ${why}.`);
    used.add(waiver);
    return false;
  });
  const withStatements = audits.map((audit): AuditResult => {
    const applied: AppliedWaiver[] = [];
    for (const waiver of live) {
      if (waiver.audit !== audit.id || !audit.findings.some((finding) => finding.key === waiver.finding))
        continue;
      used.add(waiver);
      applied.push({
        finding: waiver.finding,
        reason: waiver.reason,
        owner: waiver.owner,
        until: dateOf(waiver.until) ?? today,
      });
    }
    const attested =
      audit.outcome === 'unknown' ? findAttestation(audit.id, config, today, notices) : undefined;
    return {
      ...audit,
      ...(applied.length > 0 ? { waived: applied } : {}),
      ...(attested ? { attested } : {}),
    };
  });
  for (const waiver of config.waivers) {
    if (!used.has(waiver))
      notices.push(`The waiver of ${waiver.audit} (${waiver.finding}) matches no finding: remove it.`);
  }
  const count = withStatements.reduce((sum, audit) => sum + (audit.waived?.length ?? 0), 0);
  const before = audits.reduce((sum, audit) => sum + audit.findings.length, 0);
  if (count > 0)
    notices.push(
      `${count} of ${before} findings are waived; ${before - count} are not. The score counts all of them.`,
    );
  return { audits: withStatements, notices };
}

function findAttestation(
  id: string,
  config: Config,
  today: string,
  notices: string[],
): AuditResult['attested'] {
  for (const attestation of config.attestations) {
    if (attestation.audit !== id) continue;
    const end = dateOf(attestation.until);
    if (end === undefined || end < today)
      notices.push(`The attestation of ${id} does not count: it has no end date or is over.`);
    else if (daysBetween(today, end) > longestAttestationDays) {
      notices.push(
        `The attestation of ${id} does not count: it reaches more than ${longestAttestationDays} days ahead.`,
      );
    } else return { by: attestation.by, statement: attestation.statement, until: end };
  }
  return undefined;
}

/** YAML may read an unquoted date as a date or a string; only a real calendar day counts. */
function dateOf(value: unknown): string | undefined {
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : value;
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
