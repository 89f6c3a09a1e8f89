import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import dockerfiles from '../../evidence/dockerfiles.ts';
import imageBuilds from '../../evidence/image-builds.ts';

const built = {
  dockerfile: 'Dockerfile',
  context: '.',
  exitCode: 0,
  tookMs: 42_000,
  networkFailed: false,
  imageDigest: 'sha256:4f1d',
};

export default defineAudit({
  title: 'The images of the repository build from a clean clone',
  failureTitle: 'An image of the repository does not build from a clean clone',
  why: 'What only builds on the laptop of its author cannot be deployed, and not be rolled back to, by anybody else.',
  fix: 'Build in CI from a fresh checkout with no cache, name every copied file, pin the base image, and take lock files into the image before installing.',
  refs: ['Twelve-Factor App V', 'Reproducible Builds'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 3,
  claims: [
    'docker images build',
    'images build successfully',
    'containerization',
    'docker-based deployment',
    'multi-stage docker builds',
    'build production images',
    'docker build',
    'docker image',
    'docker images',
    'dockerfile',
    'docker build succeeds',
    'multi-stage build',
    'multi-stage dockerfile',
    'container image',
    'image build',
    'containerized',
    'docker container',
    'images built',
    'dockerized',
  ],
  needs: { seen: imageBuilds },
  signs: {
    from: { dockerfiles },
    look: ({ dockerfiles: { files } }): Where[] =>
      files
        .filter(({ role }) => role === 'service')
        .map(({ file, stages }) => ({
          file,
          line: stages.at(-1)?.line ?? 1,
          note: `from ${stages.at(-1)?.image ?? 'nothing'}`,
        })),
  },
  judge({ seen }) {
    const reached = seen.attempts.filter(({ networkFailed }) => !networkFailed);
    const findings = reached
      .filter(({ exitCode, imageDigest }) => exitCode !== 0 || imageDigest === undefined)
      .map(({ dockerfile, exitCode, failedLine }): Finding => ({
        key: dockerfile,
        says:
          exitCode === 0
            ? `Building ${dockerfile} ended well and left no image.`
            : `Building ${dockerfile} failed with exit code ${exitCode}.`,
        where: failedLine === undefined ? { file: dockerfile } : { file: dockerfile, line: failedLine },
      }));
    if (findings.length > 0) return { looked: reached.length, findings };
    if (reached.length < seen.attempts.length)
      return {
        abstains: 'unknown',
        because: 'The machine that built could not reach a registry, so some images were not built.',
      };
    return { looked: reached.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { builder: 'buildkit 0.26', attempts: [built] } } }],
    fail: [
      {
        given: {
          seen: {
            builder: 'buildkit 0.26',
            attempts: [{ ...built, exitCode: 1, failedLine: 9, imageDigest: undefined }],
          },
        },
        findings: ['Dockerfile'],
      },
    ],
    hollow: [
      {
        name: 'no image came out',
        given: { seen: { builder: 'kaniko 1.24', attempts: [{ ...built, imageDigest: undefined }] } },
        findings: ['Dockerfile'],
      },
      {
        name: 'the registry was out of reach',
        given: {
          seen: { builder: 'buildkit 0.26', attempts: [{ ...built, exitCode: 1, networkFailed: true }] },
        },
        outcome: 'unknown',
      },
    ],
    notApplicable: [
      { name: 'the repository has no image', given: { seen: { builder: 'buildkit 0.26', attempts: [] } } },
    ],
  },
});
