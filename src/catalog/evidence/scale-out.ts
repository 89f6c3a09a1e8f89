import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'scale-out',
  about: 'whether more than one instance or process of the service runs at a time',
  schema: z.object({
    /** Places that say how many: replicas, workers, autoscaling, serverless functions. */
    found: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        kind: z.enum(['replicas', 'workers', 'autoscaling', 'serverless', 'single']),
        count: z.number().optional(),
        note: z.string(),
      }),
    ),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
