import { defineAudit } from '../../../kit/audit.ts';
import forgeReviews from '../../evidence/forge-reviews.ts';

export default defineAudit({
  title: 'The last 30 changes were approved by somebody other than their author',
  failureTitle: 'Changes reach the default branch without a second person having approved them',
  why: 'One tired or compromised account is then enough to ship anything to your users.',
  fix: 'Require one approval before merging (GitHub: Settings → Rules → Rulesets → Require a pull request, 1 approval, dismiss stale approvals) and forbid direct pushes.',
  refs: ['OpenSSF Scorecard Code-Review', 'OSPS Baseline QA-07'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'code review',
    'pr process',
    'pull request review',
    'peer review',
    'review guidelines',
    'expert review',
    'code review automation',
    'code reviewed',
    'peer reviewed',
    'required reviewers',
    'two reviewers',
    'pr reviews',
    'code reviews',
  ],
  needs: { reviewed: forgeReviews },
  judge({ reviewed }) {
    const changes = reviewed.changes.filter((change) => !change.byBot || change.pull === undefined);
    if (changes.length === 0)
      return { abstains: 'unknown', because: 'The code host lists no change made by a person.' };
    const findings = changes
      .filter((change) => change.approvals === 0 && !change.byBot)
      .map((change) => {
        const what =
          change.pull === undefined
            ? `Commit ${change.commit.slice(0, 10)} came without a pull request.`
            : `Pull request #${change.pull} was merged without an approval.`;
        const key =
          change.pull === undefined ? `direct:${change.commit.slice(0, 10)}` : `unapproved:#${change.pull}`;
        return { key, says: what, where: { url: change.url, commit: change.commit } };
      });
    return { looked: changes.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          reviewed: { defaultBranch: 'main', changes: [change(12, 1), { ...change(11, 0), byBot: true }] },
        },
      },
    ],
    fail: [
      {
        given: { reviewed: { defaultBranch: 'main', changes: [change(12, 0)] } },
        findings: ['unapproved:#12'],
      },
    ],
    hollow: [
      {
        name: 'a commit pushed past the pull requests',
        given: {
          reviewed: {
            defaultBranch: 'main',
            changes: [
              change(12, 2),
              {
                commit: 'abcdef012345',
                url: 'https://github.example/acme/orders/commit/abcdef',
                byBot: false,
                approvals: 0,
              },
            ],
          },
        },
        findings: ['direct:abcdef0123'],
      },
    ],
    absent: [{ given: { reviewed: { defaultBranch: 'main', changes: [] } }, outcome: 'unknown' }],
  },
});

function change(pull: number, approvals: number) {
  return {
    commit: `c${pull}`,
    url: `https://github.example/acme/orders/pull/${pull}`,
    pull,
    byBot: false,
    approvals,
  };
}
