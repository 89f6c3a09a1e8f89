import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatherFrom } from '../fixtures/gather.ts';
import toolConfigs from '../src/catalog/evidence/tool-configs.ts';

/** File and text → tool, a setting and its line. */
const rows: readonly (readonly [
  file: string,
  text: string,
  tool: string,
  key: string,
  value: unknown,
  line: number,
])[] = [
  [
    'tsconfig.json',
    '{\n  // strict\n  "compilerOptions": {\n    "strict": true,\n  },\n}',
    'tsc',
    'compilerOptions.strict',
    true,
    4,
  ],
  ['mypy.ini', '[mypy]\nstrict = True\n', 'mypy', 'mypy.strict', true, 2],
  ['pyproject.toml', '[tool.mypy]\nstrict = true\n', 'mypy', 'strict', true, 2],
  ['setup.cfg', '[mypy]\ndisallow_untyped_defs = True\n', 'mypy', 'disallow_untyped_defs', true, 2],
  ['.eslintrc.json', '{\n"rules": {\n"no-console": "error"}}', 'eslint', 'rules.no-console', 'error', 3],
  [
    'eslint.config.js',
    "export default [{\n  rules: { 'no-console': 'error' },\n}];\n",
    'eslint',
    'rules.no-console',
    'error',
    2,
  ],
  ['.golangci.yml', 'linters:\n  default: none\n', 'golangci-lint', 'linters.default', 'none', 2],
  [
    'vitest.config.ts',
    'export default defineConfig({\n  test: { coverage: { thresholds: { lines: 90 } } },\n});\n',
    'vitest',
    'threshold.lines',
    90,
    2,
  ],
  [
    'jest.config.js',
    'module.exports = {\n  coverageThreshold: { global: { branches: 80 } },\n};\n',
    'jest',
    'threshold.branches',
    80,
    2,
  ],
  [
    'package.json',
    '{\n"jest": {"coverageThreshold": {"global": {\n"lines": 70}}}}',
    'jest',
    'threshold.lines',
    70,
    3,
  ],
  [
    'package.json',
    '{\n"scripts": {\n"test": "pytest --cov-fail-under=85"}}',
    'script test',
    'threshold.lines',
    85,
    3,
  ],
  ['.coveragerc', '[report]\nfail_under = 85\n', 'coverage.py', 'threshold.lines', 85, 2],
  ['pyproject.toml', '[tool.coverage.report]\nfail_under = 91\n', 'coverage.py', 'threshold.lines', 91, 2],
  ['.nycrc', '{\n"check-coverage": true,\n"lines": 80}', 'nyc', 'threshold.lines', 80, 3],
  [
    'codecov.yml',
    'coverage:\n  status:\n    project:\n      default:\n        target: 80%\n',
    'codecov',
    'threshold.lines',
    80,
    5,
  ],
  [
    'spec/spec_helper.rb',
    'SimpleCov.start\nSimpleCov.minimum_coverage 92\n',
    'simplecov',
    'threshold.lines',
    92,
    2,
  ],
  [
    'build.gradle',
    "plugins { id 'jacoco' }\njacocoTestCoverageVerification { violationRules { rule { limit {\n minimum = 0.8\n}}}}",
    'jacoco',
    'threshold.lines',
    80,
    3,
  ],
  ['Api.csproj', '<Project>\n<Threshold>75</Threshold>\n</Project>', 'coverlet', 'threshold.lines', 75, 2],
];

describe('settings of tools are read with their lines', () => {
  for (const [file, text, tool, key, value, line] of rows) {
    it(`${tool} in ${file}: ${key}`, async () => {
      const { tools } = await gatherFrom(toolConfigs, { [file]: text });

      const found = tools.filter((one) => one.tool === tool).flatMap((one) => one.settings);
      assert.deepEqual(
        found.filter((setting) => setting.key === key),
        [{ key, value, line }],
      );
    });
  }

  it('nyc that is not told to check has no threshold', async () => {
    const { tools } = await gatherFrom(toolConfigs, { '.nycrc': '{"lines": 80}' });

    assert.deepEqual(
      tools[0]?.settings.map((setting) => setting.key),
      ['lines'],
    );
  });

  it('a configuration that cannot be parsed is there and incomplete', async () => {
    const { tools, skipped } = await gatherFrom(toolConfigs, { 'tsconfig.json': '{ <<<' });

    assert.deepEqual(
      [tools[0]?.tool, tools[0]?.complete, skipped],
      ['tsc', false, [{ file: 'tsconfig.json', because: 'it cannot be parsed' }]],
    );
  });

  it('a section that another tool owns does not count', async () => {
    const { tools } = await gatherFrom(toolConfigs, {
      'pyproject.toml': '[tool.black]\nline-length = 88\n',
      'vite.config.ts': 'export default {};\n',
    });

    assert.deepEqual(
      tools.map((one) => one.tool),
      ['black'],
    );
  });
});
