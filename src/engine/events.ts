import type { Outcome } from '../kit/audit.ts';

/** What a run reports while it works, in order; the terminal's progress and the server's log are readers of it. */
export type RunEvent =
  | { readonly type: 'run-began'; readonly run: string; readonly at: string }
  | { readonly type: 'gatherer-began'; readonly gatherer: string }
  | {
      readonly type: 'evidence-kept';
      readonly gatherer: string;
      readonly evidence: string;
      readonly sha256: string;
      readonly tookMs: number;
    }
  | {
      readonly type: 'evidence-missing';
      readonly gatherer: string;
      readonly evidence: string;
      readonly because: string;
      readonly tookMs: number;
    }
  | { readonly type: 'traits-found'; readonly traits: readonly string[] }
  | {
      readonly type: 'audit-judged';
      readonly audit: string;
      readonly outcome: Outcome;
      readonly findings: number;
    }
  | {
      readonly type: 'run-ended';
      readonly run: string;
      readonly proven: number;
      readonly possible: number;
      readonly ready: boolean;
    };

export type Report = (event: RunEvent) => void;
