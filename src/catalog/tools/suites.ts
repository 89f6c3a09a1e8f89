import type { Ci } from '../ci/model.ts';
import type { Manifest } from '../evidence/manifests.ts';
import { partsOf, withHooks, type Part } from './command-words.ts';
import { nodeReporter, nodeReporterFile } from './node-reporter.ts';

/** A test command of the project, with what is added so that its runners write reports. */
export interface Suite {
  readonly manifest: Manifest;
  readonly folder: string;
  /** As a person would type it. */
  readonly label: string;
  /** Absent when it is not understood; `because` says what. */
  readonly command?: string;
  readonly because?: string;
  readonly lay?: Readonly<Record<string, string>>;
  readonly measures: boolean;
}

const coverageScript = /^(test:)?(coverage|cov|cover)$|^test:(ci:)?(coverage|cov|cover)$|^coverage:test$/;
const reports = '$SEAWORTHY_REPORTS';
/** What else a test script calls that is no runner: it may stay as it is. */
const aside =
  /^(node|tsc|eslint|prettier|oxlint|biome|rimraf|rm|mkdir|cp|echo|prisma|tsx|tsup|esbuild|nyc|c8)$/;

export function suitesOf(
  manifests: readonly Manifest[],
  ci: Ci | undefined,
  testFolders: readonly string[],
): Suite[] {
  const ours = manifests.filter((one) => !one.aside);
  return [
    ...ours.filter((one) => one.ecosystem === 'npm').flatMap((one) => nodeSuites(one, ci)),
    ...ours.filter((one) => one.ecosystem === 'Go' && hasTests(one)).map(goSuite),
    ...onePerFolder(ours.filter((one) => one.ecosystem === 'PyPI' && hasTests(one))).map(pythonSuite),
  ];

  function hasTests({ folder }: Manifest): boolean {
    return testFolders.some((one) => folder === '' || one === folder || one.startsWith(`${folder}/`));
  }
}

function onePerFolder(manifests: readonly Manifest[]): Manifest[] {
  // pyproject.toml knows more than a list of requirements.
  const sorted = manifests.toSorted(
    (a, b) => Number(b.file.endsWith('.toml')) - Number(a.file.endsWith('.toml')),
  );
  return [...new Map(sorted.toReversed().map((one) => [one.folder, one])).values()];
}

/** What CI runs; when that measures coverage, once is enough. Otherwise the script `test`, and the one that measures. */
function nodeSuites(manifest: Manifest, ci: Ci | undefined): Suite[] {
  const { scripts } = manifest;
  const measuring = scripts.find(({ name }) => coverageScript.test(name))?.name;
  const test = scripts.find(
    ({ name, command }) => name === 'test' && !/no test specified/.test(command),
  )?.name;
  const run = new Set(scriptsInCi(manifest, ci));
  if (measuring !== undefined && run.has(measuring) && !run.has('test'))
    return [nodeSuite(manifest, measuring, true)];
  return [
    ...(test === undefined ? [] : [nodeSuite(manifest, test, false)]),
    ...(measuring === undefined ? [] : [nodeSuite(manifest, measuring, true)]),
  ];
}

function scriptsInCi({ folder }: Manifest, ci: Ci | undefined): string[] {
  const steps = (ci?.pipelines ?? []).flatMap(({ jobs }) => jobs.flatMap((job) => job.steps));
  return steps.flatMap(({ commands }) =>
    commands.flatMap(({ calls }) =>
      calls.filter((call) => call.kind === 'npm-script' && call.folder === folder).map((call) => call.name),
    ),
  );
}

function nodeSuite(manifest: Manifest, name: string, measures: boolean): Suite {
  const { folder, scripts } = manifest;
  const label = name === 'test' ? 'npm test' : `npm run ${name}`;
  const base = { manifest, folder, label, measures };
  const parts: Part[] = [];
  for (const { command } of withHooks(name, scripts)) {
    const inner = partsOf(command, scripts);
    if (!inner) return { ...base, because: 'the script is more than a list of commands' };
    parts.push(...inner);
  }
  const told = parts.map((part, index) => tellReport(part, index));
  const strange = parts.find((_, index) => told[index] === undefined);
  if (strange)
    return {
      ...base,
      because: `\`${strange.words[0] ?? strange.text}\` writes no report that is understood here`,
    };
  if (!told.some((one) => one?.runs === true)) return { ...base, because: 'no known test runner is called' };
  const command = told.map((one) => one?.text ?? '').join(' && ');
  return { ...base, command, lay: { [nodeReporterFile]: nodeReporter } };
}

/** One call of the script, told to write a report when it is a runner; undefined when it is a runner not known here. */
function tellReport({ text, words }: Part, index: number): { text: string; runs: boolean } | undefined {
  const [program = '', ...args] = words;
  // c8 and nyc stand before a runner of their own kind.
  if (/^(c8|nyc)$/.test(program)) {
    const report = ` --reporter=json-summary --report-dir="${reports}/coverage"`;
    const at = text.search(/\b(c8|nyc)\b/);
    const inner = args.findIndex((arg) => /^(node|mocha|tsx|jest|vitest)$/.test(arg));
    if (inner < 0) return undefined;
    const rest = tellReport({ text, words: args.slice(inner) }, index);
    return (
      rest && {
        ...rest,
        text: text.slice(0, at + program.length) + report + rest.text.slice(at + program.length),
      }
    );
  }
  if (/^(node|tsx)$/.test(program) && args.includes('--test')) {
    const options = `--test-reporter=${reports}/${nodeReporterFile} --test-reporter-destination=stdout`;
    const own = /\bNODE_OPTIONS=/.test(text) || args.some((arg) => arg.startsWith('--test-reporter'));
    return own ? undefined : { text: `NODE_OPTIONS="${options}" ${text}`, runs: true };
  }
  const covers = args.some((arg) => arg.startsWith('--coverage'));
  if (program === 'vitest') {
    const cover = covers
      ? ` --coverage.reporter=json-summary --coverage.reportsDirectory="${reports}/coverage"`
      : '';
    return {
      text: `${text} --reporter=json --outputFile="${reports}/jest-${index}.json"${cover}`,
      runs: true,
    };
  }
  if (program === 'jest') {
    const cover = covers ? ` --coverageReporters=json-summary --coverageDirectory="${reports}/coverage"` : '';
    return { text: `${text} --json --outputFile="${reports}/jest-${index}.json"${cover}`, runs: true };
  }
  if (program === 'mocha')
    return {
      text: `${text} --reporter json --reporter-option output="${reports}/mocha-${index}.json"`,
      runs: true,
    };
  return aside.test(program) ? { text, runs: false } : undefined;
}

function goSuite(manifest: Manifest): Suite {
  return {
    manifest,
    folder: manifest.folder,
    label: 'go test ./...',
    command: `go test -json -coverprofile="${reports}/go.cover" ./... > "${reports}/go.jsonl"`,
    measures: true,
  };
}

function pythonSuite(manifest: Manifest): Suite {
  const depends = (name: string) => manifest.dependencies.some((one) => one.name.toLowerCase() === name);
  const measures = depends('pytest-cov');
  const cover = measures ? ` --cov=. --cov-report=json:"${reports}/coverage.json"` : '';
  return {
    manifest,
    folder: manifest.folder,
    label: 'pytest',
    command: `python -m pytest -p no:cacheprovider --junitxml="${reports}/pytest.xml"${cover}`,
    measures,
  };
}
