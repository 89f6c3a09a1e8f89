import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'module-copies',
  about: 'source files that look like left-over copies of another',
  schema: z.object({
    copies: z.array(
      z.object({
        file: z.string(),
        of: z.string(),
        /** Share of its lines that stand in the other file too, 0 to 1. */
        alike: z.number(),
        sharedRoutes: z.array(z.string()),
      }),
    ),
    files: z.number(),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
