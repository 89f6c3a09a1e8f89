import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { productionDeploys } from '../../ci/deploys.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot } from '../../ci/look.ts';
import type { Job } from '../../ci/model.ts';
import ci from '../../evidence/ci.ts';
import forgeEnvironments from '../../evidence/forge-environments.ts';

export default defineAudit({
  title: 'A production deploy waits for somebody other than the person who started it',
  failureTitle: 'One person alone can deploy to production',
  why: 'A stolen session, a wrong branch or a bad evening reaches all users with nobody in between.',
  fix: 'Give the deploying job `environment: production`, and that environment required reviewers with "Prevent self-review" (GitHub: Settings → Environments).',
  refs: ['OSPS Baseline AC-04', 'OWASP CICD-SEC-1 Insufficient flow control'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'manual approval',
    'production-approval',
    'requires manual approval',
    'manual approval process',
    'go-live approval',
    'approval gate',
    'push to main + manual approval',
    'deployment approval',
    'protected environment',
    'release approval',
    'production approval',
  ],
  needs: { seen: ci, gates: forgeEnvironments },
  signs: {
    from: { seen: ci },
    look: ({ seen }) =>
      productionDeploys(seen).map(({ job }) => ({
        file: job.file,
        line: job.environment?.line ?? job.line,
        job: job.id,
        note:
          job.environment === undefined
            ? 'deploys in no environment'
            : `deploys in the environment ${job.environment.name}`,
      })),
  },
  judge({ seen, gates }) {
    const deploys = productionDeploys(seen);
    if (deploys.length === 0) {
      const because = blindSpot(seen) ?? 'No CI job that deploys to production was recognised';
      return { abstains: 'unknown', because: `${because}.` };
    }
    const findings = new Map<string, Finding>();
    const unsure: Job[] = [];
    for (const { job } of deploys) {
      const where = { file: job.file, line: job.environment?.line ?? job.line, job: job.id };
      const name = job.environment?.name;
      if (name !== undefined && /\$/.test(name)) {
        unsure.push(job);
        continue;
      }
      const gate = gates.environments.find((one) => one.name.toLowerCase() === name?.toLowerCase());
      const wrong =
        name === undefined
          ? [
              `no-environment:${job.file}#${job.id}`,
              `${job.id} deploys in no environment, so nobody is asked.`,
            ]
          : gate === undefined || gate.reviewers === 0
            ? [`no-reviewers:${name}`, `The environment ${name} asks nobody for approval.`]
            : gate.preventsSelfReview
              ? undefined
              : [
                  `self-review:${name}`,
                  `In the environment ${name} whoever starts a deploy may approve it too.`,
                ];
      if (wrong?.[0] !== undefined && wrong[1] !== undefined)
        findings.set(wrong[0], { key: wrong[0], says: wrong[1], where });
    }
    if (findings.size > 0) return { looked: deploys.length, findings: [...findings.values()] };
    if (unsure.length > 0) {
      const signs = unsure.map((job) => ({
        file: job.file,
        line: job.environment?.line ?? job.line,
        job: job.id,
        note: 'the environment comes from an expression',
      }));
      return {
        abstains: 'unknown',
        because: 'The environment of a deploying job is decided while it runs.',
        signs,
      };
    }
    return { looked: deploys.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: deploying('production'), gates: gate({}) } }],
    fail: [
      {
        given: { seen: deploying(undefined), gates: gate({}) },
        findings: ['no-environment:.github/workflows/ci.yml#deploy'],
      },
      {
        given: { seen: deploying('production'), gates: gate({ preventsSelfReview: false }) },
        findings: ['self-review:production'],
      },
    ],
    hollow: [
      {
        name: 'an environment that asks nobody',
        given: { seen: deploying('production'), gates: gate({ reviewers: 0 }) },
        findings: ['no-reviewers:production'],
      },
    ],
    absent: [{ given: { seen: noCi, gates: gate({}) }, outcome: 'unknown' }],
  },
});

function deploying(environment: string | undefined) {
  const more = environment === undefined ? {} : { environment: { name: environment, line: 10 } };
  return exampleCi([exampleJob('deploy', [runStep([ran('fly deploy', ['deploy'])])], more)]);
}

function gate(more: { readonly reviewers?: number; readonly preventsSelfReview?: boolean }) {
  const environment = {
    name: 'production',
    reviewers: 1,
    preventsSelfReview: true,
    adminsMayBypass: false,
    ...more,
  };
  return { url: 'https://github.example/acme/orders', environments: [environment] };
}
