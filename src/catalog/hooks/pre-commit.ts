import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import { parseYaml } from '../yaml-tree.ts';
import type { Hook } from './hook.ts';

/** Hooks of the pre-commit project's own collection, which repair or refuse small things. */
const tidying =
  /^(trailing-whitespace|end-of-file-fixer|mixed-line-ending|fix-byte-order-marker|check-(yaml|json|toml|xml|ast|merge-conflict|added-large-files|case-conflict|symlinks|executables-have-shebangs|shebang-scripts-are-executable|vcs-permalinks|docstring-first|builtin-literals|illegal-windows-names|hooks-apply|useless-excludes)|debug-statements|detect-private-key|detect-aws-credentials|destroyed-symlinks|forbid-.*|no-commit-to-branch|name-tests-test|pretty-format-json|requirements-txt-fixer|double-quote-string-fixer|file-contents-sorter|sort-simple-yaml|text-unicode-replacement-char|python-(check|use|no)-.*|remove-(crlf|tabs)|meta-.*|insert-license)$/;

/** The tool behind a hook's id, where the id is not the tool's own name. */
const toolById: Readonly<Record<string, string>> = {
  'ruff-format': 'ruff',
  'ruff-check': 'ruff',
  'mypy-strict': 'mypy',
  'pretty-format-yaml': 'yamlfmt',
  'commitizen-branch': 'commitizen',
  'conventional-pre-commit': 'conventional-pre-commit',
  'golangci-lint-full': 'golangci-lint',
  terraform_fmt: 'terraform',
  terraform_validate: 'terraform',
  'gitleaks-docker': 'gitleaks',
  'eslint-fix': 'eslint',
  'biome-check': 'biome',
  'biome-ci': 'biome',
  'biome-format': 'biome',
  'biome-lint': 'biome',
};

/** A hook with the command line of its own, which is still to be followed. */
export type PreCommitHook = Hook & { readonly entry?: string };

/** .pre-commit-config.yaml as hooks, and the line of its `ci:` section for the service of that name. */
export function readPreCommit(
  file: string,
  text: string,
): { readonly hooks: readonly PreCommitHook[]; readonly serviceLine?: number } | undefined {
  const parsed = parseYaml(text);
  const root = parsed.documents[0];
  if (root === undefined || parsed.problems.length > 0) return undefined;
  const usual = textsOf(at(root, 'default_stages')).map((one) => one.text);
  const hooks: PreCommitHook[] = [];
  for (const repo of itemsOf(at(root, 'repos'))) {
    for (const hook of itemsOf(at(repo, 'hooks'))) {
      const id = textOf(at(hook, 'id'));
      if (id === undefined) continue;
      const stages = textsOf(at(hook, 'stages')).map((one) => one.text);
      const args = textsOf(at(hook, 'args')).map((one) =>
        /[\s&|;]/.test(one.text) ? `'${one.text}'` : one.text,
      );
      const entry = textOf(at(hook, 'entry'));
      hooks.push({
        manager: 'pre-commit',
        file,
        line: hook.line,
        id,
        stage: stageOf(stages.length > 0 ? stages : usual, id),
        programs: textOf(at(repo, 'repo')) === 'local' || entry !== undefined ? [] : [toolById[id] ?? id],
        files: [],
        tidies: tidying.test(id),
        ...(entry === undefined ? {} : { entry: [entry, ...args].join(' ') }),
      });
    }
  }
  const service = entriesOf(root).get('ci');
  return service === undefined ? { hooks } : { hooks, serviceLine: service.line };
}

function stageOf(stages: readonly string[], id: string): string {
  if (stages.includes('commit-msg') || /^(commitlint|conventional-pre-commit|commitizen|gitlint)$/.test(id))
    return 'commit-msg';
  if (stages.includes('manual') && stages.length === 1) return 'manual';
  return stages.find((stage) => /push/.test(stage)) !== undefined &&
    !stages.some((stage) => /commit/.test(stage))
    ? 'pre-push'
    : 'pre-commit';
}
