/** A place somebody can open: the more exact, the better. Paths are relative to the repository and use `/`. */
export interface Where {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly url?: string;
  readonly table?: string;
  readonly commit?: string;
  readonly job?: string;
  readonly step?: string;
  readonly service?: string;
  /** What stands there, in a few words; never a secret value. */
  readonly note?: string;
}

/** One thing that is wrong. `key` stays the same between runs while the thing is the same: no line numbers in it. */
export interface Finding {
  readonly key: string;
  readonly says: string;
  readonly where: Where;
}

/** A technology or role found in the target; `folder` is where it holds ('' is the whole repository). */
export interface Trait {
  readonly name: string;
  readonly folder: string;
  readonly where: readonly Where[];
}
