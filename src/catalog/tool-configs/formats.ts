import type { ToolConfig } from '../evidence/tool-configs.ts';

export interface ToolFormat {
  readonly tool: string;
  readonly role: ToolConfig['role'];
  readonly file: RegExp;
  /** `code` and `opaque` files show that the tool is set up, and little or nothing of how. */
  readonly form: 'json' | 'yaml' | 'toml' | 'ini' | 'code' | 'opaque';
  /** The part of the file that is this tool's; nothing there means the file is not for it. */
  readonly at?: readonly string[];
  readonly extends?: string;
}

type Role = ToolConfig['role'];
type Form = ToolFormat['form'];

const pyproject = /(^|\/)pyproject\.toml$/;
const setupCfg = /(^|\/)(setup\.cfg|tox\.ini)$/;
const packageJson = /(^|\/)package\.json$/;

/** Every place a tool can be configured in. More tools are more lines here. */
export const toolFormats: readonly ToolFormat[] = [
  own('tsc', 'type-checker', /(^|\/)tsconfig[\w.-]*\.json$/, 'json', 'extends'),
  own('mypy', 'type-checker', /(^|\/)\.?mypy\.ini$/, 'ini'),
  part('mypy', 'type-checker', pyproject, 'toml', 'tool', 'mypy'),
  part('mypy', 'type-checker', setupCfg, 'ini', 'mypy'),
  own('pyright', 'type-checker', /(^|\/)pyrightconfig\.json$/, 'json', 'extends'),
  part('pyright', 'type-checker', pyproject, 'toml', 'tool', 'pyright'),
  part('basedpyright', 'type-checker', pyproject, 'toml', 'tool', 'basedpyright'),
  own('phpstan', 'type-checker', /(^|\/)phpstan\.neon(\.dist)?$/, 'yaml', 'includes'),
  own('psalm', 'type-checker', /(^|\/)psalm\.xml(\.dist)?$/, 'opaque'),
  own('sorbet', 'type-checker', /(^|\/)sorbet\/config$/, 'opaque'),

  own('eslint', 'linter', /(^|\/)\.eslintrc(\.json)?$/, 'json', 'extends'),
  own('eslint', 'linter', /(^|\/)\.eslintrc\.ya?ml$/, 'yaml', 'extends'),
  own('eslint', 'linter', /(^|\/)(\.eslintrc\.[cm]?js|eslint\.config\.[cm]?[jt]s)$/, 'code'),
  part('eslint', 'linter', packageJson, 'json', 'eslintConfig'),
  own('biome', 'linter', /(^|\/)biome\.jsonc?$/, 'json', 'extends'),
  own('oxlint', 'linter', /(^|\/)\.oxlintrc\.json$/, 'json', 'extends'),
  own('ruff', 'linter', /(^|\/)\.?ruff\.toml$/, 'toml', 'extend'),
  part('ruff', 'linter', pyproject, 'toml', 'tool', 'ruff'),
  own('flake8', 'linter', /(^|\/)\.flake8$/, 'ini'),
  part('flake8', 'linter', setupCfg, 'ini', 'flake8'),
  own('pylint', 'linter', /(^|\/)\.?pylintrc$/, 'ini'),
  part('pylint', 'linter', pyproject, 'toml', 'tool', 'pylint'),
  own('golangci-lint', 'linter', /(^|\/)\.golangci\.ya?ml$/, 'yaml'),
  own('golangci-lint', 'linter', /(^|\/)\.golangci\.toml$/, 'toml'),
  own('rubocop', 'linter', /(^|\/)\.rubocop\.yml$/, 'yaml', 'inherit_from'),
  own('standard', 'linter', /(^|\/)\.standard\.yml$/, 'yaml'),
  own('phpcs', 'linter', /(^|\/)\.?phpcs\.xml(\.dist)?$/, 'opaque'),
  own('checkstyle', 'linter', /(^|\/)checkstyle[\w-]*\.xml$/, 'opaque'),
  own('detekt', 'linter', /(^|\/)detekt[\w-]*\.ya?ml$/, 'yaml'),
  own('clippy', 'linter', /(^|\/)\.?clippy\.toml$/, 'toml'),
  own('credo', 'linter', /(^|\/)\.credo\.exs$/, 'opaque'),
  own('stylelint', 'linter', /(^|\/)(\.stylelintrc(\.\w+)?|stylelint\.config\.[cm]?js)$/, 'opaque'),

  own('prettier', 'formatter', /(^|\/)\.prettierrc(\.ya?ml|\.json5?)?$/, 'yaml'),
  own('prettier', 'formatter', /(^|\/)(\.prettierrc\.[cm]?[jt]s|prettier\.config\.[cm]?[jt]s)$/, 'code'),
  part('prettier', 'formatter', packageJson, 'json', 'prettier'),
  part('biome', 'formatter', /(^|\/)biome\.jsonc?$/, 'json', 'formatter'),
  part('black', 'formatter', pyproject, 'toml', 'tool', 'black'),
  part('ruff', 'formatter', pyproject, 'toml', 'tool', 'ruff', 'format'),
  part('isort', 'formatter', pyproject, 'toml', 'tool', 'isort'),
  own('rustfmt', 'formatter', /(^|\/)\.?rustfmt\.toml$/, 'toml'),
  own('pint', 'formatter', /(^|\/)pint\.json$/, 'json'),
  own('php-cs-fixer', 'formatter', /(^|\/)\.php-cs-fixer(\.dist)?\.php$/, 'opaque'),
  own('mix format', 'formatter', /(^|\/)\.formatter\.exs$/, 'opaque'),

  own('vitest', 'test-runner', /(^|\/)(vitest\.(config|workspace)|vite\.config)\.[cm]?[jt]s$/, 'code'),
  own('jest', 'test-runner', /(^|\/)jest[\w.-]*\.config\.[cm]?[jt]s$/, 'code'),
  own('jest', 'test-runner', /(^|\/)jest[\w.-]*\.json$/, 'json'),
  part('jest', 'test-runner', packageJson, 'json', 'jest'),
  own('mocha', 'test-runner', /(^|\/)\.mocharc\.(ya?ml|jsonc?)$/, 'yaml'),
  own('playwright', 'test-runner', /(^|\/)playwright[\w.-]*\.config\.[cm]?[jt]s$/, 'code'),
  own('cypress', 'test-runner', /(^|\/)cypress\.config\.[cm]?[jt]s$/, 'code'),
  own('pytest', 'test-runner', /(^|\/)pytest\.ini$/, 'ini'),
  part('pytest', 'test-runner', pyproject, 'toml', 'tool', 'pytest', 'ini_options'),
  part('pytest', 'test-runner', setupCfg, 'ini', 'tool:pytest'),
  part('pytest', 'test-runner', setupCfg, 'ini', 'pytest'),
  own('phpunit', 'test-runner', /(^|\/)phpunit\.xml(\.dist)?$/, 'opaque'),
  own('rspec', 'test-runner', /(^|\/)\.rspec$/, 'opaque'),

  own('coverage.py', 'coverage', /(^|\/)\.coveragerc$/, 'ini'),
  part('coverage.py', 'coverage', pyproject, 'toml', 'tool', 'coverage'),
  part('coverage.py', 'coverage', setupCfg, 'ini', 'coverage:report'),
  own('nyc', 'coverage', /(^|\/)\.(nyc|c8)rc(\.json)?$/, 'json'),
  part('nyc', 'coverage', packageJson, 'json', 'nyc'),
  part('c8', 'coverage', packageJson, 'json', 'c8'),
  own('codecov', 'coverage', /(^|\/)\.?codecov\.ya?ml$/, 'yaml'),
  own('simplecov', 'coverage', /(^|\/)\.simplecov$/, 'opaque'),
  own('tarpaulin', 'coverage', /(^|\/)\.?tarpaulin\.toml$/, 'toml'),

  own('pre-commit', 'hooks', /(^|\/)\.pre-commit-config\.ya?ml$/, 'yaml'),
  own('lefthook', 'hooks', /(^|\/)\.?lefthook\.ya?ml$/, 'yaml'),
  own('husky', 'hooks', /(^|\/)\.husky\/(pre-commit|pre-push|commit-msg)$/, 'opaque'),
  part('lint-staged', 'hooks', packageJson, 'json', 'lint-staged'),
  own('artillery', 'load-test', /(^|\/)[\w-]*artillery[\w-]*\.ya?ml$/, 'yaml'),
  own('next', 'build', /(^|\/)next\.config\.[cm]?[jt]s$/, 'code'),
];

function own(tool: string, role: Role, file: RegExp, form: Form, inherits?: string): ToolFormat {
  return { tool, role, file, form, ...(inherits === undefined ? {} : { extends: inherits }) };
}

function part(tool: string, role: Role, file: RegExp, form: Form, ...at: readonly string[]): ToolFormat {
  return { tool, role, file, form, at };
}
