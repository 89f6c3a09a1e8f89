import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep, usesStep } from '../../ci/example-ci.ts';
import { blindSpot } from '../../ci/look.ts';
import type { Call } from '../../ci/model.ts';
import { targetsOf, type Target } from '../../ci/targets.ts';
import ci from '../../evidence/ci.ts';

export default defineAudit({
  title: 'Scripts, files and targets that CI calls are in the repository',
  failureTitle: 'CI calls scripts, files or targets that are not in the repository',
  why: 'The step breaks, or is skipped for good behind a condition, at the moment it is needed: the rollback script that was never written.',
  fix: 'Commit the missing script or file, correct its path (`working-directory` and `cd` count), or remove the step.',
  refs: ['Google SRE Book: Release Engineering'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'test automation',
    'automated testing',
    'ci/cd pipeline',
    'automated ci/cd pipeline',
    'deployment scripts',
    'deploy script',
    'deployment script',
    'make deploy',
    'makefile targets',
  ],
  needs: { seen: ci },
  judge({ seen }) {
    const targets = targetsOf(seen);
    const known = targets.filter(({ call }) => call.exists !== 'unknown');
    const findings = new Map<string, Finding>();
    for (const { call, where } of known.filter(isMissing)) {
      const key = `missing:${call.kind}:${call.folder === '' || call.kind === 'file' ? '' : `${call.folder}/`}${call.name}`;
      if (!findings.has(key)) findings.set(key, { key, says: sayOf(call), where });
    }
    if (findings.size > 0) return { looked: known.length, findings: [...findings.values()] };
    const doubtful = known.filter(({ call }) => call.exists === 'no');
    if (doubtful.length > 0) {
      const signs = doubtful.map(({ call, where, doubt }) => ({ ...where, note: `${call.name}: ${doubt}` }));
      const because =
        'Some things that CI calls are not in the repository, and may be brought or made on the way.';
      return { abstains: 'unknown', because, signs };
    }
    const blind = blindSpot(seen);
    if (known.length === 0 && blind !== undefined) return { abstains: 'unknown', because: `${blind}.` };
    return { looked: known.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: calling({ kind: 'npm-script', name: 'test', folder: '', exists: 'yes' }) } }],
    fail: [
      {
        given: { seen: calling({ kind: 'file', name: 'scripts/rollback.sh', folder: '', exists: 'no' }) },
        findings: ['missing:file:scripts/rollback.sh'],
      },
      {
        given: { seen: calling({ kind: 'npm-script', name: 'test:e2e', folder: 'web', exists: 'no' }) },
        findings: ['missing:npm-script:web/test:e2e'],
      },
    ],
    hollow: [
      {
        name: 'a file that an earlier step may bring',
        given: {
          seen: exampleCi([
            exampleJob('deploy', [
              usesStep('actions/checkout@v4', ['checkout']),
              usesStep('actions/download-artifact@v4', []),
              runStep([
                ran('./deploy.sh', [], {
                  calls: [{ kind: 'file', name: 'deploy.sh', folder: '', exists: 'no' }],
                }),
              ]),
            ]),
          ]),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: noCi }, outcome: 'unknown' }],
    notApplicable: [
      {
        given: {
          seen: exampleCi([
            exampleJob('test', [
              usesStep('actions/checkout@v4', ['checkout']),
              runStep([ran('pytest', ['test'])]),
            ]),
          ]),
        },
      },
    ],
  },
});

function isMissing({ call, doubt }: Target): boolean {
  return call.exists === 'no' && doubt === undefined;
}

function sayOf({ kind, name, folder }: Target['call']): string {
  const inFolder = folder === '' ? '' : ` in ${folder}`;
  if (kind === 'npm-script') return `package.json${inFolder} has no script "${name}".`;
  if (kind === 'composer-script') return `composer.json${inFolder} has no script "${name}".`;
  if (kind === 'make') return `The makefile${inFolder} has no target "${name}".`;
  if (kind === 'folder') return `There is no folder ${name}.`;
  return `There is no file ${name}.`;
}

function calling(call: Call) {
  return exampleCi([
    exampleJob('test', [
      usesStep('actions/checkout@v4', ['checkout']),
      runStep([ran(`run ${call.name}`, [], { calls: [call] })]),
    ]),
  ]);
}
