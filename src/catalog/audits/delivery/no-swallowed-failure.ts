import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot, does, seatsOf } from '../../ci/look.ts';
import { checks, swallowedIn, unreadChecks, type Swallowed } from '../../ci/swallowed.ts';
import ci from '../../evidence/ci.ts';

export default defineAudit({
  title: 'A failing check in CI fails its job',
  failureTitle: 'Checks in CI can fail and nobody learns of it',
  why: 'A test, scan or build whose failure is thrown away turns the pipeline green over broken code, and that code is released.',
  fix: `Take away what hides the failure: \`continue-on-error\`, \`allow_failure\`, \`|| true\`, \`|| echo …\`. Where output goes through a pipe, begin the script with \`set -o pipefail\` (GitHub: \`shell: bash\`). For results you only want to collect, keep the tool's own exit code and upload its report with \`if: always()\`.

\`\`\`yaml
- run: npm test
- if: always()
  uses: actions/upload-artifact@v4
\`\`\``,
  refs: ['OWASP CICD-SEC-1 Insufficient flow control', 'NIST SSDF PW.8', 'GNU Bash manual: pipefail'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 2,
  claims: [
    'ci/cd pipeline',
    'fail-fast',
    'first failure stops pipeline',
    'quality gates',
    'all tests pass',
    'full test suite',
    'ci fails on',
  ],
  needs: { seen: ci },
  judge({ seen }) {
    const found = swallowedIn(seen);
    const findings = new Map<string, Finding>();
    for (const one of found) {
      if (one.excuse !== undefined) continue;
      const finding = { key: keyOf(one), says: sayOf(one), where: one.where };
      if (!findings.has(finding.key)) findings.set(finding.key, finding);
    }
    if (findings.size > 0) return { looked: found.length, findings: [...findings.values()] };
    const looked = seatsOf(seen).filter(({ step }) => does(step, checks)).length;
    const excused = found.map(({ where, excuse }) => ({
      ...where,
      note: `${where.note ?? 'may fail'}: ${excuse}`,
    }));
    if (excused.length > 0) {
      const because =
        'Some checks may fail without failing their job, and what becomes of it could not be followed.';
      return { abstains: 'unknown', because, signs: excused };
    }
    const closed = unreadChecks(seen);
    if (closed.length > 0)
      return {
        abstains: 'unknown',
        because: 'Some checks run in scripts that could not be read.',
        signs: closed,
      };
    const blind =
      looked === 0 ? (blindSpot(seen) ?? 'No step was recognised as a check') : unreadReason(seen);
    if (blind !== undefined) return { abstains: 'unknown', because: `${blind}.` };
    return { looked, findings: [] };
  },
  examples: {
    pass: [
      {
        given: {
          seen: exampleCi([
            exampleJob('test', [
              runStep([ran('npm ci', ['install']), ran('npm test', ['test'])]),
              runStep([ran('docker rm -f db', [], { lost: 'or-true' })], {
                name: 'Clean up',
                mayFail: 'yes',
              }),
              runStep([ran('grep -q slow report.txt', [], { lost: 'or-true' })]),
            ]),
          ]),
        },
      },
      {
        name: 'a matrix leg that the matrix marks as experimental',
        given: {
          seen: exampleCi([exampleJob('test', [runStep([ran('pytest', ['test'])])], { mayFail: 'depends' })]),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: exampleCi([
            exampleJob('test', [
              runStep([ran('npm test', ['test'], { lost: 'or-true' })]),
              runStep([ran('npm run lint', ['lint'])], { name: 'Lint', mayFail: 'yes', mayFailLine: 14 }),
              runStep([ran('pytest', ['test'], { lost: 'pipe' }), ran('tee out.log')]),
            ]),
            exampleJob('audit', [runStep([ran('npm audit', ['scan-dependencies'])])], { mayFail: 'yes' }),
          ]),
        },
        findings: [
          'or-true:.github/workflows/ci.yml#test:npm test',
          'step:.github/workflows/ci.yml#test:Lint',
          'pipe:.github/workflows/ci.yml#test:pytest',
          'job:.github/workflows/ci.yml#audit:scan-dependencies',
        ],
      },
    ],
    hollow: [
      {
        name: 'a script in package.json that forgets the failure',
        given: {
          seen: exampleCi(
            [
              exampleJob('test', [
                runStep([
                  ran('npm test', [], {
                    calls: [
                      {
                        kind: 'npm-script',
                        name: 'test',
                        folder: '',
                        exists: 'yes',
                        body: 'npm:package.json#test',
                      },
                    ],
                  }),
                ]),
              ]),
            ],
            {
              ci: {
                bodies: [
                  {
                    key: 'npm:package.json#test',
                    file: 'package.json',
                    line: 7,
                    does: ['test'],
                    commands: [ran('jest', ['test'], { lost: 'or-print' }), ran('echo "some tests failed"')],
                  },
                ],
              },
            },
          ),
        },
        findings: ['or-print:package.json:jest'],
      },
      {
        name: 'an outcome that a later step asks for',
        given: {
          seen: exampleCi([
            exampleJob('test', [
              runStep([ran('npm test', ['test'])], { id: 'tests', mayFail: 'yes' }),
              runStep([ran('exit 1')], { if: "steps.tests.outcome == 'failure'" }),
            ]),
          ]),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: noCi }, outcome: 'unknown' }],
  },
});

function keyOf({ seat, how, purpose, where, text }: Swallowed): string {
  const { job, step } = seat;
  if (how === 'job') return `job:${job.file}#${job.id}:${purpose}`;
  if (how === 'step') return `step:${step.file}#${job.id}:${step.name ?? step.id ?? step.uses ?? purpose}`;
  const inBody = where.file !== step.file || text === undefined;
  const what = (text ?? purpose).slice(0, 60);
  return inBody ? `${how}:${where.file}:${what}` : `${how}:${step.file}#${job.id}:${what}`;
}

const hiding: Readonly<Record<Swallowed['how'], string>> = {
  job: 'the whole job may fail',
  step: 'the step may fail (continue-on-error)',
  'or-true': 'its failure is thrown away by "|| true"',
  'or-print': 'when it fails, something is printed and the job goes on',
  'or-exit-0': 'when it fails, the script ends well',
  pipe: 'the pipe hides its exit code (no pipefail)',
  'no-errexit': 'the script goes on after it fails (no "set -e") and does not ask for its exit code',
  'and-list': 'in the middle of "a && b" its failure does not end the script, and more follows',
  'if-else': 'it is the condition of an "if" whose other branch ends well',
  background: 'it runs in the background and its exit code is never asked for',
  'make-dash': 'its make recipe ignores failures (leading "-")',
  substitution: 'inside $( … ) its exit code is lost',
};

function sayOf({ seat, how, purpose, text }: Swallowed): string {
  const what = text === undefined ? `This ${purpose} in the job ${seat.job.id}` : `\`${text}\``;
  return `${what} cannot fail the job: ${hiding[how]}.`;
}

function unreadReason(seen: Parameters<typeof blindSpot>[0]): string | undefined {
  const [skipped] = seen.skipped;
  if (skipped) return `${skipped.file} could not be read: ${skipped.because}`;
  return undefined;
}
