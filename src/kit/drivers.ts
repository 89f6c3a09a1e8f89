import type { BrowserDriver } from './browser.ts';
import type { SandboxDriver } from './sandbox.ts';
import type { ServiceDriver } from './service.ts';

/** A file of the target. Links are listed, never followed. */
export interface RepoFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly kind: 'file' | 'link' | 'other';
  /** False for files git does not know yet; true for all files where there is no git. */
  readonly tracked: boolean;
}

export type Read =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly because: 'absent' | 'too-big' | 'binary' | 'outside' | 'unreadable' };

/** The working tree of the target, read-only, never outside its root. */
export interface RepoDriver {
  /** Sorted by path. Ignored files are left out unless they are committed. */
  list(): Promise<readonly RepoFile[]>;
  /** True when a limit cut the listing short. */
  truncated(): Promise<boolean>;
  /** Text of a file up to 2 MB (or `limitBytes`); invalid UTF-8 becomes U+FFFD, a NUL byte means binary. */
  read(path: string, options?: { readonly limitBytes?: number }): Promise<Read>;
}

export interface GitCommit {
  readonly hash: string;
  /** ISO 8601, committer date. */
  readonly date: string;
  readonly subject: string;
  /** SHA-256 prefix of the lower-cased e-mail address: tells people apart without naming them. */
  readonly author: string;
  readonly parents: number;
}

/** History of the target, read with none of its git configuration and none of its hooks. */
export interface GitDriver {
  /** False when the folder is not a git repository; the other calls then throw CannotLook. */
  present(): Promise<boolean>;
  head(): Promise<{ readonly commit: string; readonly branch?: string; readonly shallow: boolean }>;
  /** Newest first. */
  log(options: { readonly limit: number; readonly path?: string }): Promise<readonly GitCommit[]>;
  tags(): Promise<readonly { readonly name: string; readonly commit: string; readonly date: string }[]>;
  branches(): Promise<readonly string[]>;
  /** Paths of the tree at a commit or tag, below the inspected folder. */
  filesAt(ref: string): Promise<readonly string[]>;
  /** Text of a file at a commit or tag; undefined when it is not there, too big or binary. */
  readAt(ref: string, path: string): Promise<string | undefined>;
  /** Lines of tracked text files at a commit or tag that match a POSIX extended expression, by file. */
  countAt(ref: string, pattern: string): Promise<ReadonlyMap<string, number>>;
  /**
   * Unique blobs ever committed, smallest first, as many as this run has time for (unless the user wants them all); the
   * callback gets those text blobs whose bytes match `mentions`.
   */
  eachBlob(
    options: {
      /** Bigger blobs are skipped. */
      readonly limitBytes: number;
      readonly wanted: (path: string) => boolean;
      /** ASCII patterns only: it is tried on the bytes, before they are decoded. */
      readonly mentions: RegExp;
      readonly signal: AbortSignal;
    },
    look: (blob: { readonly path: string; readonly commit: string; readonly text: string }) => void,
  ): Promise<{ readonly looked: number; readonly skipped: number; readonly complete: boolean }>;
  /** Host/owner/name of the remote called origin, without credentials. */
  origin(): Promise<{ readonly host: string; readonly slug: string } | undefined>;
}

export type SourceLanguage =
  'typescript' | 'tsx' | 'javascript' | 'python' | 'go' | 'java' | 'ruby' | 'php' | 'bash';

/** The part of a syntax node that catalog code uses (ast-grep's SgNode has this shape). */
export interface SyntaxNode {
  kind(): string | number;
  text(): string;
  /** `line` and `column` from 0; `index` in UTF-16 units of the text. */
  range(): {
    readonly start: { readonly line: number; readonly column: number; readonly index: number };
    readonly end: { readonly line: number; readonly index: number };
  };
  isNamed(): boolean;
  field(name: string): SyntaxNode | null;
  parent(): SyntaxNode | null;
  children(): SyntaxNode[];
  namedChildren(): SyntaxNode[];
  ancestors(): SyntaxNode[];
  /** A pattern string or an ast-grep rule object: `{ rule: { kind: 'call_expression', has: … } }`. */
  find(matcher: SyntaxMatcher): SyntaxNode | null;
  findAll(matcher: SyntaxMatcher): SyntaxNode[];
  getMatch(metaVariable: string): SyntaxNode | null;
  getMultipleMatches(metaVariable: string): SyntaxNode[];
}

export type SyntaxMatcher = string | { readonly rule: Readonly<Record<string, unknown>> };

/** One source file during a scan. `root()` parses on first use; text is whole. */
export interface SourceFile {
  readonly path: string;
  readonly language: SourceLanguage;
  readonly text: string;
  /** True for tests, fixtures, examples, generated and vendored code: not what runs in production. */
  readonly aside: boolean;
  root(): SyntaxNode;
}

export interface ScanReport {
  readonly files: number;
  readonly skipped: readonly { readonly path: string; readonly because: string }[];
}

/** Syntax trees of the target's code. Scans that are asked for at the same time share one reading and one parse. */
export interface SourceDriver {
  scan(
    wish: {
      readonly languages: readonly SourceLanguage[];
      /** Files whose text does not match are not parsed or shown. Make it cheap and broad. */
      readonly mentions: RegExp;
      /** Also show tests and the like. Default false. */
      readonly aside?: boolean;
      readonly signal: AbortSignal;
    },
    look: (file: SourceFile) => void,
  ): Promise<ScanReport>;
  /** The syntax tree of a piece of code that stands inside another file, such as a CI step's script. */
  parse(language: SourceLanguage, text: string): SyntaxNode;
}

export interface Drivers {
  readonly repo: RepoDriver;
  readonly git: GitDriver;
  readonly source: SourceDriver;
  readonly secrets: SecretsDriver;
  readonly forge: ForgeDriver;
  readonly advisories: AdvisoriesDriver;
  /** Only when the user let us start the target. */
  readonly sandbox: SandboxDriver;
  /** Only when there is a running service to look at. */
  readonly service: ServiceDriver;
  /** Only together with a service. */
  readonly browser: BrowserDriver;
}

/** Looks for credentials in text; tells kind and place, never the value. */
export interface SecretsDriver {
  /** A text that does not match holds nothing the scanner could find. */
  readonly mentions: RegExp;
  scan(files: readonly { readonly path: string; readonly text: string }[]): Promise<
    readonly {
      readonly path: string;
      readonly line: number;
      readonly kind: string;
      /** Salted hash that tells two values apart inside one run. */
      readonly fingerprint: string;
      readonly verified: boolean;
    }[]
  >;
}

/** The code host, asked only with the user's consent (a token and --forge); throws CannotLook otherwise. */
export interface ForgeDriver {
  /** GET of the host's API below the repository, e.g. `actions/runs?branch=main`. */
  get(path: string, signal: AbortSignal): Promise<unknown>;
}

export interface Advisory {
  readonly id: string;
  /** Other names of the same hole: CVE, GHSA. */
  readonly aliases: readonly string[];
  readonly severity: 'critical' | 'high' | 'moderate' | 'low' | 'unknown';
  readonly summary: string;
  /** The first version above the asked one without it; absent when there is none, or the source does not say. */
  readonly fixedIn?: string;
}

export interface AdvisoryAnswers {
  /** Who answered, in words for a report. */
  readonly source: string;
  /** The day of the newest record of a stored copy, YYYY-MM-DD; absent for a live source. */
  readonly asOf?: string;
  /** Packages nobody was asked about, by their index in the question: never taken for harmless. */
  readonly notAsked: readonly { readonly index: number; readonly because: string }[];
  readonly found: readonly { readonly index: number; readonly advisories: readonly Advisory[] }[];
}

/** Known vulnerabilities, from a source the user named; throws CannotLook when none could be asked. */
export interface AdvisoriesDriver {
  ask(
    packages: readonly { readonly ecosystem: string; readonly name: string; readonly version: string }[],
    signal: AbortSignal,
  ): Promise<AdvisoryAnswers>;
}

export type DriverName = keyof Drivers;
