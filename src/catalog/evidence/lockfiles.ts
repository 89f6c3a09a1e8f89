import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { ecosystem } from './manifests.ts';

const difference = z.object({
  name: z.string(),
  kind: z.enum(['not-locked', 'range-changed', 'version-outside-range', 'left-over']),
  says: z.string(),
  manifest: z.string(),
  line: z.number(),
});

const lockfile = z.object({
  file: z.string(),
  folder: z.string(),
  ecosystem,
  tool: z.enum([
    'npm',
    'yarn',
    'yarn-berry',
    'pnpm',
    'bun',
    'poetry',
    'uv',
    'pdm',
    'pipenv',
    'pip',
    'go',
    'gradle',
    'bundler',
    'composer',
    'nuget',
    'cargo',
    'mix',
  ]),
  aside: z.boolean(),
  /** False when git does not know it: it will not be in a clean checkout. */
  tracked: z.boolean(),
  packages: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      /** Only needed for development or tests; absent when the lock file does not say. */
      development: z.boolean().optional(),
      line: z.number().optional(),
    }),
  ),
  /** Whether it agrees with the manifests it locks, as far as the two files tell. */
  agreement: z.object({
    state: z.enum(['agrees', 'disagrees', 'cannot-tell']),
    because: z.string().optional(),
    manifests: z.array(z.string()),
    differences: z.array(difference),
  }),
});
export type Lockfile = z.infer<typeof lockfile>;
export type LockDifference = z.infer<typeof difference>;

export default defineEvidence({
  name: 'lockfiles',
  about: 'lock files with the exact versions in them',
  schema: z.object({
    lockfiles: z.array(lockfile),
    skipped: z.array(z.object({ file: z.string(), because: z.string(), aside: z.boolean() })),
  }),
});
