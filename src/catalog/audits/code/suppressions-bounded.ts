import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import suppressions from '../../evidence/suppressions.ts';

export default defineAudit({
  title: 'Comments that silence a checker say why, and do not grow in number',
  failureTitle: 'Checkers are silenced without a reason, or more often than at the last release',
  why: 'Each silent spot is where the next error goes unseen; without a reason nobody dares to remove it, so they only become more.',
  fix: 'Fix what the checker found, or write the rule and the reason: `// eslint-disable-next-line no-console -- the start-up banner`, `# noqa: S603 - fixed arguments`, `//nolint:errcheck // closing a reader`. Let the linter demand it (`eslint-comments/require-description`, `nolintlint`).',
  refs: ['NIST SSDF PW.7', 'ESLint: configuration comments'],
  severity: 'note',
  state: 'stable',
  effortHours: 3,
  claims: [
    'baseline for false positives',
    'zero eslint errors',
    'zero type violations',
    'no suppressed warnings',
  ],
  limits: { growth: { default: 0, unit: 'comments', about: 'more of them than at the newest release' } },
  needs: { seen: suppressions },
  judge({ seen }, policy) {
    const growth = policy.limit('growth');
    const findings = new Map<string, Finding>();
    for (const { file, line, tool, rule, reason } of seen.found) {
      if (reason) continue;
      const key = `no-reason:${file}:${tool}:${rule ?? 'everything'}`;
      if (!findings.has(key))
        findings.set(key, {
          key,
          says: `${tool} is silenced here${rule === undefined ? ' altogether' : ` (${rule})`}, and nothing says why.`,
          where: { file, line },
        });
    }
    const { released } = seen;
    const first = seen.found[0];
    if (released && released.now - released.before > growth.value && first) {
      findings.set('grown', {
        key: 'grown',
        says: `${released.now} such comments now, ${released.before} at ${released.tag}; ${growth.from} allows ${growth.value} more.`,
        where: { file: first.file, line: first.line },
      });
    }
    if (findings.size > 0) return { looked: seen.found.length, findings: [...findings.values()] };
    if (seen.looked.files === 0)
      return { abstains: 'unknown', because: 'There is no code here that Seaworthy can read.' };
    const [foreign] = seen.looked.notUnderstood;
    if (foreign)
      return {
        abstains: 'unknown',
        because: `Seaworthy does not read how ${foreign.language} silences a checker (${foreign.files} ${foreign.files === 1 ? 'file' : 'files'} here).`,
        signs: [{ file: foreign.example, note: `written in ${foreign.language}` }],
      };
    if (!released && seen.found.length > 0) {
      return {
        abstains: 'unknown',
        because: `${seen.found.length} such comments have a reason; without a release tag nothing tells whether they grow.`,
        signs: seen.found.map(({ file, line, tool }) => ({ file, line, note: tool })),
      };
    }
    return { looked: seen.looked.files, findings: [] };
  },
  examples: {
    pass: [
      { given: { seen: seenWith([['src/a.ts', true]], { tag: 'v1.0.0', before: 1, now: 1 }) } },
      { name: 'none at all', given: { seen: seenWith([]) } },
    ],
    fail: [
      {
        given: { seen: seenWith([['src/a.ts', false]], { tag: 'v1.0.0', before: 1, now: 1 }) },
        findings: ['no-reason:src/a.ts:eslint:no-console'],
      },
      {
        name: 'each with a reason, and ever more of them',
        given: { seen: seenWith([['src/a.ts', true]], { tag: 'v1.0.0', before: 4, now: 9 }) },
        findings: ['grown'],
      },
      {
        name: 'a growth that the team allows no more',
        given: { seen: seenWith([['src/a.ts', true]], { tag: 'v1.0.0', before: 4, now: 9 }) },
        limits: { growth: 2 },
        findings: ['grown'],
      },
    ],
    hollow: [
      {
        name: 'reasons, and nothing to compare with',
        given: { seen: seenWith([['src/a.ts', true]]) },
        outcome: 'unknown',
      },
      {
        name: 'none in the scripts of a service in another language',
        given: {
          seen: {
            ...seenWith([]),
            looked: {
              files: 2,
              skipped: [],
              notUnderstood: [{ language: 'Rust', files: 80, example: 'src/main.rs' }],
            },
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { seen: { ...seenWith([]), looked: { files: 0, skipped: [], notUnderstood: [] } } },
        outcome: 'unknown',
      },
    ],
  },
});

function seenWith(
  found: readonly (readonly [string, boolean])[],
  released?: { tag: string; before: number; now: number },
) {
  return {
    found: found.map(([file, reason]) => ({ file, line: 7, tool: 'eslint', rule: 'no-console', reason })),
    ...(released ? { released } : {}),
    looked: { files: 20, skipped: [], notUnderstood: [] },
  };
}
