import { defineAudit } from '../../../kit/audit.ts';
import manifests from '../../evidence/manifests.ts';
import toolConfigs from '../../evidence/tool-configs.ts';
import toolRuns, { type ToolRun } from '../../evidence/tool-runs.ts';
import { scriptsThat, toolsWith } from '../../tests/test-signs.ts';
import { judgeToolRuns } from '../../tool-configs/judge-tool-runs.ts';

export default defineAudit({
  title: 'The linter passes with the configuration of the repository and linted something',
  failureTitle: 'The linter does not pass, or lints nothing',
  why: 'A linter that is red or switched off hides the one warning that would have been the outage: an unawaited promise, a shadowed variable, an unused error.',
  fix: 'Fix or explicitly excuse what it reports, then let CI block on it: `eslint --max-warnings 0 .`, `ruff check .`, `golangci-lint run`, `rubocop`, `phpcs`, `cargo clippy -- -D warnings`.',
  refs: ['NIST SSDF PW.7'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'linting',
    'eslint errors',
    'eslint',
    'flake8',
    'ruff',
    'pylint',
    'bandit',
    'code linting',
    'lint passing',
    'lint',
    'linter',
    'no lint errors',
    'golangci-lint',
    'no linting errors',
    'lint clean',
    'linting errors',
    'lint errors',
    'biome',
    'rubocop',
    'checkstyle',
    'clippy',
    'stylelint',
    'no linter warnings',
    'ruff linting',
  ],
  needs: { seen: toolRuns },
  signs: {
    from: { c: toolConfigs, m: manifests },
    look: ({ c, m }) => [
      ...toolsWith(c, ['linter']),
      ...scriptsThat(
        m,
        /\b(eslint|biome (check|lint|ci)|oxlint|ruff|flake8|pylint|rubocop|phpcs|next lint|ng lint)\b/,
      ),
    ],
  },
  judge: ({ seen }) => judgeToolRuns(seen, 'lint', 'a linter'),
  examples: {
    pass: [{ given: { seen: { runs: [run({})] } } }],
    fail: [
      {
        given: {
          seen: {
            runs: [
              run({ exitCode: 2, problems: [{ file: 'src/a.ts', line: 3, says: 'no-floating-promises' }] }),
            ],
          },
        },
        findings: ['fails:eslint:'],
      },
      {
        name: 'green, and nothing was checked',
        given: { seen: { runs: [run({ files: 0 })] } },
        findings: ['checks-nothing:eslint:'],
      },
    ],
    hollow: [
      {
        name: 'it does not say what it checked',
        given: { seen: { runs: [run({ files: undefined })] } },
        outcome: 'unknown',
      },
      {
        name: 'one of two could not be run',
        given: {
          seen: { runs: [run({})], notRun: [{ ...run({}), because: 'a program is not installed here' }] },
        },
        outcome: 'unknown',
      },
      {
        name: 'not on a clean checkout',
        given: { seen: { runs: [run({ cleanCheckout: false })] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { runs: [] } }, outcome: 'unknown' }],
  },
});

function run(change: Partial<ToolRun>): ToolRun {
  return {
    purpose: 'lint',
    tool: 'eslint',
    command: 'eslint --max-warnings 0 .',
    folder: '',
    cleanCheckout: true,
    exitCode: 0,
    files: 120,
    problems: [],
    changed: [],
    ignored: [],
    tookMs: 4_000,
    ...change,
  };
}
