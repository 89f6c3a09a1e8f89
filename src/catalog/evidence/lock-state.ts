import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { install, notInstalled } from './frozen-installs.ts';
import { ecosystem } from './manifests.ts';

const lock = z.object({
  file: z.string(),
  folder: z.string(),
  ecosystem,
  tool: z.string(),
  tracked: z.boolean(),
  packages: z.number(),
  state: z.enum(['agrees', 'disagrees', 'cannot-tell']),
  because: z.string().optional(),
  differences: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      says: z.string(),
      manifest: z.string(),
      line: z.number(),
    }),
  ),
});

const unlocked = z.object({
  manifest: z.string(),
  ecosystem,
  line: z.number(),
  /** The manifest is a program's that is deployed, not a library's that others lock. */
  serves: z.boolean(),
  /** Every package it asks for is asked for in one exact version. */
  exact: z.boolean(),
});

export default defineEvidence({
  name: 'lock-state',
  about: 'lock files beside their manifests, and what frozen installs did where some were run',
  schema: z.object({
    /** Lock files and manifests of ours; those in tests, examples and vendored folders are left out. */
    locks: z.array(lock),
    unlocked: z.array(unlocked),
    manifests: z.number(),
    unread: z.array(z.object({ file: z.string(), because: z.string() })),
    /** Absent when nothing was run. */
    installs: z.array(install).optional(),
    notInstalled: z.array(notInstalled).optional(),
  }),
});
export type LockState = z.infer<typeof lock>;
