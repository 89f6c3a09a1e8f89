const asideFolder =
  /(^|\/)(tests?|__tests__|__mocks__|__fixtures__|specs?|e2e|cypress|testdata|test-data|fixtures?|mocks?|stubs?|examples?|samples?|demos?|docs?|documentation|benchmarks?|bench|stories|vendor|third_party|templates?)\//i;
const asideFile =
  /(\.(test|spec|stories|example|sample|template|dist|tmpl)(\.|$)|_test\.(go|py)$|(^|\/)(test_[^/]*|conftest)\.py$|_spec\.rb$|\.(md|mdx|rst|adoc)$)/i;

/** True for tests, examples, templates and documentation: a credential there is more often made up than real. */
export function isMadeUpPlace(path: string): boolean {
  return asideFolder.test(path) || asideFile.test(path);
}
