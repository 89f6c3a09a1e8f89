const languageByExtension: Readonly<Record<string, string>> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  py: 'python',
  go: 'go',
  java: 'java',
  rb: 'ruby',
  php: 'php',
  cs: 'csharp',
  rs: 'rust',
  kt: 'kotlin',
  scala: 'scala',
  exs: 'elixir',
};

const testFile =
  /(\.(test|spec|cy|e2e|e2e-spec|e2e-test)\.[cm]?[jt]sx?|(^|\/)test_[^/]*\.py|_test\.(py|go|rb|exs)|(^|\/)tests?\.py|_spec\.rb|(Tests?|TestCase|IT|Spec)\.(java|kt|scala)|Test\.php)$/;
const testFolder =
  /(^|\/)(tests?|__tests__|specs?|e2e|cypress|integration-tests?|[\w.-]*[._-][Tt]ests?|[\w.]+Tests)\//;
const notATest =
  /(^|\/)(fixtures?|__fixtures__|__mocks__|mocks?|stubs?|support|helpers?|utils?|setup|data|snapshots?|__snapshots__|node_modules|vendor|factories|resources|testdata)\/|(^|\/)(conftest|setup|[\w-]*[._-](helper|helpers|setup|config|utils?|fixtures?)|helpers?|utils?|globals?|index|main|types|jest|vitest|playwright|cypress)[\w.-]*\.\w+$|\.d\.ts$/i;
const loadScript =
  /(^|\/)(k6|load-?tests?|loadtesting|perf(ormance)?(-?tests?)?|stress|artillery|gatling|locust)\/[^/]*\.(m?[jt]s|py|scala|java)$|(^|\/)(locustfile|[\w-]*load[_-]?test[\w-]*)\.(py|m?[jt]s)$|\.k6\.[jt]s$/i;

export function testLanguage(path: string): string | undefined {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  return Object.hasOwn(languageByExtension, extension) ? languageByExtension[extension] : undefined;
}

/** Whether a path looks like a file with tests in it. Rust keeps tests beside the code, so any .rs may hold some. */
export function isTestPath(path: string): boolean {
  const language = testLanguage(path);
  if (language === undefined) return false;
  if (testFile.test(path)) return true;
  if (language === 'rust') return !/(^|\/)(target|vendor)\//.test(path);
  return testFolder.test(path) && !notATest.test(path) && language !== 'go';
}

export function isLoadScript(path: string): boolean {
  return loadScript.test(path) && !/(^|\/)(node_modules|vendor|fixtures?)\//.test(path);
}
