import type { Audit } from '../kit/audit.ts';

/** What a report knows beyond the result: the audits' own words, names for the evidence, and where the code is hosted. */
export interface Background {
  readonly audits: ReadonlyMap<string, Audit>;
  /** Name of each piece of evidence, by its hash. */
  readonly evidence: ReadonlyMap<string, string>;
  /** Text of each readiness document, by its file. */
  readonly documents?: ReadonlyMap<string, string>;
  /** Set when the inspected folder is the root of the repository that this names. */
  readonly origin?: { readonly host: string; readonly slug: string };
}
