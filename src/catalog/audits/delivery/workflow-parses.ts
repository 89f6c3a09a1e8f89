import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot } from '../../ci/look.ts';
import ci from '../../evidence/ci.ts';

export default defineAudit({
  title: 'Every CI pipeline is valid: its form, its expressions, and the jobs and local actions it names',
  failureTitle: 'CI pipelines are not valid and cannot run',
  why: 'A pipeline that does not parse never runs. Nothing is tested, scanned or deployed by it, and nothing turns red either.',
  fix: 'Correct the place named. Before pushing, check GitHub workflows with `actionlint`, GitLab files with "CI lint" in the pipeline editor, CircleCI files with `circleci config validate`.',
  refs: ['GitHub Actions workflow schema', 'GitLab CI/CD YAML reference', 'CircleCI configuration reference'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 1,
  claims: [
    'ci/cd pipeline',
    'ci/cd pipeline functional',
    'full ci/cd pipeline',
    'test automation',
    'ci/cd pipeline operational',
    'deployment pipeline',
    'staging/production deployment',
    'coverage reporting to codecov',
  ],
  needs: { seen: ci },
  judge({ seen }) {
    const findings = new Map<string, Finding>();
    for (const { file, line, kind, about, says } of seen.problems) {
      const key = `${kind}:${file}:${about}`;
      if (!findings.has(key)) findings.set(key, { key, says: ended(says), where: { file, line } });
    }
    if (findings.size > 0) return { looked: seen.validated.length, findings: [...findings.values()] };
    const [skipped] = seen.skipped;
    if (skipped)
      return { abstains: 'unknown', because: `${skipped.file} could not be read: ${skipped.because}.` };
    if (seen.validated.length === 0)
      return { abstains: 'unknown', because: `${blindSpot(seen) ?? 'No pipeline was found'}.` };
    const [brought] = seen.elsewhere.filter((one) => !one.file.startsWith('.github/'));
    if (brought) {
      const because = `${brought.file}:${brought.line} brings in ${brought.what}, so the whole pipeline could not be checked.`;
      return { abstains: 'unknown', because };
    }
    return { looked: seen.validated.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: exampleCi([exampleJob('test', [runStep([ran('npm test', ['test'])])])]) } }],
    fail: [
      {
        given: {
          seen: exampleCi([], {
            ci: {
              problems: [
                {
                  file: '.github/workflows/deploy.yml',
                  line: 14,
                  kind: 'schema',
                  about: 'secret.TOKEN',
                  says: "Unrecognized named-value: 'secret'",
                },
              ],
            },
          }),
        },
        findings: ['schema:.github/workflows/deploy.yml:secret.TOKEN'],
      },
    ],
    hollow: [
      {
        name: 'a workflow whose local action was never committed',
        given: {
          seen: exampleCi([], {
            ci: {
              problems: [
                {
                  file: '.github/workflows/deploy.yml',
                  line: 9,
                  kind: 'missing',
                  about: './.github/actions/rollback',
                  says: 'A step of deploy uses ./.github/actions/rollback, which is not in the repository.',
                },
              ],
            },
          }),
        },
        findings: ['missing:.github/workflows/deploy.yml:./.github/actions/rollback'],
      },
    ],
    absent: [{ given: { seen: noCi }, outcome: 'unknown' }],
  },
});

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
