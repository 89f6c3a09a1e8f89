import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** A release that is broken on purpose is rolled out, and nobody touches anything. */
export default defineEvidence({
  name: 'bad-release-timeline',
  kind: 'drill',
  about: 'whether a bad release was noticed and reversed without a person',
  schema: z.object({
    releases: z.array(
      z.object({
        /** How it was broken. */
        defect: z.enum(['does-not-start', 'errors', 'slow', 'none']),
        /** Reversed by the pipeline; absent when it stayed. */
        reversedMs: z.number().optional(),
        /** The largest share of the load that it answered. */
        largestShare: z.number(),
        versionAtEnd: z.enum(['old', 'new', 'both']),
        /** Somebody had to act. */
        byHand: z.boolean(),
      }),
    ),
  }),
});
