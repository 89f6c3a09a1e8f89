import type { AuditState, Outcome, Severity } from './audit.ts';
import type { Finding, Where } from './where.ts';

/** The JSON report. Other programs read it: a change that breaks them raises `schemaVersion`. */
export interface Result {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: {
    readonly path?: string;
    readonly url?: string;
    readonly commit?: string;
    readonly traits: readonly { readonly name: string; readonly folder?: string; readonly where: Where }[];
  };
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly score: Score;
  readonly areas: readonly AreaScore[];
  readonly audits: readonly AuditResult[];
  /** The readiness documents that were held against the audits. */
  readonly documents?: readonly ClaimedDocument[];
  readonly claims?: readonly ClaimResult[];
  /** What is missing until the documents are true; only when it was asked for. */
  readonly roadmap?: readonly RoadmapStep[];
  /** What a reader must know before trusting the numbers: changed severities, audits switched off, stale waivers. */
  readonly notices: readonly string[];
}

export interface Score {
  /** Percent of the weight of applicable audits that was shown to hold. */
  readonly proven: number;
  /** The same plus what nobody has shown yet. */
  readonly possible: number;
  readonly ready: boolean;
  readonly grade: Grade;
  /** Why `ready` is false; empty when it is true. */
  readonly because: readonly string[];
}

export type Grade = 'A+' | 'A' | 'B' | 'C' | 'D' | 'F';

export interface AreaScore {
  readonly id: string;
  readonly proven: number;
  readonly possible: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly error: number;
}

export interface AuditResult {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly severity: Severity;
  readonly state: AuditState;
  readonly outcome: Outcome;
  readonly because?: string;
  readonly signs?: readonly Where[];
  readonly findings: readonly Finding[];
  /** Hashes of the evidence judged. */
  readonly evidence: readonly string[];
  readonly waived?: readonly AppliedWaiver[];
  readonly attested?: { readonly by: string; readonly statement: string; readonly until: string };
}

export interface AppliedWaiver {
  readonly finding: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
}

export type ClaimVerdict = 'proven' | 'contradicted' | 'partly' | 'unproven' | 'attested' | 'not-checkable';

/**
 * The four quadrants (proven, contradicted, unproven, unclaimed: not claimed, yet proven), gaps that are declared and
 * real (honest), and two kinds of line without an answer: no audit looks at it (unmapped), nobody could (not-checkable).
 */
export type ClaimStanding =
  'contradicted' | 'proven' | 'unproven' | 'unclaimed' | 'honest' | 'unmapped' | 'not-checkable';

export interface ClaimedDocument {
  readonly file: string;
  readonly title: string;
  /** The overall score that it claims, as it stands there: "95/100". */
  readonly score?: string;
}

export interface ClaimResult {
  readonly document: string;
  readonly line: number;
  readonly text: string;
  /** Headings and list items above the line, outermost first. */
  readonly under: readonly string[];
  /** The nearest heading above; absent at the top of a document. */
  readonly heading?: string;
  readonly box?: 'ticked' | 'empty';
  readonly claimed: 'done' | 'open' | 'partial' | 'number';
  readonly verdict: ClaimVerdict;
  readonly standing: ClaimStanding;
  readonly audits: readonly string[];
  readonly measured?: string;
  readonly because: string;
  /** Of a contradicted line: where the denial stands, and a command for the folder of the repository that shows it. */
  readonly see?: { readonly where?: Where; readonly command: string };
  /** Of a line not shown yet: what would prove it. */
  readonly toProve?: string;
}

/** One audit that does not hold, or that nobody has shown, and the lines that wait for it. */
export interface RoadmapStep {
  readonly audit: string;
  readonly title: string;
  readonly severity: Severity;
  readonly outcome: 'fail' | 'unknown';
  /** By how much `proven` rises, in points of 100. */
  readonly points: number;
  /** Usual effort to mend it; of what nobody has shown, the most it can take. */
  readonly effortHours: number;
  /** Of what nobody has shown: how to show it. */
  readonly toProve?: string;
  readonly lines: readonly { readonly document: string; readonly line: number }[];
}
