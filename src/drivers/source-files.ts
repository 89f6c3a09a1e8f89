import { extname } from 'node:path/posix';
import type { SourceLanguage } from '../kit/drivers.ts';

const languageByExtension: Readonly<Record<string, SourceLanguage>> = {
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'tsx',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'javascript',
  '.py': 'python',
  '.go': 'go',
  '.java': 'java',
  '.rb': 'ruby',
  '.php': 'php',
  '.sh': 'bash',
  '.bash': 'bash',
};

const asideFolder =
  /(^|\/)(tests?|__tests__|__mocks__|__fixtures__|specs?|e2e|cypress|testdata|test-data|testing|testutils?|test-utils?|fixtures?|mocks?|stubs?|examples?|samples?|demos?|docs?|documentation|benchmarks?|bench|stories|\.storybook|vendor|third_party|node_modules|dist|build|generated|\.next|coverage|playground)\//i;
const asideFile =
  /(\.(test|spec|stories|story|bench|d|min|bundle|generated|gen|pb)\.[a-z]+|_test\.(go|py|rb)|(^|\/)(test_[^/]*|conftest)\.py|_spec\.rb|Tests?\.(java|php)|_pb2(_grpc)?\.py|\.pb\.go|(^|\/)(jest|vitest|playwright|cypress|webpack|rollup|vite|eslint|prettier|babel|karma|gulpfile|gruntfile|tailwind|postcss)[^/]*\.(m|c)?[jt]s)$/i;
/** Java sources under src/main, whatever their package is called: org.acme.demo, com.acme.test. */
const javaMain = /(^|\/)src\/main\/(java|kotlin)\//;

export function languageOf(path: string): SourceLanguage | undefined {
  return languageByExtension[extname(path)];
}

/** True for code that does not run in production: tests, fixtures, examples, generated and vendored files. */
export function isAside(path: string): boolean {
  const main = javaMain.exec(path);
  const folders = main ? path.slice(0, main.index + 1) : path;
  return asideFolder.test(folders) || asideFile.test(path);
}
