import { defineAudit } from '../../../kit/audit.ts';
import manifests from '../../evidence/manifests.ts';
import toolConfigs from '../../evidence/tool-configs.ts';
import toolRuns, { type ToolRun } from '../../evidence/tool-runs.ts';
import { scriptsThat, toolsWith } from '../../tests/test-signs.ts';
import { judgeToolRuns } from '../../tool-configs/judge-tool-runs.ts';

export default defineAudit({
  title: 'The type checker passes on a clean checkout and checked something',
  failureTitle: 'The type checker does not pass on a clean checkout, or checks nothing',
  why: 'Type errors that nobody has to fix pile up, and the one that matters at three in the morning hides among them.',
  fix: 'Make the checker end with 0 on a fresh clone and let CI block on it: `tsc --noEmit`, `mypy .`, `pyright`, `phpstan analyse`, `go vet ./...`, `cargo check --all-targets`. A configuration whose `include` matches nothing passes for nothing.',
  refs: ['NIST SSDF PW.7', 'Fowler, Continuous Integration'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'type checking',
    'mypy checks',
    'mypy',
    'type hints',
    'typescript strict',
    'zero type violations',
    'no type errors',
    'type checks pass',
    'typecheck',
    'type check',
    'typescript compiles',
    'typescript compilation',
    'typescript errors',
    'no typescript errors',
    'tsc',
    'compiles without errors',
    'type errors',
    'go vet',
  ],
  needs: { seen: toolRuns },
  signs: {
    from: { c: toolConfigs, m: manifests },
    look: ({ c, m }) => [
      ...toolsWith(c, ['type-checker']),
      ...scriptsThat(m, /\b(tsc|vue-tsc|mypy|pyright|phpstan|psalm)\b/),
    ],
  },
  judge: ({ seen }) => judgeToolRuns(seen, 'typecheck', 'a type checker'),
  examples: {
    pass: [{ given: { seen: { runs: [run({})] } } }],
    fail: [
      {
        given: {
          seen: { runs: [run({ exitCode: 2, problems: [{ file: 'src/a.ts', line: 3, says: 'TS2322' }] })] },
        },
        findings: ['fails:tsc:'],
      },
      {
        name: 'green, and nothing was checked',
        given: { seen: { runs: [run({ files: 0 })] } },
        findings: ['checks-nothing:tsc:'],
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
    purpose: 'typecheck',
    tool: 'tsc',
    command: 'tsc --noEmit',
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
