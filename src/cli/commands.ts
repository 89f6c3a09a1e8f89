import type { Console } from './console.ts';
import type { OptionName, Options } from './options.ts';
import { reportFormats } from './options.ts';

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
      'forge',
      'advisories',
      'store',
      'noStore',
      'quiet',
      'verbose',
    ],
    examples: [
      ['seaworthy inspect', 'this folder, on one screen'],
      ['seaworthy inspect ../orders --all', 'another folder, with every audit'],
      ['seaworthy inspect --output report.html --output report.sarif', 'the screen, and two files'],
      ['seaworthy inspect --format json | jq .score', 'for other programs'],
      ['seaworthy inspect --gate no-new --baseline main.json', 'in CI: fail on what this branch adds'],
    ],
    load: () => import('./commands/inspect.ts'),
  },
];
