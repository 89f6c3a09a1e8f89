/** Anything that turns an unknown value into a T or throws; a zod schema is one. */
export interface Schema<T> {
  parse(value: unknown): T;
}

/** How evidence is come by: decides what example kinds an audit owes and how long evidence stays fresh. */
export type EvidenceKind = 'repo' | 'repo-run' | 'http' | 'load' | 'db' | 'drill' | 'attest';

/** A typed noun that a gatherer brings and audits judge. Its value is JSON. */
export interface Evidence<T = unknown> {
  readonly unit: 'evidence';
  /** The file name without extension. */
  readonly name: string;
  readonly kind: EvidenceKind;
  /** A noun phrase: "every CI job and what its steps do". */
  readonly about: string;
  /** What a user does to get it when it is missing: "start the service: seaworthy inspect --start". */
  readonly howToGet: string;
  readonly schema: Schema<T>;
}

export type Needs = Readonly<Record<string, Evidence>>;

export type Given<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends Evidence<infer T> ? T : never;
};

const howToGetByKind: Readonly<Record<EvidenceKind, string>> = {
  repo: 'run seaworthy inspect in a checkout that contains it',
  'repo-run': 'let Seaworthy run the project in a sandbox: seaworthy inspect --start',
  http: 'let Seaworthy start the service: seaworthy inspect --start (or give a running one: --url URL)',
  load: 'let Seaworthy start the service and load it: seaworthy inspect --start --load',
  db: 'let Seaworthy start the service with a scratch database: seaworthy inspect --start',
  drill: 'run the drill in a sandbox: seaworthy inspect --start',
  attest: 'a named person states it under attestations: in seaworthy.yaml',
};

export function defineEvidence<T>(noun: {
  readonly name: string;
  readonly kind?: EvidenceKind;
  readonly about: string;
  readonly howToGet?: string;
  readonly schema: Schema<T>;
}): Evidence<T> {
  const kind = noun.kind ?? 'repo';
  return { unit: 'evidence', howToGet: howToGetByKind[kind], ...noun, kind };
}
