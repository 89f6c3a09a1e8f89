import { defineAudit } from '../../../kit/audit.ts';
import commitHooks from '../../evidence/commit-hooks.ts';
import gitHistory from '../../evidence/git-history.ts';

const wanted = 50;
const form = /^(\S{1,4} )?[a-z][\w-]*(\([^)]{1,80}\))?!?: \S/;
/** Messages that git and code hosts write themselves. */
const made = /^(Merge |Revert "|Reapply "|fixup! |squash! |Initial commit|\[pre-commit\.ci\])/;

export default defineAudit({
  title: 'The declared convention for commit messages holds for the last 50 commits',
  failureTitle: 'Commit messages do not follow the convention that the repository declares',
  why: 'Release notes and version numbers are derived from these messages: what does not follow the convention is left out of both.',
  fix: 'Check messages in CI as well as in a hook: `npx commitlint --from origin/main` for each pull request, or check its title when you squash (`amannn/action-semantic-pull-request`).',
  refs: ['Conventional Commits 1.0.0', 'OSPS Baseline'],
  severity: 'note',
  state: 'stable',
  effortHours: 1,
  claims: [
    'conventional commits',
    'conventional commit message enforcement',
    'commit message convention',
    'commit convention',
    'commitlint',
    'semantic commits',
  ],
  limits: { breaches: { default: 2, unit: 'commits', about: 'how many of the last 50 may differ' } },
  needs: { set: commitHooks, history: gitHistory },
  judge({ set, history }, policy) {
    const declared = set.conventions.find((one) => one.conventional);
    const [other] = set.conventions;
    if (declared === undefined && other !== undefined)
      return {
        abstains: 'unknown',
        because: `${other.file} declares a convention of another grammar, which is not read.`,
        signs: [other],
      };
    if (declared === undefined) return { looked: 0, findings: [] };
    const people = history.commits.filter(
      (commit) => commit.parents < 2 && commit.bot === undefined && !made.test(commit.subject),
    );
    const latest = people.slice(0, wanted);
    if (latest.length === 0 || (history.head.shallow && latest.length < wanted))
      return {
        abstains: 'unknown',
        because: `The history holds only ${latest.length} commits (a shallow clone). To prove it: git fetch --unshallow.`,
      };
    const limit = policy.limit('breaches');
    const breaches = latest.filter((commit) => !form.test(commit.subject));
    if (breaches.length <= limit.value) return { looked: latest.length, findings: [] };
    const first = breaches[0];
    const says = `${breaches.length} of the last ${latest.length} commits do not have the form "type: subject" that ${declared.file} declares, more than ${limit.value} (${limit.from}); the newest is ${first?.hash.slice(0, 10)}.`;
    const where = {
      file: declared.file,
      line: declared.line,
      ...(first === undefined ? {} : { commit: first.hash }),
    };
    return { looked: latest.length, findings: [{ key: 'breaches', says, where }] };
  },
  examples: {
    pass: [
      {
        given: {
          set: declaring(true),
          history: historyOf('feat: accept orders', 'fix(api)!: refuse others', 'Merge branch main'),
        },
      },
    ],
    fail: [
      {
        given: {
          set: declaring(true),
          history: historyOf('feat: accept orders', 'update stuff', 'wip', 'more'),
        },
        findings: ['breaches'],
      },
    ],
    hollow: [
      {
        name: 'a convention of another grammar',
        given: { set: declaring(false), history: historyOf('ORD-12 accept orders') },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { set: { hooks: [], conventions: [], skipped: [] }, history: historyOf('update stuff') },
        outcome: 'not-applicable',
      },
    ],
  },
});

function declaring(conventional: boolean) {
  return {
    hooks: [],
    conventions: [{ file: 'commitlint.config.js', line: 1, tool: 'commitlint', conventional }],
    skipped: [],
  };
}

function historyOf(...subjects: readonly string[]) {
  const commits = subjects.map((subject, index) => ({
    hash: `c${index}`,
    date: '2026-11-01T00:00:00Z',
    subject,
    author: 'a',
    parents: subject.startsWith('Merge') ? 2 : 1,
  }));
  return {
    head: { commit: 'c0', branch: 'main', shallow: false },
    commits,
    complete: true,
    tags: [],
    branches: ['main'],
  };
}
