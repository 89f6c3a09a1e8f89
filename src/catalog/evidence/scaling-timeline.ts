import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Load is raised above what the smallest number of instances can take, held, and taken away. */
export default defineEvidence({
  name: 'scaling-timeline',
  kind: 'drill',
  about: 'how the number of instances followed the load',
  schema: z.object({
    instances: z.array(z.object({ atMs: z.number(), running: z.number() })),
    loadBeganMs: z.number(),
    loadEndedMs: z.number(),
    sent: z.number(),
    failed: z.number(),
  }),
});
