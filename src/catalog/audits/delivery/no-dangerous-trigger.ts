import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, onEvent, ran, runStep, usesStep } from '../../ci/example-ci.ts';
import { blindSpot, whereOf } from '../../ci/look.ts';
import type { Job, Pipeline } from '../../ci/model.ts';
import { injectionsIn, runsTree, takesForeignCode } from '../../ci/untrusted.ts';
import ci from '../../evidence/ci.ts';

/** Events whose runs have the repository's secrets and a token that may write, whoever caused them. */
const privileged = /^(pull_request_target|workflow_run|issue_comment)$/;
/** Conditions that keep strangers out, or ask a person first. */
const guarded =
  /head\.repo\.(full_name|fork|owner)|author_association|github\.(actor|triggering_actor)|pull_request\.user\.login|event\.label|labels|permission|sender\.login|head_repository/;

export default defineAudit({
  title: "No CI workflow runs strangers' code with secrets, or pastes strangers' text into a script",
  failureTitle: "Strangers can run code in CI with the repository's rights",
  why: "A pull request, a branch name or an issue title is enough to take the tokens that publish and deploy, and to ship something of the attacker's in your name.",
  fix: `Use \`pull_request\` instead of \`pull_request_target\` for everything that builds or tests the change; keep what needs secrets in a second workflow that never checks it out. Hand untrusted text over as an environment variable:

\`\`\`yaml
- env:
    TITLE: \${{ github.event.pull_request.title }}
  run: echo "$TITLE"
\`\`\``,
  refs: [
    'OpenSSF Scorecard Dangerous-Workflow',
    'OWASP CICD-SEC-4 Poisoned pipeline execution',
    'GitHub: Security hardening for GitHub Actions',
  ],
  severity: 'blocker',
  state: 'stable',
  effortHours: 2,
  claims: ['secure ci', 'pipeline security', 'workflow security'],
  needs: { seen: ci },
  judge({ seen }) {
    const findings: Finding[] = [];
    const signs: Where[] = [];
    for (const pipeline of seen.pipelines) {
      if (pipeline.system !== 'github-actions') continue;
      for (const job of pipeline.jobs) {
        findings.push(...injected(pipeline, job));
        const foreign = foreignCode(pipeline, job);
        if (foreign?.sure === true) findings.push(foreign.finding);
        else if (foreign)
          signs.push({
            ...foreign.finding.where,
            note: 'checks out the code of the pull request with secrets at hand',
          });
      }
    }
    const looked = seen.pipelines.filter((one) => one.system === 'github-actions').length;
    if (findings.length > 0) return { looked, findings: onePerKey(findings) };
    if (signs.length > 0) {
      const because =
        'A workflow with secrets checks out the code of pull requests; whether it runs that code, or who may start it, could not be followed.';
      return { abstains: 'unknown', because, signs };
    }
    if (looked < seen.pipelines.length)
      return {
        abstains: 'unknown',
        because:
          'Whether pipelines of forks get secrets is a setting of the CI system that is not in the repository.',
      };
    const [skipped] = seen.skipped;
    if (looked === 0 || skipped)
      return { abstains: 'unknown', because: `${blindSpot(seen) ?? 'No workflow was read'}.` };
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: exampleCi([
            exampleJob('test', [
              usesStep('actions/checkout@v4', ['checkout']),
              runStep([ran('npm test', ['test'])]),
            ]),
          ]),
        },
      },
      {
        name: 'a labeller that never checks the change out',
        given: {
          seen: exampleCi([exampleJob('label', [usesStep('actions/labeler@v5', [])])], {
            triggers: [onEvent('proposal', 'pull_request_target')],
          }),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: exampleCi(
            [
              exampleJob('preview', [
                usesStep('actions/checkout@v4', ['checkout'], {
                  with: { ref: '${{ github.event.pull_request.head.sha }}' },
                }),
                runStep([ran('npm ci', ['install'])]),
              ]),
            ],
            { triggers: [onEvent('proposal', 'pull_request_target')] },
          ),
        },
        findings: ['foreign-code:.github/workflows/ci.yml#preview'],
      },
      {
        given: {
          seen: exampleCi(
            [exampleJob('triage', [runStep([ran('echo "${{ github.event.issue.title }}"')])])],
            { triggers: [onEvent('other', 'issues')] },
          ),
        },
        findings: ['injection:.github/workflows/ci.yml#triage:github.event.issue.title'],
      },
    ],
    hollow: [
      {
        name: 'foreign code behind a condition on who sent it',
        given: {
          seen: exampleCi(
            [
              exampleJob(
                'preview',
                [
                  usesStep('actions/checkout@v4', ['checkout'], {
                    with: { ref: '${{ github.event.pull_request.head.sha }}' },
                  }),
                  runStep([ran('npm ci', ['install'])]),
                ],
                { if: "contains(github.event.pull_request.labels.*.name, 'safe to test')" },
              ),
            ],
            { triggers: [onEvent('proposal', 'pull_request_target')] },
          ),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: noCi }, outcome: 'unknown' }],
  },
});

function injected(pipeline: Pipeline, job: Job): Finding[] {
  return job.steps.flatMap((step) =>
    injectionsIn(pipeline, step).map(({ expression, line }) => ({
      key: `injection:${step.file}#${job.id}:${expression.slice(0, 80)}`,
      says: `\${{ ${expression} }} is pasted into a script: whoever chooses that text runs commands in the job ${job.id}.`,
      where: { ...whereOf({ job, step }), line },
    })),
  );
}

function foreignCode(pipeline: Pipeline, job: Job): { sure: boolean; finding: Finding } | undefined {
  const event = pipeline.triggers.find((one) => privileged.test(one.event))?.event;
  const taken = job.steps.findIndex(takesForeignCode);
  const step = job.steps[taken];
  if (event === undefined || step === undefined) return undefined;
  const runs = job.steps.slice(taken + 1).some(runsTree);
  const conditions = [job.if, ...job.steps.slice(0, taken + 1).map((one) => one.if)].join(' ');
  const asked = guarded.test(conditions) || job.environment !== undefined || job.needs.length > 0;
  const finding = {
    key: `foreign-code:${job.file}#${job.id}`,
    says: `${event} gives this job the repository's rights, and it checks out and runs the code of the pull request.`,
    where: whereOf({ job, step }),
  };
  return { sure: runs && !asked, finding };
}

function onePerKey(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [finding.key, finding])).values()].reverse();
}
