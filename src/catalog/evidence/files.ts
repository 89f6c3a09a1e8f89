import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'files',
  about: 'the list of files of the repository',
  schema: z.object({
    /** False when there were more than the limit. */
    complete: z.boolean(),
    files: z.array(
      z.object({
        path: z.string(),
        sizeBytes: z.number(),
        kind: z.enum(['file', 'link', 'other']),
        tracked: z.boolean(),
      }),
    ),
  }),
});
