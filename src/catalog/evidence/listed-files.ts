import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const listed = z.object({
  file: z.string(),
  line: z.number(),
  /** As the document writes it, without a leading slash. */
  path: z.string(),
  claimedLines: z.number().optional(),
  /** The repository path it is found at. */
  foundAt: z.string().optional(),
  lines: z.number().optional(),
  sizeBytes: z.number().optional(),
  /** Why it cannot be told whether it exists. */
  undecided: z.string().optional(),
});

export default defineEvidence({
  name: 'listed-files',
  about: 'files that documents say were created',
  schema: z.object({
    listed: z.array(listed),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
