import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** A release is rolled out under steady open-model load; every answer tells its version. */
export default defineEvidence({
  name: 'rollout-timeline',
  kind: 'drill',
  about: 'what users saw, second by second, while a release was rolled out',
  schema: z.object({
    from: z.string(),
    to: z.string(),
    strategy: z.enum(['rolling', 'blue-green', 'canary', 'recreate']),
    /** The share of the new version that was asked for, from this moment on. */
    steps: z.array(z.object({ atMs: z.number(), newShare: z.number() })),
    seconds: z.array(
      z.object({
        atMs: z.number(),
        sent: z.number(),
        /** No answer, or one of 500 and above. */
        failed: z.number(),
        old: z.number(),
        new: z.number(),
      }),
    ),
  }),
});
