import type { Given, Needs } from './evidence.ts';
import type { Finding, Where } from './where.ts';

export type Outcome = 'pass' | 'fail' | 'unknown' | 'not-applicable' | 'error';
export type Severity = 'blocker' | 'major' | 'minor' | 'note';
export type AuditState = 'trial' | 'stable';

/** A number a team may set in seaworthy.yaml under `thresholds:`. */
export interface Limit {
  readonly default: number;
  readonly unit: string;
  readonly about: string;
}

/** What the team decided, as one audit sees it. `from` says where the number was set. */
export interface Policy {
  /** The day judged on, YYYY-MM-DD: judges have no clock. */
  readonly today: string;
  limit(name: string): { readonly value: number; readonly from: string };
}

export type Verdict =
  | { readonly looked: number; readonly findings: readonly Finding[] }
  | {
      readonly abstains: 'unknown' | 'not-applicable';
      readonly because: string;
      readonly signs?: readonly Where[];
    };

/** One given and what must come of it. `today` and `limits` replace the defaults of the examples test. */
export interface Example<N extends Needs> {
  readonly name?: string;
  readonly given: Given<N>;
  /** The finding keys expected, in order; for `fail` and `hollow` examples that fail. */
  readonly findings?: readonly string[];
  /** For `hollow` and `absent` examples, where several outcomes can be right. */
  readonly outcome?: Exclude<Outcome, 'pass' | 'error'>;
  readonly today?: string;
  readonly limits?: Readonly<Record<string, number>>;
}

/**
 * The kinds of example of the verdict contract. `hollow` looks right and does nothing (never passes); `absent` has
 * nothing there to look at. Unreachable evidence is the engine's case and is tested there for every audit.
 */
export interface Examples<N extends Needs> {
  readonly pass: readonly [Example<N>, ...Example<N>[]];
  readonly fail: readonly [Example<N>, ...Example<N>[]];
  readonly hollow?: readonly Example<N>[];
  readonly absent?: readonly Example<N>[];
  readonly notApplicable?: readonly Example<N>[];
}

/** Asserts one thing and judges evidence. Id = path under `catalog/audits` without extension. */
export interface Audit<N extends Needs = Needs, S extends Needs = Needs> {
  readonly unit: 'audit';
  /** Whole sentence, true when it passes. */
  readonly title: string;
  /** Whole sentence, true when it fails. */
  readonly failureTitle: string;
  /** What happens to users if this is wrong. */
  readonly why: string;
  /** What to do, imperative; Markdown, may hold a snippet per stack. */
  readonly fix: string;
  /** The standards behind it. */
  readonly refs: readonly string[];
  readonly severity: Severity;
  /** `trial` is shown, not scored; `stable` needs a mutant. */
  readonly state: AuditState;
  /** Typical cost of the fix. */
  readonly effortHours: number;
  /** Phrases by which documents claim this. */
  readonly claims: readonly string[];
  /** Any one of these traits makes the audit apply. */
  readonly when?: readonly string[];
  readonly limits?: Readonly<Record<string, Limit>>;
  readonly needs: N;
  /** Indirect signs, looked for only when needed evidence is missing; they never decide. */
  readonly signs?: { readonly from: S; look(given: Given<S>): readonly Where[] };
  /** Pure: no clock, network or files; does not throw. */
  judge(given: Given<N>, policy: Policy): Verdict;
  readonly examples: Examples<N>;
}

export function defineAudit<const N extends Needs, const S extends Needs = Needs>(
  audit: Omit<Audit<N, S>, 'unit'>,
): Audit<N, S> {
  return { unit: 'audit', ...audit };
}
