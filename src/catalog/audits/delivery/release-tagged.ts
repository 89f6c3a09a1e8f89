import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { productionDeploys } from '../../ci/deploys.ts';
import { exampleCi, exampleJob, noCi, onEvent, ran, runStep, usesStep } from '../../ci/example-ci.ts';
import { pushedImages } from '../../ci/images.ts';
import { blindSpot, deedsOf, does, seatsOf } from '../../ci/look.ts';
import type { Ci, Job, Pipeline } from '../../ci/model.ts';
import ci from '../../evidence/ci.ts';
import gitHistory from '../../evidence/git-history.ts';

export default defineAudit({
  title: 'What goes to production carries a version that cannot move, and passed the tests on its way',
  failureTitle: 'What goes to production has no version that stays the same',
  why: 'When something breaks, nobody can say which code runs, go back to the one before, or know that it was ever tested.',
  fix: `Release from version tags, push images under that tag or the commit, and let the release need the tests:

\`\`\`yaml
on:
  push:
    tags: ['v*']
jobs:
  test:
    uses: ./.github/workflows/ci.yml
  image:
    needs: test
    steps:
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: ghcr.io/acme/orders:\${{ github.ref_name }}
\`\`\``,
  refs: ['SLSA: build', 'Mercari production readiness checklist: release'],
  severity: 'major',
  state: 'stable',
  effortHours: 3,
  claims: [
    'tag the release',
    'release tag',
    'versioned releases',
    'git tag -a',
    'rollback_version',
    'release version',
    'git push origin v',
    'version tag',
    'version tagged',
    'tagged release',
    'release tagged',
    'git tag',
    'semantic versioning',
    'version bumped',
    'semver',
    'releases tagged',
    'version number updated',
  ],
  needs: { seen: ci, history: gitHistory },
  judge({ seen, history }) {
    const deploys = productionDeploys(seen);
    const images = pushedImages(seen).filter((image) => !isPreview(image.pipeline));
    const findings: Finding[] = [];
    for (const { job, where, tags, lasting } of images) {
      if (
        lasting === 'no' &&
        !images.some((other) => other !== undefined && other.lasting === 'yes' && other.job === job)
      )
        findings.push({
          key: `moving:${job.file}#${job.id}`,
          says: `${job.id} pushes its image only as ${tags.join(', ')}, which the next build replaces.`,
          where,
        });
    }
    findings.push(...movedTags(seen));
    if (findings.length > 0) return { looked: images.length + 1, findings };
    const shipping = [...deploys, ...images];
    if (shipping.length === 0)
      return {
        abstains: 'unknown',
        because: `${blindSpot(seen) ?? 'No CI job that releases or deploys was recognised'}.`,
      };
    const unsure: Where[] = [
      ...images.flatMap(({ where, lasting }) =>
        lasting === 'unknown' ? [{ ...where, note: 'its tags come from a variable' }] : [],
      ),
      ...shipping.flatMap(({ pipeline, job }) =>
        isTested(seen, pipeline, job)
          ? []
          : [{ file: job.file, line: job.line, job: job.id, note: 'does not wait for a test job' }],
      ),
    ];
    const named =
      images.some((image) => image.lasting === 'yes') ||
      deploys.some(({ pipeline }) =>
        pipeline.triggers.some((one) => one.kind === 'tag' || one.kind === 'release'),
      );
    const tagged = history.tags.some((tag) => /^(\w+[-/@])?v?\d+\.\d+/.test(tag.name));
    if (!named && !tagged)
      unsure.push({
        note: history.head.shallow ? 'a shallow clone may lack the tags' : 'no version tag in the history',
      });
    if (unsure.length > 0) {
      const because =
        'It could not be followed whether everything that is shipped has a lasting version and passed the tests first.';
      return { abstains: 'unknown', because, signs: unsure };
    }
    return { looked: shipping.length, findings };
  },
  examples: {
    pass: [{ given: { seen: releasing('ghcr.io/acme/orders:${{ github.ref_name }}'), history: tagged() } }],
    fail: [
      {
        given: { seen: releasing('ghcr.io/acme/orders:latest'), history: tagged() },
        findings: ['moving:.github/workflows/ci.yml#image'],
      },
      {
        given: {
          seen: exampleCi([exampleJob('release', [runStep([ran('git tag -f v1.2.0', ['release'])])])]),
          history: tagged(),
        },
        findings: ['moved-tag:.github/workflows/ci.yml#release'],
      },
    ],
    hollow: [
      {
        name: 'a release that waits for no test',
        given: { seen: releasing('ghcr.io/acme/orders:${{ github.sha }}', []), history: tagged() },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: noCi, history: tagged() }, outcome: 'unknown' }],
  },
});

/** A version tag that is moved; `v1` and `latest` are meant to move. */
function movedTags(seen: Ci): Finding[] {
  return seatsOf(seen).flatMap((seat) =>
    deedsOf(seen, seat).flatMap(({ command, where }): Finding[] => {
      const text = [command.program, ...command.args].join(' ');
      const forced =
        /^git tag\b.*\s(-f|--force|-[a-z]*f[a-z]*)\s/.test(`${text} `) && /\bv?\d+\.\d+/.test(text);
      if (!forced) return [];
      return [
        {
          key: `moved-tag:${seat.job.file}#${seat.job.id}`,
          says: `A version tag is moved: ${command.text}.`,
          where,
        },
      ];
    }),
  );
}

/** Proposals build images that nobody runs in production. */
function isPreview({ triggers }: Pipeline): boolean {
  return triggers.length > 0 && triggers.every((one) => one.kind === 'proposal');
}

/** The job, or one that it needs, tests; or it starts when a pipeline that tests has succeeded. */
function isTested(seen: Ci, pipeline: Pipeline, job: Job): boolean {
  if (pipeline.triggers.some((one) => one.kind === 'chained')) return true;
  const queue = [job];
  const done = new Set<string>();
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (done.has(next.id)) continue;
    done.add(next.id);
    const called = seen.pipelines.find((one) => one.file === next?.calls?.file);
    if (
      next.steps.some((step) => does(step, ['test'])) ||
      called?.jobs.some((one) => one.steps.some((step) => does(step, ['test'])))
    )
      return true;
    queue.push(...pipeline.jobs.filter((other) => next?.needs.includes(other.id)));
  }
  return false;
}

function releasing(tag: string, needs: readonly string[] = ['test']) {
  const test = exampleJob('test', [runStep([ran('npm test', ['test'])])]);
  const push = usesStep('docker/build-push-action@v6', ['build', 'publish'], {
    with: { push: 'true', tags: tag },
  });
  const image = exampleJob('image', [push], { needs: [...needs] });
  return exampleCi([test, image], { triggers: [onEvent('tag', 'push', { tags: ['v*'] })] });
}

function tagged() {
  const head = { commit: 'c0ffee', branch: 'main', shallow: false };
  const tags = [{ name: 'v1.2.0', commit: 'c0ffee', date: '2026-11-10T00:00:00Z' }];
  return { head, commits: [], complete: true, tags, branches: ['main'] };
}
