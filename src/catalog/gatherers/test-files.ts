import type { SourceFile, SourceLanguage } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, folderOf } from '../aside.ts';
import testFiles, { type TestFile } from '../evidence/test-files.ts';
import { lineFinder } from '../lines.ts';
import { goTests } from '../tests/go-tests.ts';
import { javaTests } from '../tests/java-tests.ts';
import { javascriptTests } from '../tests/javascript-tests.ts';
import { kindOf } from '../tests/kind-of-test.ts';
import { countByLines, lineLanguages } from '../tests/line-tests.ts';
import { phpTests } from '../tests/php-tests.ts';
import { pythonTests } from '../tests/python-tests.ts';
import { requestsIn, statusesIn } from '../tests/requests-in-tests.ts';
import { rubyTests } from '../tests/ruby-tests.ts';
import { assertionsIn, type TestCase, type TestLanguage } from '../tests/test-language.ts';
import { isLoadScript, isTestPath, testLanguage } from '../tests/which-tests.ts';

const grammars: Partial<Readonly<Record<SourceLanguage, TestLanguage>>> = {
  typescript: javascriptTests,
  tsx: javascriptTests,
  javascript: javascriptTests,
  python: pythonTests,
  go: goTests,
  java: javaTests,
  ruby: rubyTests,
  php: phpTests,
};
const usesK6 = /\bfrom\s+['"]k6(\/\w+)?['"]/;
const mostParsed = 3_000;
const mostPlaces = 20;

export default defineGatherer({
  brings: testFiles,
  uses: ['repo', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, source }, signal }) {
    const files: TestFile[] = [];
    const skipped: { file: string; because: string }[] = [];
    let parsed = 0;
    const report = await source.scan(
      {
        languages: ['typescript', 'tsx', 'javascript', 'python', 'go', 'java', 'ruby', 'php'],
        mentions: /test|it\s*\(|it\s+["']|spec|scenario|k6|locust|http/i,
        aside: true,
        signal,
      },
      (file) => {
        const load = isLoadScript(file.path) || usesK6.test(file.text.slice(0, 2_000));
        if (isVendored(file.path) || !(load || isTestPath(file.path))) return;
        parsed += 1;
        if (parsed > mostParsed)
          skipped.push({ file: file.path, because: `more than ${mostParsed} test files` });
        else {
          const found = readByGrammar(file);
          if (found) files.push(found);
        }
      },
    );
    skipped.push(
      ...report.skipped
        .filter(({ path }) => isTestPath(path) && !isVendored(path))
        .map(({ path, because }) => ({ file: path, because })),
    );
    let read = 0;
    for (const { path: file, kind, sizeBytes } of await repo.list()) {
      const language = testLanguage(file);
      if (kind !== 'file' || language === undefined || !lineLanguages.includes(language)) continue;
      if (isVendored(file) || !isTestPath(file)) continue;
      read += 1;
      const text = read > mostParsed || sizeBytes > 400_000 ? undefined : await repo.read(file);
      if (!text?.ok) skipped.push({ file, because: text?.because ?? 'too big or too many' });
      else {
        const found = readByLines(file, language, text.text);
        if (found) files.push(found);
      }
    }
    return { files: files.sort((a, b) => (a.file < b.file ? -1 : 1)), skipped };
  },
});

function isVendored(path: string): boolean {
  return asideKind(path) === 'vendored';
}

function readByGrammar(file: SourceFile): TestFile | undefined {
  const language = grammars[file.language];
  if (!language) return undefined;
  const mayHave = language.mentionsCase?.test(file.text) ?? true;
  const cases = mayHave ? language.cases(file.root()) : [];
  const kind = isLoadScript(file.path) ? performance(file) : kindOf(file.path, file.text);
  const own = cases.filter((one) => !(one.empty && one.focused !== undefined));
  if (own.length === 0 && kind.kind !== 'performance') return undefined;
  const assertions = assertionsIn(file.root(), file.text, language);
  return {
    ...headOf(file, kind),
    cases: own.length,
    assertions: assertions.length,
    skipped: placesOf(
      own.filter((one) => one.skipped !== undefined),
      (one) => one.skipped ?? '',
    ),
    focused: placesOf(
      cases.filter((one) => one.focused !== undefined),
      (one) => one.focused ?? '',
    ),
    silent: placesOf(silentOnes(own, assertions), (one) => one.name),
    requests: requestsIn(file.text, lineFinder(file.text)),
    statuses: statusesIn(file.text),
  };
}

function performance(file: SourceFile): { kind: TestFile['kind']; kindBecause: string } {
  const seen = kindOf(file.path, file.text);
  return seen.kind === 'performance'
    ? seen
    : { kind: 'performance', kindBecause: 'the path says it makes load' };
}

function readByLines(file: string, language: string, text: string): TestFile | undefined {
  const count = countByLines(language, text);
  if (!count || count.cases === 0) return undefined;
  const place = { path: file, language };
  return {
    ...headOf(place, kindOf(file, text)),
    cases: count.cases,
    assertions: count.assertions,
    skipped: count.skipped.slice(0, mostPlaces).map(({ line, note }) => ({ line, note })),
    focused: [],
    silent: [],
    requests: requestsIn(text, lineFinder(text)),
    statuses: statusesIn(text),
  };
}

function headOf(
  { path, language }: { path: string; language: string },
  kind: { kind: TestFile['kind']; kindBecause: string },
) {
  return { file: path, folder: folderOf(path), language, ...kind };
}

function placesOf(
  cases: readonly TestCase[],
  note: (one: TestCase) => string,
): { line: number; note: string }[] {
  return cases.slice(0, mostPlaces).map((one) => ({ line: one.line, note: note(one) }));
}

/** Cases in whose text no assertion starts. */
function silentOnes(cases: readonly TestCase[], assertions: readonly number[]): TestCase[] {
  return cases.filter(({ start, end, skipped, empty }) => {
    if (skipped !== undefined || empty) return false;
    let low = 0;
    let high = assertions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((assertions[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (assertions[low] ?? Number.POSITIVE_INFINITY) >= end;
  });
}
