import type { Audit, Outcome, Policy, Severity } from '../kit/audit.ts';
import type { Evidence, Needs } from '../kit/evidence.ts';
import type { AuditResult } from '../kit/result.ts';
import type { Where } from '../kit/where.ts';
import type { Config } from './config.ts';
import type { Detection } from './detect.ts';
import type { Evidences } from './gather.ts';

export interface JudgeOptions {
  readonly audits: ReadonlyMap<string, Audit>;
  readonly evidences: Evidences;
  readonly detection: Detection;
  readonly config: Config;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Numbers that come before those of the team, by the name of the limit, and where they stand. */
  readonly bounds?: { readonly limits: Readonly<Record<string, number>>; readonly from: string };
}

type Judged = Pick<AuditResult, 'outcome' | 'findings'> & Partial<Pick<AuditResult, 'because' | 'signs'>>;

/** Judges every audit that is switched on. Pure: the same evidence, configuration and day give the same results. */
export function judgeAll(options: JudgeOptions): AuditResult[] {
  const results: AuditResult[] = [];
  for (const [id, audit] of options.audits) {
    const area = areaOf(id);
    if (isOff(id, area, options.config)) continue;
    const judged = judgeOne(id, audit, options);
    results.push({
      id,
      area,
      title: judged.outcome === 'fail' ? audit.failureTitle : audit.title,
      severity: severityOf(id, audit, options.config),
      state: audit.state,
      outcome: judged.outcome,
      ...(judged.because === undefined ? {} : { because: judged.because }),
      ...(judged.signs === undefined || judged.signs.length === 0 ? {} : { signs: judged.signs }),
      findings: judged.findings,
      evidence: hashesOf(audit.needs, options.evidences),
    });
  }
  return results;
}

export function areaOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

export function isOff(id: string, area: string, config: Config): boolean {
  return config.audits[id] === 'off' || (config.areas[area] === 'off' && config.audits[id] === undefined);
}

function severityOf(id: string, audit: Audit, config: Config): Severity {
  const chosen = config.audits[id];
  return chosen === undefined || chosen === 'off' || chosen === 'on' ? audit.severity : chosen;
}

function judgeOne(id: string, audit: Audit, options: JudgeOptions): Judged {
  const applies = checkTraits(audit, options.detection);
  if (applies) return applies;
  const lacking = Object.values<Evidence>(audit.needs).find((noun) => !options.evidences.kept.has(noun.name));
  if (lacking) return lacksEvidence(audit, lacking, options.evidences);
  try {
    return read(audit, audit.judge(givenFor(audit.needs, options.evidences), policyFor(id, audit, options)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      outcome: 'error',
      findings: [],
      because: `This audit broke: ${message}. Please report it as a bug of Seaworthy.`,
    };
  }
}

function checkTraits({ when }: Audit, { traits, undetermined }: Detection): Judged | undefined {
  if (!when || when.length === 0) return undefined;
  if (traits.some((trait) => when.includes(trait.name))) return undefined;
  const names = when.join(' or ');
  if (when.some((name) => undetermined.has(name))) {
    return {
      outcome: 'unknown',
      findings: [],
      because: `It could not be told whether the target uses ${names}.`,
    };
  }
  return {
    outcome: 'not-applicable',
    findings: [],
    because: `No ${names} in its manifests, images, files or configuration.`,
  };
}

function lacksEvidence(audit: Audit, noun: Evidence, evidences: Evidences): Judged {
  const { because: why, howTo } = evidences.missing.get(noun.name) ?? noWayYet(noun);
  const because = `Not looked at: ${why}. To prove it: ${howTo}.`;
  return { outcome: 'unknown', findings: [], because, signs: signsOf(audit, evidences) };
}

/** No gatherer brings it: an option that would not help must not be named. */
function noWayYet(noun: Evidence): { readonly because: string; readonly howTo: string } {
  if (noun.kind === 'attest') return { because: `nothing here brings ${noun.about}`, howTo: noun.howToGet };
  return {
    because: `Seaworthy has no way yet to see ${noun.about}`,
    howTo: 'a named person states it under attestations: in seaworthy.yaml',
  };
}

function signsOf(audit: Audit, evidences: Evidences): readonly Where[] {
  if (!audit.signs) return [];
  const from: Needs = audit.signs.from;
  const complete = Object.values(from).every((noun) => evidences.kept.has(noun.name));
  if (!complete) return [];
  try {
    return audit.signs.look(givenFor(from, evidences)).slice(0, 12);
  } catch {
    // Signs never decide anything: without them the outcome is the same unknown.
    return [];
  }
}

function read(audit: Audit, verdict: ReturnType<Audit['judge']>): Judged {
  if ('abstains' in verdict) {
    const signs = verdict.signs === undefined ? {} : { signs: verdict.signs.slice(0, 12) };
    return { outcome: verdict.abstains, findings: [], because: verdict.because, ...signs };
  }
  if (verdict.findings.length > 0) return { outcome: 'fail', findings: verdict.findings };
  if (verdict.looked > 0) return { outcome: 'pass', findings: [] };
  const outcome: Outcome = 'not-applicable';
  return { outcome, findings: [], because: `Nothing to judge was found in: ${describeNeeds(audit.needs)}.` };
}

function describeNeeds(needs: Needs): string {
  return Object.values(needs)
    .map((noun) => noun.about)
    .join('; ');
}

function givenFor(needs: Needs, evidences: Evidences): never {
  const entries = Object.entries(needs).map(([key, noun]) => [key, evidences.kept.get(noun.name)?.value]);
  // Filled from exactly the needs that type it.
  return Object.fromEntries(entries) as never;
}

function hashesOf(needs: Needs, evidences: Evidences): string[] {
  return Object.values(needs).flatMap((noun) => evidences.kept.get(noun.name)?.sha256 ?? []);
}

function policyFor(id: string, audit: Audit, { config, today, bounds }: JudgeOptions): Policy {
  return {
    today,
    limit(name) {
      const declared = audit.limits?.[name];
      if (!declared) throw new Error(`the limit "${name}" is not declared in limits:`);
      const claimed = bounds?.limits[name];
      if (bounds && claimed !== undefined) return { value: claimed, from: bounds.from };
      const chosen = config.thresholds[id]?.[name];
      if (chosen !== undefined) return { value: chosen, from: 'seaworthy.yaml' };
      return { value: declared.default, from: 'the default' };
    },
  };
}
