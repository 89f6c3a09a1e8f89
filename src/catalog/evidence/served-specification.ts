import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'served-specification',
  kind: 'http',
  about: 'the OpenAPI documents that the service serves, and how its answers fit them',
  schema: z.object({
    documents: z.array(
      z.object({
        url: z.string(),
        version: z.string(),
        operations: z.number(),
        problems: z.array(z.string()),
      }),
    ),
    /** One valid request for each documented operation that could be made up. */
    operations: z.array(
      z.object({
        method: z.string(),
        path: z.string(),
        /** Absent when it was not asked; `because` then says why. */
        status: z.number().optional(),
        because: z.string().optional(),
        /** What in the answer differs from the document: an undocumented status, a missing property. */
        differences: z.array(z.string()),
      }),
    ),
    /** Routes that answer other than 404 and stand in no document. */
    undocumented: z.array(z.object({ method: z.string(), path: z.string(), status: z.number() })),
  }),
});
