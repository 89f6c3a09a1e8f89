import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind } from '../aside.ts';
import files from '../evidence/files.ts';
import suiteRuns from '../evidence/suite-runs.ts';
import suiteState from '../evidence/suite-state.ts';
import testFiles, { type TestFile } from '../evidence/test-files.ts';
import { testLanguage } from '../tests/which-tests.ts';

/** Code whose tests are not looked for here. */
const foreignCode =
  /\.(c|cc|cpp|h|hpp|m|mm|swift|dart|clj|cljs|hs|erl|ml|fs|vb|lua|r|jl|zig|nim|cr|pl|pm|groovy|sql|ex|leex|vue|svelte|astro)$/;
const sameAs: Readonly<Record<string, string>> = {
  ex: 'elixir',
  vue: 'typescript',
  svelte: 'typescript',
  astro: 'typescript',
};

const program = /\.(sh|bash|py|rb|js|mjs|cjs|ts|php|pl|go|java|kt|cs|rs|exs?|ps1|http|jmx|yaml|yml|json)$/;
const testByName =
  /\.(bats|robot|feature|jmx|hurl|postman_collection\.json)$|(^|\/)(tests?|[\w-]+[-_.]tests?)\.(sh|bash|py|js|mjs|ts|rb|php|pl)$/i;

export default defineGatherer({
  brings: suiteState,
  uses: [],
  needs: { tests: testFiles, all: files },
  wants: { ran: suiteRuns },
  limitMs: 10_000,
  gather({ given: { tests, all, ran } }) {
    const kinds = [...new Set(tests.files.map((file) => file.kind))].sort();
    const code = all.files.filter(({ path, kind }) => kind === 'file' && asideKind(path) === undefined);
    const foreign = code.flatMap(({ path }) => {
      const extension = foreignCode.exec(path)?.[1];
      return extension === undefined || sameAs[extension] !== undefined || extension === 'sql'
        ? []
        : [extension];
    });
    const ours = code.filter(
      ({ path }) => testLanguage(path) !== undefined && !/\.(config|d)\.\w+$/.test(path),
    );
    const known = new Set(tests.files.map((file) => file.file));
    // A script in a folder for tests, or called test, may be one all the same.
    const perhaps = all.files.filter(
      ({ path, kind }) =>
        kind === 'file' &&
        !known.has(path) &&
        ((asideKind(path) === 'test' && program.test(path)) || testByName.test(path)),
    );
    return Promise.resolve({
      kinds: kinds.map((kind) =>
        summary(
          kind,
          tests.files.filter((file) => file.kind === kind),
        ),
      ),
      assertions: tests.files.reduce((sum, file) => sum + (file.assertions ?? 0), 0),
      focused: tests.files.flatMap(({ file, focused }) => focused.map((one) => ({ file, ...one }))),
      unread: [
        ...new Set(foreign.map((extension) => `.${extension} files`)),
        ...perhaps.slice(0, 3).map(({ path }) => `${path} (perhaps a test)`),
        ...tests.skipped.slice(0, 5).map(({ file, because }) => `${file} (${because})`),
      ],
      hasCode: ours.length + foreign.length > 0,
      ...ran,
    });
  },
});

function summary(kind: TestFile['kind'], files: readonly TestFile[]) {
  const sum = (of: (file: TestFile) => number) => files.reduce((total, file) => total + of(file), 0);
  const largest = files.toSorted((a, b) => (b.cases ?? 0) - (a.cases ?? 0))[0];
  return {
    kind,
    files: files.length,
    cases: sum((file) => file.cases ?? 0),
    skipped: sum((file) => file.skipped.length),
    largest: largest?.file ?? '',
  };
}
