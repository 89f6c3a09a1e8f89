import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'scale-out',
  about: 'whether more than one instance or process of the service runs at a time',
  schema: z.object({
    /** Places of production that say so, each more than one. */
    found: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        kind: z.enum(['replicas', 'workers', 'autoscaling', 'serverless']),
        /** The folder whose program it is; undefined when it cannot be told. */
        folder: z.string().optional(),
        note: z.string(),
      }),
    ),
    /** Files that describe how programs run and were not understood. */
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
