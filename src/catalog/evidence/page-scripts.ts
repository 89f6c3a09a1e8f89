import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'page-scripts',
  about: 'scripts of other hosts that pages and templates name',
  schema: z.object({
    scripts: z.array(
      z.object({ file: z.string(), line: z.number(), host: z.string(), integrity: z.boolean() }),
    ),
    looked: z.number(),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
