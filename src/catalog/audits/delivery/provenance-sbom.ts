import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep, usesStep } from '../../ci/example-ci.ts';
import { blindSpot, does, whereOf } from '../../ci/look.ts';
import type { Job, Pipeline, Step } from '../../ci/model.ts';
import ci from '../../evidence/ci.ts';

export default defineAudit({
  title: 'Each release is published with signed provenance and a list of what is in it',
  failureTitle: 'Releases say neither where they come from nor what is in them',
  why: 'When a package turns out to be poisoned, nobody can say which releases contain it, or whether an image in the registry is yours at all.',
  fix: `Let the publishing job attest what it built:

\`\`\`yaml
- id: build
  uses: docker/build-push-action@v6
  with: { push: true, provenance: mode=max, sbom: true }
- uses: actions/attest-build-provenance@v2
  with:
    subject-name: ghcr.io/acme/orders
    subject-digest: \${{ steps.build.outputs.digest }}
    push-to-registry: true
\`\`\`

For npm: \`npm publish --provenance\`; for the SBOM: \`npm sbom\`, syft or the CycloneDX plug-in of your build tool.`,
  refs: ['SLSA build L2', 'OpenSSF Scorecard SBOM', 'NIST SSDF PS.3'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'sbom',
    'provenance',
    'signed releases',
    'software bill of materials',
    'signed images',
    'cosign',
    'slsa',
    'image signing',
    'build provenance',
    'signed commits',
    'signed artifacts',
    'supply chain',
  ],
  needs: { seen: ci },
  judge({ seen }) {
    const findings: Finding[] = [];
    const unsure: Where[] = [];
    let looked = 0;
    for (const pipeline of seen.pipelines) {
      for (const job of pipeline.jobs) {
        const step = job.steps.find((one) => isRelease(one));
        const about = `${job.id} ${pipeline.file.replace(/^.*\//, '').replace(/\.ya?ml$/, '')}`;
        if (step === undefined || isTrial(pipeline) || notReleased.test(about)) continue;
        looked += 1;
        const after = [
          job,
          ...pipeline.jobs.filter((other) => other.needs.includes(job.id) || job.needs.includes(other.id)),
        ];
        const where = whereOf({ job, step });
        const lacks = (['provenance', 'sbom'] as const).filter(
          (what) => !after.some((one) => attaches(one, what)),
        );
        const doubt = lacks.includes('provenance') ? byItself(pipeline, job, step) : undefined;
        if (doubt !== undefined) unsure.push({ ...where, note: doubt });
        else if (lacks.includes('provenance'))
          findings.push({
            key: `no-provenance:${job.file}#${job.id}`,
            says: `${job.id} publishes without provenance.`,
            where,
          });
        if (lacks.includes('sbom'))
          findings.push({
            key: `no-sbom:${job.file}#${job.id}`,
            says: `${job.id} publishes without a bill of materials.`,
            where,
          });
      }
    }
    if (findings.length > 0) return { looked, findings };
    if (unsure.length > 0)
      return {
        abstains: 'unknown',
        because: 'Provenance is attached, and whether it can be verified was not seen.',
        signs: unsure,
      };
    if (looked === 0)
      return {
        abstains: 'unknown',
        because: `${blindSpot(seen) ?? 'No CI job that publishes a release was recognised'}.`,
      };
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: publishing(
            usesStep('actions/attest-build-provenance@v2', ['provenance']),
            runStep([ran('syft ghcr.io/acme/orders', ['sbom'])]),
          ),
        },
      },
    ],
    fail: [
      {
        given: { seen: publishing() },
        findings: [
          'no-provenance:.github/workflows/ci.yml#publish',
          'no-sbom:.github/workflows/ci.yml#publish',
        ],
      },
      {
        name: 'files on the release page of the code host',
        given: {
          seen: exampleCi([
            exampleJob('assets', [
              usesStep('softprops/action-gh-release@v2', ['release'], { with: { files: 'orders.tar.gz' } }),
            ]),
          ]),
        },
        findings: [
          'no-provenance:.github/workflows/ci.yml#assets',
          'no-sbom:.github/workflows/ci.yml#assets',
        ],
      },
    ],
    hollow: [
      {
        name: 'an image built by the steps of a local action, which buildx attests',
        given: {
          seen: exampleCi([
            exampleJob('publish', [
              usesStep('./.github/actions/push', ['publish']),
              usesStep('docker/build-push-action@v7', ['publish'], { inner: true }),
            ]),
          ]),
        },
        findings: ['no-sbom:.github/workflows/ci.yml#publish'],
      },
      {
        name: 'steps named after it that only print',
        given: {
          seen: publishing(runStep([ran('echo "SBOM generated"')], { name: 'Generate SBOM and provenance' })),
        },
        findings: [
          'no-provenance:.github/workflows/ci.yml#publish',
          'no-sbom:.github/workflows/ci.yml#publish',
        ],
      },
      {
        name: 'a drop-in for the action of Docker, whose buildx attaches an unsigned provenance',
        given: {
          seen: exampleCi([
            exampleJob('publish', [
              usesStep('useblacksmith/build-push-action@v2', ['publish']),
              runStep([ran('syft ghcr.io/acme/orders', ['sbom'])]),
            ]),
          ]),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: noCi }, outcome: 'unknown' }],
  },
});

const notReleased = /(^|[\W_])(dev|develop|test|testpypi|staging|preview|nightly|canary|snapshot)([\W_]|$)/i;

/** Tools that attach provenance without being told. */
function byItself(pipeline: Pipeline, job: Job, step: Step): string | undefined {
  // A local action brings its own steps into the job.
  const brought = job.steps.filter((one) => one.inner && one.does.includes('publish'));
  const attaching = [step, ...brought].find((one) =>
    /^(docker|useblacksmith|depot)\/build-push-action@/.test(one.uses ?? ''),
  );
  if (attaching !== undefined && attaching.with['provenance'] !== 'false')
    return 'buildx attaches provenance by itself, without a signature';
  // With a token of the job instead of a password, registries get attestations from npm and the PyPI action.
  if ((job.permissions ?? pipeline.permissions)?.scopes['id-token'] === 'write')
    return 'trusted publishing may attach provenance';
  return undefined;
}

function isRelease(step: Step): boolean {
  return (
    (does(step, ['publish']) || uploadsFiles(step)) &&
    !/pages|storybook|chromatic|gh-pages/i.test(`${step.uses ?? ''} ${step.run ?? ''}`)
  );
}

/** A release on the code host with the files that users download. */
function uploadsFiles(step: Step): boolean {
  return step.does.includes('release') && (step.with['files'] ?? step.with['artifacts'] ?? '').trim() !== '';
}

/** Images built for a proposal are no release. */
function isTrial({ triggers }: Pipeline): boolean {
  return triggers.length > 0 && triggers.every((one) => one.kind === 'proposal');
}

function attaches(job: Job, what: 'provenance' | 'sbom'): boolean {
  return job.steps.some((step) => step.does.includes(what) && step.mayFail === 'no');
}

function publishing(...more: readonly Step[]) {
  return exampleCi([
    exampleJob('publish', [runStep([ran('docker push ghcr.io/acme/orders:1.2.0', ['publish'])]), ...more]),
  ]);
}
