import { defineAudit } from '../../../kit/audit.ts';
import issueRefs, { type IssueRef } from '../../evidence/issue-refs.ts';

const ref: IssueRef = {
  file: 'CHECKLIST.md',
  line: 6,
  number: 14,
  kind: 'pull-request',
  role: 'condition',
  wants: 'merged',
  says: 'open',
  text: 'PR #14 merged',
};

export default defineAudit({
  title: 'Pull requests and issues that readiness documents wait for are merged or closed',
  failureTitle: 'Pull requests or issues that readiness documents wait for are still open',
  why: 'The condition of going live was written down and then forgotten: the fix is in a branch, the users get the code without it.',
  fix: 'Merge or close what is open, or take the condition out of the document and say why it is none any more.',
  refs: ['AWS ORR'],
  severity: 'major',
  state: 'trial',
  effortHours: 2,
  claims: [
    'prs merged',
    'pull request',
    'type checking errors fixed',
    'open issues',
    'critical issues resolved',
    'known issues',
    'known bugs',
    'blockers resolved',
    'critical bugs',
    'no open blockers',
    'p0 issues',
    'pr merged',
    'issue closed',
    'issues closed',
    'pull requests merged',
    'critical bugs fixed',
  ],
  needs: { seen: issueRefs },
  judge({ seen }) {
    const conditions = seen.refs.filter((one) => one.role === 'condition');
    const findings = conditions.filter(isUnmet).map(({ file, line, number, state }) => ({
      key: `${state}:${file}:${number}`,
      says: `${file} waits for #${number}, which ${state === 'open' ? 'is open' : state === 'absent' ? 'does not exist' : 'was closed without being merged'}.`,
      where: { file, line },
    }));
    if (findings.length > 0) return { looked: conditions.length, findings };
    const unasked = conditions.filter((one) => one.state === undefined);
    if (unasked.length > 0) {
      const because = seen.unasked ?? 'some stand in repositories that were not asked';
      return {
        abstains: 'unknown',
        because: `${unasked.length} conditions name a pull request or issue: ${because}. To prove it: set GITHUB_TOKEN and pass --forge.`,
        signs: unasked.map(({ file, line, number, commit }) => ({
          file,
          line,
          note: commit === undefined ? `#${number}` : `#${number}, named by commit ${commit.slice(0, 8)}`,
        })),
      };
    }
    return { looked: conditions.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: { refs: [{ ...ref, says: 'done', state: 'merged', is: 'pull-request' }], skipped: [] },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            refs: [
              { ...ref, state: 'open', is: 'pull-request' },
              { ...ref, line: 7, number: 17, state: 'absent' },
            ],
            skipped: [],
          },
        },
        findings: ['open:CHECKLIST.md:14', 'absent:CHECKLIST.md:17'],
      },
    ],
    hollow: [
      {
        name: 'ticked, and closed without being merged',
        given: {
          seen: { refs: [{ ...ref, says: 'done', state: 'closed', is: 'pull-request' }], skipped: [] },
        },
        findings: ['closed:CHECKLIST.md:14'],
      },
      {
        name: 'ticked, and nobody asked',
        given: {
          seen: { refs: [{ ...ref, says: 'done' }], unasked: 'the code host was not asked', skipped: [] },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { seen: { refs: [], skipped: [] } }, outcome: 'not-applicable' },
      {
        name: 'an issue that is still to be done',
        given: {
          seen: {
            refs: [{ ...ref, kind: 'either', role: 'action', wants: 'unsaid', state: 'open', is: 'issue' }],
            skipped: [],
          },
        },
        outcome: 'not-applicable',
      },
    ],
  },
});

function isUnmet({ state, is, wants }: IssueRef): boolean {
  if (state === 'open' || state === 'absent') return true;
  return state === 'closed' && is === 'pull-request' && wants === 'merged';
}
