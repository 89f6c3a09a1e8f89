import type { Console } from './console.ts';
import type { OptionName, Options } from './options.ts';
import { reportFormats } from '../report/formats.ts';

export interface CommandSpec {
  readonly name: string;
  readonly about: string;
  /** `[dir]` may be left out, `<run>` may not, `[words...]` takes many. */
  readonly argument?: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly OptionName[];
  /** The formats of this command, where they are fewer than all. */
  readonly formats?: readonly string[];
  /** Call and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  /** Its code is loaded only when it is called, so that --help stays quick. */
  load(): Promise<{ readonly run: Run }>;
}

/** Answers with the exit code. */
export type Run = (given: Given) => Promise<number>;

export interface Given {
  readonly args: readonly string[];
  readonly options: Options;
  readonly console: Console;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export const commands: readonly CommandSpec[] = [
  {
    name: 'inspect',
    about: 'Say what is proven, failed and not yet shown about a repository.',
    argument: [{ name: '[dir]', about: 'the repository (default: the current folder)' }],
    formats: reportFormats,
    options: [
      'format',
      'output',
      'all',
      'audit',
      'area',
      'gate',
      'baseline',
      'minProven',
      'config',
      'catalog',
      'start',
      'quick',
      'url',
      'allow',
      'forge',
      'advisories',
      'wholeHistory',
      'claims',
      'store',
      'noStore',
      'quiet',
      'verbose',
    ],
    examples: [
      ['seaworthy inspect', 'this folder, on one screen'],
      ['seaworthy inspect ../orders --all', 'another folder, with every audit'],
      ['seaworthy inspect --output report.html --output report.sarif', 'the screen, and two files'],
      ['seaworthy inspect --start', 'start the service in a sandbox and judge what it does'],
      ['seaworthy inspect --url https://staging.example.org', 'only a running instance, only reading'],
      [
        'seaworthy inspect --claims docs/launch.md --output report.html',
        'a document and what was seen, side by side',
      ],
      ['seaworthy inspect --format json | jq .score', 'for other programs'],
      ['seaworthy inspect --gate no-new --baseline main.json', 'in CI: fail on what this branch adds'],
    ],
    load: () => import('./commands/inspect.ts'),
  },
  {
    name: 'claims',
    about: 'Answer a readiness document line by line: proven, contradicted, not shown yet.',
    argument: [
      {
        name: '<file...>',
        about: 'the document: Markdown, AsciiDoc, reStructuredText, text, CSV, YAML or issues as JSON',
      },
    ],
    formats: ['terminal', 'json'],
    options: [
      'format',
      'dir',
      'why',
      'roadmap',
      'write',
      'force',
      'config',
      'catalog',
      'start',
      'url',
      'allow',
      'forge',
      'advisories',
    ],
    examples: [
      ['seaworthy claims READINESS.md', 'against this folder'],
      ['seaworthy claims docs/*.md --dir ../orders --why', 'with the reason why each audit answers'],
      ['seaworthy claims READINESS.md --start', 'with a private copy of the service started to see more'],
      ['seaworthy claims READINESS.md --write TRUE.md', 'the same document with true ticks'],
      ['seaworthy claims READINESS.md --roadmap', 'what is missing, blockers first, with hours'],
    ],
    load: () => import('./commands/claims.ts'),
  },
  {
    name: 'init',
    about: 'Write a commented seaworthy.yaml from what the repository is made of.',
    argument: [{ name: '[dir]', about: 'the repository (default: the current folder)' }],
    options: [],
    examples: [['seaworthy init', 'in this folder; never over an existing file']],
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'judge',
    about: 'Judge the stored evidence of a run again, without looking at the target.',
    argument: [{ name: '[run]', about: 'id of a run, latest or previous (default: latest)' }],
    formats: reportFormats,
    options: ['format', 'output', 'all', 'gate', 'baseline', 'minProven', 'catalog', 'store', 'quiet'],
    examples: [
      ['seaworthy judge', 'the newest run'],
      ['seaworthy judge previous --output before.html', 'the one before, as a page'],
    ],
    load: () => import('./commands/judge.ts'),
  },
  {
    name: 'diff',
    about: 'List new, gone and changed findings between two runs or reports.',
    argument: [
      { name: '[before]', about: 'a run, previous, or a JSON report (default: previous)' },
      { name: '[after]', about: 'a run, latest, or a JSON report (default: latest)' },
    ],
    formats: ['terminal', 'json'],
    options: ['format', 'store'],
    examples: [
      ['seaworthy diff', 'the last two runs'],
      ['seaworthy diff main.json branch.json', 'two reports'],
    ],
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'explain',
    about: 'Tell what an audit looks at, why it matters and how to fix what it finds.',
    argument: [{ name: '<audit>', about: 'id of an audit, e.g. security/policy-file' }],
    formats: ['terminal', 'markdown', 'json'],
    options: ['format', 'catalog'],
    examples: [
      ['seaworthy explain security/policy-file', 'its page'],
      ['seaworthy explain policy-file', 'the name is enough when only one area has it'],
    ],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'audits',
    about: 'List the audits.',
    argument: [{ name: '[words...]', about: 'only audits whose text has all these words' }],
    formats: ['terminal', 'json'],
    options: ['format', 'area', 'severity', 'state', 'kind', 'catalog'],
    examples: [
      ['seaworthy audits --severity blocker', 'what stands in the way of ready'],
      ['seaworthy audits backup encrypt', 'by words'],
      ['seaworthy audits --format json', 'with all their facts'],
    ],
    load: () => import('./commands/audits.ts'),
  },
  {
    name: 'runs',
    about: 'List the runs that were kept.',
    formats: ['terminal', 'json'],
    options: ['format', 'store', 'all'],
    examples: [['seaworthy runs', 'newest first']],
    load: () => import('./commands/runs.ts'),
  },
];
