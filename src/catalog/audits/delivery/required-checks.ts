import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { exampleCi, exampleJob, ran, runStep } from '../../ci/example-ci.ts';
import { does } from '../../ci/look.ts';
import type { Ci, Job } from '../../ci/model.ts';
import ci from '../../evidence/ci.ts';
import forgeProtection from '../../evidence/forge-protection.ts';

export default defineAudit({
  title: 'The default branch takes only changes whose CI checks succeeded, from administrators too',
  failureTitle: 'Changes can reach the default branch although their checks fail',
  why: 'A check that nobody has to pass is a suggestion: in a hurry, exactly the change that breaks production is merged over it.',
  fix: 'Protect the default branch (GitHub: Settings → Rules → Rulesets): require status checks and name each test, lint, type and build job, forbid force pushes, and leave the list of those who may bypass it empty.',
  refs: ['OpenSSF Scorecard Branch-Protection', 'OSPS Baseline AC-03', 'OSPS Baseline QA-03'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'branch protection',
    'quality gates automated',
    'required checks',
    'protected branch',
    'fail-fast ci',
    'quality gates',
    'branch protection enabled',
    'status checks',
    'required status checks',
    'merge protection',
    'main branch protected',
    'protected branches',
    'branch protection rules',
  ],
  needs: { rules: forgeProtection, seen: ci },
  judge({ rules, seen }) {
    const where = { url: rules.url };
    if (rules.classic !== 'present' && rules.rulesets !== 'present') {
      if (rules.classic === 'unreadable' || rules.rulesets === 'unreadable')
        return {
          abstains: 'unknown',
          because:
            'The token may not read the rules of the default branch. To prove it: give one that may read administration.',
        };
      return {
        looked: 1,
        findings: [{ key: 'unprotected', says: `${rules.defaultBranch} is not protected.`, where }],
      };
    }
    const findings: Finding[] = [];
    if (rules.requiredChecks.length === 0)
      findings.push({
        key: 'no-checks',
        says: `${rules.defaultBranch} is protected, but no check has to succeed.`,
        where,
      });
    else
      for (const job of optionalJobs(seen, rules.requiredChecks))
        findings.push({
          key: `optional:${job.file}#${job.id}`,
          says: `${job.name ?? job.id} does not have to succeed before a merge.`,
          where: { file: job.file, line: job.line, job: job.id },
        });
    if (!rules.forbidsForcePush)
      findings.push({
        key: 'force-push',
        says: `${rules.defaultBranch} may be overwritten by a force push.`,
        where,
      });
    if (rules.appliesToAdmins === false)
      findings.push({ key: 'admins', says: 'Administrators may merge over failing checks.', where });
    if (findings.length > 0) return { looked: rules.requiredChecks.length + 1, findings };
    if (rules.appliesToAdmins === undefined)
      return {
        abstains: 'unknown',
        because:
          'Checks are required; whether administrators are bound by them could not be read. To prove it: give a token that may read administration.',
      };
    return { looked: rules.requiredChecks.length, findings };
  },
  examples: {
    pass: [{ given: { seen: testing(), rules: protection({}) } }],
    fail: [
      {
        given: { seen: testing(), rules: protection({ classic: 'absent', rulesets: 'absent' }) },
        findings: ['unprotected'],
      },
      {
        given: { seen: testing(), rules: protection({ requiredChecks: ['lint'], appliesToAdmins: false }) },
        findings: ['optional:.github/workflows/ci.yml#test', 'admins'],
      },
    ],
    hollow: [
      {
        name: 'a protected branch that requires no check',
        given: { seen: testing(), rules: protection({ requiredChecks: [] }) },
        findings: ['no-checks'],
      },
    ],
    absent: [
      {
        name: 'rules that the token may not read',
        given: { seen: testing(), rules: protection({ classic: 'unreadable', rulesets: 'absent' }) },
        outcome: 'unknown',
      },
    ],
  },
});

/** Jobs that check proposals and that no required check stands for, by itself or through `needs`. */
function optionalJobs(seen: Ci, required: readonly string[]): Job[] {
  const found: Job[] = [];
  for (const pipeline of seen.pipelines) {
    const proposed = pipeline.triggers.find((one) => one.kind === 'proposal');
    // A workflow for some paths only cannot be required: it would block every other change.
    if (proposed === undefined || proposed.filtered) continue;
    const covered = new Set<string>();
    const queue = pipeline.jobs.filter((job) => isNamed(job, required));
    for (let job = queue.pop(); job; job = queue.pop()) {
      if (covered.has(job.id)) continue;
      covered.add(job.id);
      queue.push(...pipeline.jobs.filter((other) => job?.needs.includes(other.id)));
    }
    for (const job of pipeline.jobs) {
      const checking = job.steps.some((step) => does(step, ['test', 'lint', 'typecheck', 'build']));
      if (checking && job.mayFail === 'no' && !covered.has(job.id)) found.push(job);
    }
  }
  return found;
}

/** A matrix adds its values in brackets, a reusable workflow its own jobs after a slash. */
function isNamed(job: Job, required: readonly string[]): boolean {
  const names = [job.id, ...(job.name === undefined ? [] : [job.name.replace(/\s*\$\{\{.*$/, '')])];
  return required.some((check) =>
    names.some(
      (name) =>
        name !== '' &&
        (check === name ||
          check.startsWith(`${name} (`) ||
          check.startsWith(`${name} /`) ||
          check.endsWith(`/ ${name}`) ||
          (job.matrix.length > 0 && check.startsWith(name))),
    ),
  );
}

function testing() {
  return exampleCi([exampleJob('test', [runStep([ran('npm test', ['test'])])])]);
}

type Protection = ReturnType<typeof forgeProtection.schema.parse>;

function protection(more: Partial<Protection>): Protection {
  return {
    defaultBranch: 'main',
    url: 'https://github.example/acme/orders',
    classic: 'absent',
    rulesets: 'present',
    requiredChecks: ['test'],
    appliesToAdmins: true,
    requiredApprovals: 1,
    forbidsForcePush: true,
    forbidsDeletion: true,
    ...more,
  };
}
