import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'outside-history',
  kind: 'http',
  about: 'the history of probes from outside the service',
  schema: z.object({
    /** Where the prober stands is another network than the service. */
    outside: z.boolean(),
    days: z.number(),
    probes: z.number(),
    failed: z.number(),
    /** Longest time without any probe. */
    longestGapMinutes: z.number(),
    /** The availability that documents claim, 0.999 for 99.9 %. */
    claimed: z.number().optional(),
  }),
});
