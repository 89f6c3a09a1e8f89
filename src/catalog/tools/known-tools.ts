import type { ToolRun } from '../evidence/tool-runs.ts';

type Problem = ToolRun['problems'][number];

/** A type checker, linter or formatter: how a call of it is recognised, and how its report is read. */
export interface KnownTool {
  readonly name: string;
  readonly program: RegExp;
  readonly purposes: readonly Exclude<ToolRun['purpose'], 'build'>[];
  /** True when these arguments check and change nothing. */
  readonly checks: (args: readonly string[]) => boolean;
  /** Arguments added so that it tells how many files it looked at. */
  readonly tell?: string;
  /** Files it looked at, by what it printed. */
  readonly files?: (output: string) => number | undefined;
  /** A second command that lists them, made from the first; each line that `lists` is a file. */
  readonly count?: { readonly command: (text: string) => string; readonly lists: RegExp };
  /** Each complaint: file, line if it tells, what it says. */
  readonly problem: RegExp;
  /** Files a formatter would change. */
  readonly wouldChange?: RegExp;
}

const any = () => true;
const without =
  (...words: readonly string[]) =>
  (args: readonly string[]) =>
    !args.some((arg) => words.includes(arg));
const withOne =
  (...words: readonly string[]) =>
  (args: readonly string[]) =>
    args.some((arg) => words.includes(arg));
const first =
  (word: string, then: (args: readonly string[]) => boolean) =>
  ([verb, ...args]: readonly string[]) =>
    verb === word && then(args);
/** `file:line[:column]: what`, as most tools have it. */
const colons = /^(?<file>[^\s:][^:\n]{0,300}):(?<line>\d+)(?::\d+)?:?\s+(?<says>.{1,300})$/gm;
const goFiles = {
  command: () =>
    "go list -f '{{range .GoFiles}}{{println .}}{{end}}{{range .TestGoFiles}}{{println .}}{{end}}' ./...",
  lists: /^[^\s/]+\.go$/gm,
};

export const knownTools: readonly KnownTool[] = [
  {
    name: 'tsc',
    program: /^(vue-)?tsc$/,
    purposes: ['typecheck'],
    checks: without('--watch', '-w', '--init', '--showConfig', '--clean'),
    tell: '--listFiles',
    files: (output) => countOf(output, /^(?!(?:.*\/)?node_modules\/)\S.*\.[cm]?[jt]sx?$/gm),
    problem: /^(?<file>[^\s(][^(\n]{0,300})\((?<line>\d+),\d+\): error (?<says>TS\d+: .{1,300})$/gm,
  },
  {
    name: 'mypy',
    program: /^mypy$/,
    purposes: ['typecheck'],
    checks: without('--install-types'),
    files: (output) => numberIn(output, /(?:in|checked) (\d+) source files?/),
    problem: /^(?<file>[^\s:][^:\n]{0,300}):(?<line>\d+)(?::\d+)?: error: (?<says>.{1,300})$/gm,
  },
  {
    name: 'pyright',
    program: /^(based)?pyright$/,
    purposes: ['typecheck'],
    checks: without('--watch', '-w'),
    tell: '--stats',
    files: (output) => numberIn(output, /Found (\d+) source files?/),
    problem: /^\s*(?<file>[^\s:][^:\n]{0,300}):(?<line>\d+):\d+ - error: (?<says>.{1,300})$/gm,
  },
  {
    name: 'go vet',
    program: /^go$/,
    purposes: ['typecheck'],
    checks: first('vet', any),
    count: goFiles,
    problem: /^(?:vet: )?(?<file>[^\s:][^:\n]{0,300}\.go):(?<line>\d+)(?::\d+)?: (?<says>.{1,300})$/gm,
  },
  {
    name: 'eslint',
    program: /^eslint$/,
    purposes: ['lint'],
    checks: without('--fix', '--fix-dry-run', '-f', '--format', '-o', '--output-file', '--init'),
    tell: '--format json --output-file "$SEAWORTHY_REPORTS/eslint.json"',
    problem: colons,
  },
  {
    name: 'oxlint',
    program: /^oxlint$/,
    purposes: ['lint'],
    checks: without('--fix', '--fix-suggestions', '--fix-dangerously'),
    files: (output) => numberIn(output, /on (\d+) files?/),
    problem: /^\s*(?:,-|╭─)\[(?<file>[^\]:]{1,300}):(?<line>\d+):\d+\](?<says>)$/gm,
  },
  {
    name: 'biome',
    program: /^biome$/,
    purposes: ['lint'],
    checks: ([verb = '', ...args]) =>
      /^(check|ci|lint|format)$/.test(verb) && without('--write', '--fix', '--apply', '--apply-unsafe')(args),
    files: (output) => numberIn(output, /Checked (\d+) files?/),
    problem:
      /^(?<file>[^\s:][^:\n]{0,300}):(?<line>\d+):\d+ (?<says>(?:lint|assist|suppressions)\/\S+.{0,200})$/gm,
    wouldChange: /^(\S{1,300}) format ━/gm,
  },
  {
    name: 'ruff',
    program: /^ruff$/,
    purposes: ['lint'],
    checks: first('check', without('--fix', '--watch', '--fix-only')),
    count: { command: (text) => `${text} --show-files`, lists: /^\S.*\.(py|pyi|ipynb)$/gm },
    problem:
      /^(?:\s*-->\s)?(?<file>[^\s:][^:\n]{0,300}\.(?:pyi?|ipynb)):(?<line>\d+):\d+(?<says>.{0,300})$/gm,
  },
  {
    name: 'flake8',
    program: /^flake8$/,
    purposes: ['lint'],
    checks: any,
    tell: '--benchmark',
    files: (output) => numberIn(output, /(\d+)\s+files processed/),
    problem: colons,
  },
  {
    name: 'golangci-lint',
    program: /^golangci-lint$/,
    purposes: ['lint'],
    checks: first('run', without('--fix')),
    count: goFiles,
    problem: colons,
  },
  {
    name: 'prettier',
    program: /^prettier$/,
    purposes: ['format'],
    checks: withOne('--check', '-c', '--list-different', '-l'),
    count: {
      command: (text) => text.replace(/ (--check|-c|--list-different|-l)(?= |$)/g, ' --write'),
      lists: /^\S.* \d+ms( \(unchanged\))?$/gm,
    },
    problem: /^\[error\] (?<file>[^\s:]{1,300}): (?<says>SyntaxError.{1,300})$/gm,
    wouldChange: /^\[warn\] (?!Code style|Ignored)(\S{1,300})$/gm,
  },
  {
    name: 'black',
    program: /^black$/,
    purposes: ['format'],
    checks: withOne('--check'),
    files: (output) => sumOf(output, /(\d+) files? would be (?:left unchanged|reformatted)/g),
    problem: /^error: cannot format (?<file>[^\s:]{1,300}): (?<says>.{1,300})$/gm,
    wouldChange: /^would reformat (\S{1,300})$/gm,
  },
  {
    name: 'ruff format',
    program: /^ruff$/,
    purposes: ['format'],
    checks: first('format', withOne('--check')),
    files: (output) => sumOf(output, /(\d+) files? (?:already formatted|would be reformatted)/g),
    problem: /^error: Failed to parse (?<file>[^\s:]{1,300}):(?<line>\d+):\d+: (?<says>.{1,300})$/gm,
    wouldChange: /^Would reformat: (\S{1,300})$/gm,
  },
  {
    name: 'gofmt',
    program: /^gofmt$/,
    purposes: ['format'],
    checks: (args) => args.some((arg) => /^-\w*l/.test(arg)) && without('-w')(args),
    count: { command: () => 'find . -name "*.go"', lists: /^\.\/.*\.go$/gm },
    problem: colons,
    wouldChange: /^(?!.*(?:^|\/)(?:vendor|testdata)\/)(\S{1,300}\.go)$/gm,
  },
];

export function knownTool([program = '', ...args]: readonly string[]): KnownTool | undefined {
  return knownTools.find((tool) => tool.program.test(program) && tool.checks(args));
}

export function problemsIn(output: string, tool: KnownTool): Problem[] {
  const found: Problem[] = [];
  for (const { groups } of output.matchAll(tool.problem)) {
    const { file, line, says } = groups ?? {};
    if (file === undefined || found.length >= 20) continue;
    const text = says === undefined || says.trim() === '' ? 'a complaint' : says.trim();
    found.push({ file, says: text, ...(line === undefined ? {} : { line: Number(line) }) });
  }
  return found;
}

export function countOf(output: string, line: RegExp): number {
  return [...output.matchAll(line)].length;
}

function numberIn(output: string, shape: RegExp): number | undefined {
  const found = shape.exec(output)?.[1];
  return found === undefined ? undefined : Number(found);
}

function sumOf(output: string, shape: RegExp): number | undefined {
  const found = [...output.matchAll(shape)].map((match) => Number(match[1]));
  return found.length === 0 ? undefined : found.reduce((sum, one) => sum + one, 0);
}
