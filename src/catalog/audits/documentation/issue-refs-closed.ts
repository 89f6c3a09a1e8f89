import { defineAudit } from '../../../kit/audit.ts';
import issueRefs from '../../evidence/issue-refs.ts';
import issueStates from '../../evidence/issue-states.ts';

const ref = {
  file: 'CHECKLIST.md',
  line: 6,
  number: 14,
  kind: 'pull-request',
  wants: 'merged',
  says: 'open',
  text: 'PR #14 merged',
} as const;

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
    'merged',
    'type checking errors fixed',
    'test infrastructure in place',
  ],
  needs: { seen: issueStates },
  signs: {
    from: { named: issueRefs },
    look: ({ named }) =>
      named.refs.map(({ file, line, number, commit }) => ({
        file,
        line,
        note: commit === undefined ? `#${number}` : `#${number}, named by commit ${commit.slice(0, 8)}`,
      })),
  },
  judge({ seen }) {
    const here = seen.refs.filter((one) => one.state !== 'elsewhere');
    const findings = here
      .filter(
        (one) =>
          one.state === 'open' ||
          one.state === 'absent' ||
          (one.state === 'closed' && one.is === 'pull-request' && one.wants === 'merged'),
      )
      .map(({ file, line, number, state }) => ({
        key: `${state}:${file}:${number}`,
        says: `${file} waits for #${number}, which ${state === 'open' ? 'is open' : state === 'absent' ? 'does not exist' : 'was closed without being merged'}.`,
        where: { file, line },
      }));
    if (findings.length === 0 && here.length < seen.refs.length)
      return {
        abstains: 'unknown',
        because: 'Some conditions stand in other repositories, which were not asked.',
      };
    return { looked: here.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { refs: [{ ...ref, says: 'done', state: 'merged', is: 'pull-request' }] } } }],
    fail: [
      {
        given: {
          seen: {
            refs: [
              { ...ref, state: 'open', is: 'pull-request' },
              { ...ref, line: 7, number: 17, state: 'absent' },
            ],
          },
        },
        findings: ['open:CHECKLIST.md:14', 'absent:CHECKLIST.md:17'],
      },
    ],
    hollow: [
      {
        name: 'ticked, and closed without being merged',
        given: { seen: { refs: [{ ...ref, says: 'done', state: 'closed', is: 'pull-request' }] } },
        findings: ['closed:CHECKLIST.md:14'],
      },
      {
        name: 'in a repository that was not asked',
        given: { seen: { refs: [{ ...ref, slug: 'acme/web', state: 'elsewhere' }] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { refs: [] } }, outcome: 'not-applicable' }],
  },
});
