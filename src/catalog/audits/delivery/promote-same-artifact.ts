import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep, usesStep } from '../../ci/example-ci.ts';
import { deploysOf, type Deployment } from '../../ci/deploys.ts';
import { blindSpot, deedsOf } from '../../ci/look.ts';
import type { Ci, Job, Pipeline } from '../../ci/model.ts';
import ci from '../../evidence/ci.ts';

/** They build where they deploy, so that each environment gets a build of its own. */
const buildsItself =
  /^(vercel|netlify deploy|railway up|fly(ctl)? deploy|heroku|gcloud (app|run) deploy.*--source|eb deploy|wrangler|serverless|sls|sst|firebase)\b/;

export default defineAudit({
  title: 'Production runs the very artefact that was tried in staging',
  failureTitle: 'Production gets a build of its own, which nobody has tried',
  why: 'A second build can pick up other dependencies, another base image or other settings: what was tried is then not what users get.',
  fix: 'Build once, hand the digest on, and deploy that digest to staging and then to production: `needs: [image, staging]` and `${{ needs.image.outputs.digest }}`.',
  refs: ['The Twelve-Factor App: build, release, run', 'Mercari production readiness checklist: release'],
  severity: 'minor',
  state: 'stable',
  effortHours: 4,
  claims: [
    'promote',
    'same image',
    'build once',
    'deploy to staging',
    'same artifact',
    'docker push registry',
    'docker build -t',
    'build production images',
    'production images',
    'images pushed to registry',
    'image promoted',
    'pushed to registry',
    'artifact promotion',
    'immutable artifacts',
    'immutable image',
    'build artifacts',
  ],
  needs: { seen: ci },
  judge({ seen }) {
    const staging = deploysOf(seen, 'staging');
    const production = deploysOf(seen, 'production');
    if (staging.length === 0 || production.length === 0) {
      const what = production.length === 0 ? 'production' : 'staging';
      return {
        abstains: 'unknown',
        because: `${blindSpot(seen) ?? `No CI job that deploys to ${what} was recognised`}.`,
      };
    }
    const findings: Finding[] = [];
    const unsure: Deployment[] = [];
    for (const one of production) {
      const builders = buildersOf(one.pipeline, one.job);
      const own = builders.filter(
        (job) =>
          !staging.some(
            (other) => other.pipeline === one.pipeline && buildersOf(other.pipeline, other.job).includes(job),
          ),
      );
      const shared = builders.length > own.length;
      if (own[0] && !shared)
        findings.push({
          key: `rebuilt:${one.job.file}#${one.job.id}`,
          says: `${one.job.id} ships what ${own[0].id} builds, and staging gets another build.`,
          where: { file: own[0].file, line: own[0].line, job: own[0].id },
        });
      else if (!shared || deploysSource(seen, one) || !handsOn(one)) unsure.push(one);
    }
    if (findings.length > 0) return { looked: production.length, findings };
    if (unsure.length > 0) {
      const signs = unsure.map(({ job }) => ({ file: job.file, line: job.line, job: job.id }));
      return {
        abstains: 'unknown',
        because: 'It could not be followed which artefact is deployed to production.',
        signs,
      };
    }
    return { looked: production.length, findings };
  },
  examples: {
    pass: [{ given: { seen: pipelineWith('image', 'image') } }],
    fail: [
      {
        given: { seen: pipelineWith('image-staging', 'image-production') },
        findings: ['rebuilt:.github/workflows/ci.yml#production'],
      },
    ],
    hollow: [
      {
        name: 'a platform that builds where it deploys',
        given: {
          seen: exampleCi([
            exampleJob(
              'staging',
              [runStep([ran('fly deploy --app orders-staging', ['deploy'])])],
              env('staging'),
            ),
            exampleJob(
              'production',
              [runStep([ran('fly deploy --app orders', ['deploy'])])],
              env('production'),
            ),
          ]),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: noCi }, outcome: 'unknown' }],
  },
});

/** Jobs that build an image or package for this one, itself included; a deploy it waits for builds for itself. */
function buildersOf(pipeline: Pipeline, job: Job): Job[] {
  const direct = builtBefore(
    pipeline,
    job,
    (other) => !other.steps.some((step) => step.does.includes('deploy')),
  );
  return direct.length > 0 ? direct : builtBefore(pipeline, job, () => true);
}

function builtBefore(pipeline: Pipeline, job: Job, through: (other: Job) => boolean): Job[] {
  const found: Job[] = [];
  const queue = [job];
  const seen = new Set<string>();
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    const builds = next.steps.some(
      (step) => step.does.includes('publish') || (step.uses ?? '').startsWith('docker/build-push-action@'),
    );
    if (builds) found.push(next);
    queue.push(...pipeline.jobs.filter((other) => next?.needs.includes(other.id) && through(other)));
  }
  return found;
}

function deploysSource(seen: Ci, { job, steps }: Deployment): boolean {
  return steps.some((step) =>
    deedsOf(seen, { job, step }).some(({ command }) =>
      buildsItself.test([command.program, ...command.args].join(' ')),
    ),
  );
}

/** The digest or the output of the building job is named where it is deployed. */
function handsOn({ job, steps }: Deployment): boolean {
  const text = [
    ...Object.values(job.env),
    ...steps.flatMap((step) => [step.run ?? '', ...Object.values(step.with), ...Object.values(step.env)]),
  ].join(' ');
  return /needs\.[\w-]+\.outputs\.|@sha256:|\bdigest\b/i.test(text);
}

function pipelineWith(forStaging: string, forProduction: string) {
  const builders = [...new Set([forStaging, forProduction])].map((id) =>
    exampleJob(id, [usesStep('docker/build-push-action@v6', ['build', 'publish'])]),
  );
  const deploy = (builder: string) =>
    runStep([
      ran(
        `kubectl set image deployment/orders orders=ghcr.io/acme/orders@\${{ needs.${builder}.outputs.digest }}`,
        ['deploy'],
      ),
    ]);
  return exampleCi([
    ...builders,
    exampleJob('staging', [deploy(forStaging)], { ...env('staging'), needs: [forStaging] }),
    exampleJob('production', [deploy(forProduction)], { ...env('production'), needs: [forProduction] }),
  ]);
}

function env(name: string) {
  return { environment: { name, line: 9 } };
}
