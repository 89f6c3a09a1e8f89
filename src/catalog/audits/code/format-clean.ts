import { defineAudit } from '../../../kit/audit.ts';
import manifests from '../../evidence/manifests.ts';
import toolConfigs from '../../evidence/tool-configs.ts';
import toolRuns, { type ToolRun } from '../../evidence/tool-runs.ts';
import { scriptsThat, toolsWith } from '../../tests/test-signs.ts';
import { judgeToolRuns } from '../../tool-configs/judge-tool-runs.ts';

export default defineAudit({
  title: 'The formatter would change nothing',
  failureTitle: 'The formatter would change files, or looks at none',
  why: 'When every editor reformats on save, real changes drown in white space, and reviews miss them.',
  fix: 'Format once, commit, and check in CI: `prettier --check .`, `black --check .`, `ruff format --check`, `gofmt -l .`, `cargo fmt --check`, `pint --test`.',
  refs: ['NIST SSDF PW.7'],
  severity: 'note',
  state: 'trial',
  effortHours: 1,
  claims: [
    'formatting',
    'black formatting',
    'prettier',
    'import sorting',
    'isort',
    'code formatting',
    'black/flake8',
    'code formatted',
    'code style',
    'static formatting',
    'gofmt',
    'go fmt',
    'spotless',
    'format check',
    'rustfmt',
    'formatter',
    'prettier formatting',
  ],
  needs: { seen: toolRuns },
  signs: {
    from: { c: toolConfigs, m: manifests },
    look: ({ c, m }) => [
      ...toolsWith(c, ['formatter']),
      ...scriptsThat(m, /\b(prettier|biome (check|format|ci)|black|ruff format|gofmt|pint|dprint)\b/),
    ],
  },
  judge: ({ seen }) => judgeToolRuns(seen, 'format', 'a formatter'),
  examples: {
    pass: [{ given: { seen: { runs: [run({})] } } }],
    fail: [
      {
        given: { seen: { runs: [run({ exitCode: 1, changed: ['src/a.ts'] })] } },
        findings: ['fails:prettier:'],
      },
      {
        name: 'green, and nothing was checked',
        given: { seen: { runs: [run({ files: 0 })] } },
        findings: ['checks-nothing:prettier:'],
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
    purpose: 'format',
    tool: 'prettier',
    command: 'prettier --check .',
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
