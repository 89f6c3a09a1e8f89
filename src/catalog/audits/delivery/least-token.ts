import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot } from '../../ci/look.ts';
import type { Pipeline } from '../../ci/model.ts';
import ci from '../../evidence/ci.ts';

type Permissions = NonNullable<Pipeline['permissions']>;

export default defineAudit({
  title: 'The token of every workflow may only read, unless one job says what it has to write',
  failureTitle: 'Workflows have a token that may write more than they need',
  why: 'Every action and every package that runs in a job can use its token. One that is taken over then pushes to your repository.',
  fix: `Say so at the top of each workflow, and give single jobs what they need:

\`\`\`yaml
permissions:
  contents: read
jobs:
  release:
    permissions:
      contents: write
\`\`\``,
  refs: ['OpenSSF Scorecard Token-Permissions', 'OWASP CICD-SEC-5 Insufficient PBAC'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'least privilege',
    'workflow permissions',
    'token permissions',
    'minimal permissions ci',
    'github token permissions',
  ],
  needs: { seen: ci },
  judge({ seen }) {
    const findings: Finding[] = [];
    const unsaid: Where[] = [];
    const workflows = seen.pipelines.filter((one) => one.system === 'github-actions');
    for (const pipeline of workflows) {
      const { file, permissions, jobs } = pipeline;
      const own = permissions && writesOf(permissions);
      // A workflow of one job may as well say it at the top.
      if (permissions && own && own.length > 0 && (jobs.length > 1 || permissions.all === 'write'))
        findings.push({
          key: `write:${file}`,
          says: `Every job of this workflow may write ${own.join(', ')}.`,
          where: { file, line: permissions.line },
        });
      for (const job of jobs)
        if (job.permissions?.all === 'write')
          findings.push({
            key: `write:${file}#${job.id}`,
            says: `The job ${job.id} may write everything.`,
            where: { file, line: job.permissions.line, job: job.id },
          });
      if (permissions === undefined && jobs.some((job) => job.permissions === undefined))
        unsaid.push({ file, note: 'says nothing about permissions' });
    }
    if (findings.length > 0) return { looked: workflows.length, findings };
    if (unsaid.length > 0)
      return {
        abstains: 'unknown',
        because:
          'Some workflows do not say what their token may do; a setting of the repository decides, and it may be "write".',
        signs: unsaid,
      };
    if (workflows.length === 0) {
      const because =
        seen.pipelines.length > 0
          ? 'What the job token may do is a setting of this CI system'
          : (blindSpot(seen) ?? 'No workflow was read');
      return { abstains: 'unknown', because: `${because}.` };
    }
    return { looked: workflows.length, findings };
  },
  examples: {
    pass: [{ given: { seen: allowing({ line: 5, scopes: { contents: 'read' } }) } }],
    fail: [
      {
        given: { seen: allowing({ line: 5, all: 'write', scopes: {} }) },
        findings: ['write:.github/workflows/ci.yml'],
      },
      {
        given: { seen: allowing({ line: 5, scopes: { contents: 'write' } }) },
        findings: ['write:.github/workflows/ci.yml'],
      },
    ],
    hollow: [
      {
        name: 'a careful top and a job that takes it all back',
        given: {
          seen: exampleCi([exampleJob('a', [], { permissions: { line: 12, all: 'write', scopes: {} } })], {
            permissions: { line: 5, scopes: { contents: 'read' } },
          }),
        },
        findings: ['write:.github/workflows/ci.yml#a'],
      },
      { name: 'nothing said', given: { seen: exampleCi([exampleJob('a', [])]) }, outcome: 'unknown' },
    ],
    absent: [{ given: { seen: noCi }, outcome: 'unknown' }],
  },
});

function writesOf({ all, scopes }: Permissions): string[] {
  if (all === 'write') return ['everything'];
  return Object.entries(scopes).flatMap(([scope, right]) => (right === 'write' ? [scope] : []));
}

function allowing(permissions: Permissions) {
  const step = runStep([ran('npm test', ['test'])]);
  return exampleCi([exampleJob('a', [step]), exampleJob('b', [step])], { permissions });
}
