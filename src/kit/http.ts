import type { Harm } from './gatherer.ts';

export interface HttpQuestion {
  readonly method: string;
  /** Path and query on the service, or an absolute URL of the same host. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What this request may do to the service; checked against what the user allowed. */
  readonly harm: Harm;
  /** How much of the answer's body is kept; 64 KiB otherwise. */
  readonly keepBytes?: number;
  /** Default 10 s. */
  readonly limitMs?: number;
}

export type HttpAnswer =
  | {
      readonly answered: true;
      readonly status: number;
      /** Lower-case names; repeated headers stay apart. */
      readonly headers: readonly (readonly [name: string, value: string])[];
      /** Text, as much as was asked to be kept. */
      readonly body: string;
      readonly bodyBytes: number;
      readonly tookMs: number;
    }
  /** Refused, reset, or no answer within the limit. */
  | { readonly answered: false; readonly because: string; readonly tookMs: number };
