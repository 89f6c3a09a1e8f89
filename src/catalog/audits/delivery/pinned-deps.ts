import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, usesStep } from '../../ci/example-ci.ts';
import { seatsOf, whereOf } from '../../ci/look.ts';
import type { Ci } from '../../ci/model.ts';
import ci from '../../evidence/ci.ts';
import dockerfiles from '../../evidence/dockerfiles.ts';

export default defineAudit({
  title: 'Actions and base images are pinned to a digest that nobody can move',
  failureTitle: 'Actions or base images are named by tags that others can move',
  why: 'A tag points to whatever its owner, or a thief of their account, puts there tomorrow; it then runs with your secrets and in your image.',
  fix: `Pin by digest and keep the version in a comment; Dependabot and Renovate update both:

\`\`\`yaml
- uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
\`\`\`

\`\`\`dockerfile
FROM node:24.21.0-bookworm-slim@sha256:…
\`\`\``,
  refs: ['OpenSSF Scorecard Pinned-Dependencies', 'SLSA: dependency threats'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'pinned dependencies',
    'pinned versions',
    'supply chain security',
    'versions pinned',
    'image digest',
    'pinned images',
    'pinned base images',
    'dependency pinning',
    'pinned actions',
    'locked dependencies',
  ],
  needs: { seen: ci, images: dockerfiles },
  judge({ seen, images }) {
    const named = [...actionsIn(seen), ...imagesInJobs(seen), ...basesIn(images)];
    const findings = new Map<string, Finding>();
    for (const { key, says, where, pinned } of named)
      if (!pinned && !findings.has(key)) findings.set(key, { key, says, where });
    const [skipped] = [...seen.skipped, ...images.skipped];
    if (findings.size === 0 && skipped)
      return { abstains: 'unknown', because: `${skipped.file} could not be read: ${skipped.because}.` };
    const foreign = seen.systems.find((one) => !one.understood);
    if (named.length === 0 && foreign)
      return {
        abstains: 'unknown',
        because: `${foreign.file} is for ${foreign.system}, which is not understood.`,
      };
    return { looked: named.length, findings: [...findings.values()] };
  },
  examples: {
    pass: [
      {
        given: {
          seen: using('actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683'),
          images: base('sha256:abc'),
        },
      },
    ],
    fail: [
      {
        given: { seen: using('actions/checkout@v4'), images: base('sha256:abc') },
        findings: ['action:actions/checkout'],
      },
      {
        given: {
          seen: using('actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683'),
          images: base(undefined),
        },
        findings: ['base:Dockerfile:node'],
      },
    ],
    hollow: [
      {
        name: 'a short hash, which can be made to match',
        given: { seen: using('actions/checkout@11bd719'), images: base('sha256:abc') },
        findings: ['action:actions/checkout'],
      },
    ],
    absent: [{ given: { seen: noCi, images: { files: [], skipped: [] } }, outcome: 'not-applicable' }],
  },
});

interface Named {
  readonly key: string;
  readonly says: string;
  readonly where: Where;
  readonly pinned: boolean;
}

function actionsIn(seen: Ci): Named[] {
  const steps = seatsOf(seen).flatMap(({ pipeline, job, step }) =>
    pipeline.system === 'github-actions' && step.uses !== undefined
      ? [{ uses: step.uses, where: whereOf({ job, step }) }]
      : [],
  );
  const calls = seen.pipelines.flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) =>
      pipeline.system === 'github-actions' && job.calls && job.calls.file === undefined
        ? [{ uses: job.calls.workflow, where: { file: job.file, line: job.line, job: job.id } }]
        : [],
    ),
  );
  return [...steps, ...calls].flatMap(({ uses, where }) => {
    if (uses.startsWith('./') || uses.startsWith('../')) return [];
    const [name = uses, version = ''] = uses.replace(/^docker:\/\//, '').split('@');
    const pinned = /^[0-9a-f]{40}$|^[0-9a-f]{64}$|^sha256:/.test(version);
    return [{ key: `action:${name}`, says: `${uses} can be moved to other code.`, where, pinned }];
  });
}

function imagesInJobs(seen: Ci): Named[] {
  return seen.pipelines.flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) =>
      [
        ...(job.image ? [job.image] : []),
        ...job.services.flatMap(({ image, line }) => (image === undefined ? [] : [{ name: image, line }])),
      ]
        .filter(({ name }) => !/[$<{]/.test(name))
        .map(({ name, line }) => ({
          key: `image:${name.replace(/[:@].*$/, '')}`,
          says: `The image ${name} of a CI job can be moved to another one.`,
          where: { file: job.file, line, job: job.id },
          pinned: name.includes('@sha256:'),
        })),
    ),
  );
}

function basesIn(images: ReturnType<typeof dockerfiles.schema.parse>): Named[] {
  return images.files
    .filter((one) => one.role === 'service')
    .flatMap(({ file, stages }) =>
      stages
        .filter((stage) => stage.base === 'image')
        .map(({ line, image, digest }) => ({
          key: `base:${file}:${image.replace(/[:@].*$/, '')}`,
          says: `The base image ${image} can be moved to another one.`,
          where: { file, line },
          pinned: digest !== undefined,
        })),
    );
}

function using(uses: string) {
  return exampleCi([exampleJob('test', [usesStep(uses, ['checkout'])])]);
}

function base(digest: string | undefined) {
  const stage = {
    line: 1,
    image: 'node:24',
    base: 'image' as const,
    exposes: [],
    copies: [],
    databaseTools: [],
    ...(digest === undefined ? {} : { digest }),
  };
  return { files: [{ file: 'Dockerfile', role: 'service' as const, stages: [stage] }], skipped: [] };
}
