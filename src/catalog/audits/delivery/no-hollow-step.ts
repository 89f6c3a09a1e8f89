import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot, seatsOf, whereOf } from '../../ci/look.ts';
import { brokenPromises, hollowPlace, unreadPromises } from '../../ci/promised.ts';
import ci from '../../evidence/ci.ts';
import platforms from '../../evidence/platforms.ts';

const noPlatforms = { files: [], skipped: [] };

const deed: Readonly<Record<string, string>> = {
  scan: 'find a vulnerability',
  verify: 'see whether the service answers',
  approve: 'ask anybody',
  migrate: 'migrate',
  'load-test': 'put load on the service',
  typecheck: 'check types',
};

export default defineAudit({
  title: 'CI steps that promise a test, scan, backup, deploy, check or rollback do something',
  failureTitle: 'CI steps are named for work that they do not do',
  why: 'A green step called "Smoke test" that only prints is worse than none: the release goes out as if it had been checked, and nobody looks again.',
  fix: `Let the step do what its name says, or remove it. A check must be able to fail:

\`\`\`yaml
- name: Smoke test
  run: curl --fail --silent --show-error --retry 5 --retry-all-errors "$BASE_URL/health"
\`\`\`

A deploy that the hosting platform does needs no step of yours: delete the one that only says so.`,
  refs: ['OWASP CICD-SEC-1 Insufficient flow control', 'NIST SSDF PW.8'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 4,
  claims: [
    'ci/cd pipeline',
    'automated testing and deployment',
    'automated deployment',
    'automatic rollback',
    'automated rollback',
    'full ci/cd pipeline',
    'pipeline operational',
    'staging/production deployment',
    'deploy to production',
    'deployment automation',
    'approval process',
    'production-approval',
    'pre-production-validation',
    'deploy-production',
    'staging pipeline',
    'production pipeline',
    'automatic on failure',
    'approve → backup → deploy',
    'ci pipeline',
    'cd pipeline',
    'github actions',
    'gitlab ci',
    'ci workflow',
    'continuous deployment',
    'pipeline configured',
    'deployment automated',
  ],
  needs: { seen: ci, hosting: platforms },
  judge({ seen, hosting }) {
    const findings: Finding[] = [];
    const excused: Where[] = [];
    for (const { seat, purpose, name } of brokenPromises(seen)) {
      const { job, step } = seat;
      const hosted =
        purpose === 'deploy' &&
        (hosting.files.length > 0 ||
          /vercel|netlify|railway|render|heroku|fly\.io|cloudflare|amplify|argo|flux|gitops|watchtower|keel|coolify|dokploy|webhook|automatic/i.test(
            step.run ?? '',
          ));
      if (hosted) {
        excused.push({
          ...whereOf(seat),
          note: `"${name}" does nothing here; the hosting platform may deploy`,
        });
        continue;
      }
      const script = hollowPlace(seen, seat);
      const through = script === undefined ? '' : ` (${script} is no better)`;
      findings.push({
        key: `hollow:${step.file}#${job.id}:${step.name ?? purpose}`,
        says: `"${name}" only prints or waits: nothing in it can ${deed[purpose] ?? purpose} or fail${through}.`,
        where: whereOf(seat),
      });
    }
    if (findings.length > 0) return { looked: 1, findings };
    const steps = seatsOf(seen).filter(({ step }) => step.run !== undefined || step.uses !== undefined);
    if (excused.length > 0)
      return {
        abstains: 'unknown',
        because: 'A deploy step does nothing itself, and a hosting platform may do it.',
        signs: excused,
      };
    if (steps.length === 0)
      return { abstains: 'unknown', because: `${blindSpot(seen) ?? 'No pipeline has a step'}.` };
    const closed = unreadPromises(seen);
    if (closed.length > 0) {
      const signs = closed.map((seat) => ({ ...whereOf(seat), note: seat.step.unread ?? 'not read' }));
      return { abstains: 'unknown', because: 'What some steps do could not be read.', signs };
    }
    const [unread] = seen.skipped;
    if (unread)
      return { abstains: 'unknown', because: `${unread.file} could not be read: ${unread.because}.` };
    return { looked: steps.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: exampleCi([
            exampleJob('deploy', [
              runStep([ran('kubectl apply -f k8s/', ['deploy'])], { name: 'Deploy' }),
              runStep([ran('curl --fail https://api.acme.dev/health', ['verify'])], { name: 'Smoke test' }),
              runStep([ran('echo "deployed"')], { name: 'Notify deploy success' }),
            ]),
          ]),
          hosting: noPlatforms,
        },
      },
      {
        name: 'a step that prints beside the step that works',
        given: {
          seen: exampleCi([
            exampleJob('deploy', [
              runStep([ran('echo "Deploying"')], { name: 'Deploy to production' }),
              runStep([ran('fly deploy', ['deploy'])]),
            ]),
          ]),
          hosting: noPlatforms,
        },
      },
    ],
    fail: [
      {
        given: {
          seen: exampleCi([
            exampleJob('release', [
              runStep([ran('echo "Running smoke tests"'), ran('sleep 5')], { name: 'Run smoke tests' }),
              runStep([ran('echo "Rolling back"')], { name: 'Rollback on failure', if: 'failure()' }),
            ]),
          ]),
          hosting: noPlatforms,
        },
        findings: [
          'hollow:.github/workflows/ci.yml#release:Run smoke tests',
          'hollow:.github/workflows/ci.yml#release:Rollback on failure',
        ],
      },
    ],
    hollow: [
      {
        name: 'a script behind the step that only prints',
        given: {
          seen: exampleCi(
            [
              exampleJob('backup', [
                runStep(
                  [
                    ran('./scripts/backup.sh', [], {
                      calls: [
                        {
                          kind: 'file',
                          name: 'scripts/backup.sh',
                          folder: '',
                          exists: 'yes',
                          body: 'file:scripts/backup.sh',
                        },
                      ],
                    }),
                  ],
                  { name: 'Back up database' },
                ),
              ]),
            ],
            {
              ci: {
                bodies: [
                  {
                    key: 'file:scripts/backup.sh',
                    file: 'scripts/backup.sh',
                    line: 1,
                    does: [],
                    commands: [ran('echo "Backup done"')],
                  },
                ],
              },
            },
          ),
          hosting: noPlatforms,
        },
        findings: ['hollow:.github/workflows/ci.yml#backup:Back up database'],
      },
      {
        name: 'a deploy step that says the platform does it',
        given: {
          seen: exampleCi([
            exampleJob('deploy', [runStep([ran('echo "Vercel deploys main"')], { name: 'Deploy' })]),
          ]),
          hosting: noPlatforms,
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: noCi, hosting: noPlatforms }, outcome: 'unknown' }],
  },
});
