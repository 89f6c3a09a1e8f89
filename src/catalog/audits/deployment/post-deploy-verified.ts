import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { productionDeploys } from '../../ci/deploys.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot, whereOf } from '../../ci/look.ts';
import type { Command } from '../../ci/model.ts';
import { verificationsOf } from '../../ci/verifying.ts';
import ci from '../../evidence/ci.ts';

export default defineAudit({
  title: 'After a production deploy the pipeline asks the live service and fails on a bad answer',
  failureTitle: 'A production deploy counts as good before anybody asked the service',
  why: 'A release that starts and serves errors stays up until users complain, because the pipeline is already green.',
  fix: `Ask the deployed service as the last step, for its health and its version, and let a bad answer fail the job:

\`\`\`yaml
- name: Smoke test
  run: |
    set -o pipefail
    curl --fail --silent --show-error --retry 10 --retry-all-errors "$URL/version" | jq --exit-status --arg v "$VERSION" '.version == $v'
\`\`\``,
  refs: ['Mercari production readiness checklist: release', 'Google SRE Book: Release Engineering'],
  severity: 'major',
  state: 'stable',
  effortHours: 2,
  claims: [
    'post-deployment verification',
    'smoke tests',
    'smoke test',
    'post-deployment checks',
    'verify deployment',
    'test → build → deploy → health check',
    'backend /health endpoint responding',
    'deploy → verify',
    'immediate checks',
    'verify functionality',
    'post-deploy checks',
    'post-deploy verification',
    'deployment verified',
    'deployment verification',
    'health endpoint returns 200',
    'smoke tests pass after deploy',
    'sanity check',
    'post-deploy smoke',
  ],
  needs: { seen: ci },
  judge({ seen }) {
    const deploys = productionDeploys(seen);
    if (deploys.length === 0) {
      const because =
        blindSpot(seen) ??
        'No CI job that deploys to production was recognised; a hosting platform may deploy';
      return { abstains: 'unknown', because: `${because}.` };
    }
    const findings: Finding[] = [];
    const unsure: Where[] = [];
    for (const deployment of deploys) {
      const { job, steps } = deployment;
      const found = verificationsOf(seen, deployment);
      if (found.some((one) => one.how === 'asks')) continue;
      const waiting = found.filter((one) => one.how === 'waits');
      const blind = found.find((one) => one.how === 'blind');
      const opaque = steps.some((step) => step.unread !== undefined);
      if (waiting.length > 0 || opaque) {
        unsure.push(
          ...(waiting[0]
            ? [{ ...waiting[0].where, note: 'waits for the platform to call it healthy' }]
            : steps.slice(0, 1).map((step) => whereOf({ job, step }))),
        );
      } else if (blind?.how === 'blind') {
        findings.push({
          key: `blind:${job.file}#${job.id}`,
          says: `After ${job.id} deploys, the service is asked, and ${blind.because}.`,
          where: blind.where,
        });
      } else {
        const step = steps.at(-1);
        const where =
          step === undefined ? { file: job.file, line: job.line, job: job.id } : whereOf({ job, step });
        findings.push({
          key: `unverified:${job.file}#${job.id}`,
          says: `After ${job.id} deploys, nothing asks the service whether it works.`,
          where,
        });
      }
    }
    if (findings.length > 0) return { looked: deploys.length, findings };
    if (unsure.length > 0)
      return {
        abstains: 'unknown',
        because:
          'The pipeline waits for the platform’s own health check after a deploy; it does not ask the service itself.',
        signs: unsure,
      };
    return { looked: deploys.length, findings };
  },
  examples: {
    pass: [{ given: { seen: deploying(ran('curl --fail https://orders.acme.dev/health', ['verify'])) } }],
    fail: [
      { given: { seen: deploying() }, findings: ['unverified:.github/workflows/ci.yml#deploy'] },
      {
        given: { seen: deploying(ran('curl https://orders.acme.dev/health', ['verify'])) },
        findings: ['blind:.github/workflows/ci.yml#deploy'],
      },
    ],
    hollow: [
      {
        name: 'a step named after the check that only prints',
        given: { seen: deploying(ran('echo "Health check passed"')) },
        findings: ['unverified:.github/workflows/ci.yml#deploy'],
      },
      {
        name: 'a command that waits for the platform',
        given: { seen: deploying(ran('kubectl rollout status deployment/orders', ['verify'])) },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: noCi }, outcome: 'unknown' }],
  },
});

function deploying(after?: Command) {
  const deploy = runStep([ran('kubectl apply -f k8s/', ['deploy'])], { name: 'Deploy' });
  const steps = after === undefined ? [deploy] : [deploy, runStep([after], { name: 'Health check' })];
  return exampleCi([exampleJob('deploy', steps, { environment: { name: 'production', line: 9 } })]);
}
