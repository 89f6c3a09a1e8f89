import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** No audit judges it: `claims` answers the lines by the audits. Put in hand by the run when files were named. */
export default defineEvidence({
  name: 'claimed-documents',
  about: 'the text of the readiness documents',
  schema: z.object({
    documents: z.array(z.object({ file: z.string(), text: z.string() })),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
