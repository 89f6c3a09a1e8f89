import { harmLevels } from '../kit/gatherer.ts';
import { reportFormats } from '../report/formats.ts';

/** Every option of every command, as data: the parser, the help text and the checks are made from it. */
export interface OptionSpec {
  readonly flags: string;
  readonly about: string;
  readonly kind: 'flag' | 'text' | 'list' | 'number';
  /** Allowed values, where they are few. */
  readonly choices?: readonly string[];
  readonly least?: number;
  readonly most?: number;
}

const severities = ['blocker', 'major', 'minor', 'note'] as const;
const kinds = ['repo', 'repo-run', 'http', 'load', 'db', 'drill', 'attest'] as const;

export const options = {
  format: { flags: '--format <format>', kind: 'text', about: 'what to print', choices: reportFormats },
  output: {
    flags: '--output <file>',
    kind: 'list',
    about: 'also write the report to a file: .html .json .sarif .md .xml .svg .txt (may be repeated)',
  },
  all: { flags: '--all', kind: 'flag', about: 'show everything, not one screen' },
  catalog: {
    flags: '--catalog <dir>',
    kind: 'list',
    about: 'a folder with your own audits (may be repeated)',
  },
  config: { flags: '--config <file>', kind: 'text', about: 'use this instead of seaworthy.yaml' },
  store: { flags: '--store <dir>', kind: 'text', about: 'where runs are kept (default: .seaworthy in DIR)' },
  noStore: { flags: '--no-store', kind: 'flag', about: 'keep nothing' },
  audit: { flags: '--audit <id>', kind: 'list', about: 'only this audit (may be repeated; never "ready")' },
  area: { flags: '--area <area>', kind: 'list', about: 'only this area (may be repeated)' },
  gate: {
    flags: '--gate <gate>',
    kind: 'text',
    about: 'what decides the exit code (default: ready)',
    choices: ['ready', 'no-failing-blockers', 'no-new'],
  },
  baseline: {
    flags: '--baseline <run>',
    kind: 'text',
    about: 'for --gate no-new: a run, "latest", or a JSON report',
  },
  minProven: {
    flags: '--min-proven <percent>',
    kind: 'number',
    about: 'the gate also asks for this much proven',
    least: 0,
    most: 100,
  },
  forge: {
    flags: '--forge',
    kind: 'flag',
    about: 'ask the code host too; takes the token from GITHUB_TOKEN',
  },
  advisories: {
    flags: '--advisories <source>',
    kind: 'text',
    about: 'known vulnerabilities: a file or folder of OSV records, osv, npm, or the URL of either',
  },
  start: {
    flags: '--start',
    kind: 'flag',
    about: 'start a private copy of the service in a sandbox, and judge what it does',
  },
  quick: {
    flags: '--quick',
    kind: 'flag',
    about: "with --start: leave out what takes minutes (the project's own tests and tools, timed visits)",
  },
  url: {
    flags: '--url <url>',
    kind: 'text',
    about: 'look at a running instance from outside (without DIR: only at it)',
  },
  allow: {
    flags: '--allow <harm>',
    kind: 'text',
    about: 'what may be done to the instance at --url (default: none, only reading)',
    choices: harmLevels,
  },
  wholeHistory: {
    flags: '--whole-history',
    kind: 'flag',
    about: 'search all of the git history for secrets, however long that takes',
  },
  claims: {
    flags: '--claims <file>',
    kind: 'list',
    about: 'answer this document, not the readiness documents found (may be repeated)',
  },
  dir: {
    flags: '--dir <dir>',
    kind: 'text',
    about: 'the repository it speaks of (default: the current folder)',
  },
  why: { flags: '--why', kind: 'flag', about: 'tell which phrase led to which audit' },
  write: {
    flags: '--write <file>',
    kind: 'text',
    about: 'write the same document with true ticks and footnotes',
  },
  roadmap: {
    flags: '--roadmap',
    kind: 'flag',
    about: 'list what is missing until the document is true, in order, with hours',
  },
  force: { flags: '--force', kind: 'flag', about: 'let --write replace a file that is there' },
  quiet: { flags: '--quiet', kind: 'flag', about: 'one line instead of a report, and no progress' },
  verbose: { flags: '--verbose', kind: 'flag', about: 'tell how long each gatherer took' },
  severity: {
    flags: '--severity <severity>',
    kind: 'list',
    about: 'only this severity',
    choices: severities,
  },
  state: { flags: '--state <state>', kind: 'text', about: 'stable or trial', choices: ['stable', 'trial'] },
  kind: {
    flags: '--kind <kind>',
    kind: 'list',
    about: 'only audits that need this kind of evidence',
    choices: kinds,
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof options;

type ValueOf<O extends OptionSpec> = O['kind'] extends 'flag'
  ? boolean
  : O['kind'] extends 'list'
    ? readonly string[]
    : O['kind'] extends 'number'
      ? number | undefined
      : string | undefined;

/** What a command is handed: one value for every option, `false`, `[]` or undefined where it was not given. */
export type Options = { readonly [K in OptionName]: ValueOf<(typeof options)[K]> };
