import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Steady load on all instances; one is taken away for a while. */
export default defineEvidence({
  name: 'instance-loss',
  kind: 'drill',
  about: 'what users saw when one of several instances was lost',
  schema: z.object({
    instances: z.number(),
    /** Instances that answered before the loss, by what they call themselves. */
    answering: z.number(),
    before: z.object({ sent: z.number(), failed: z.number() }),
    /** From the moment of the loss on. */
    during: z.object({ sent: z.number(), failed: z.number(), p95Ms: z.number().optional() }),
  }),
});
