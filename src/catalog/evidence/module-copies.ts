import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'module-copies',
  about: 'source files whose names say that they are a copy of another',
  schema: z.object({
    copies: z.array(
      z.object({
        file: z.string(),
        /** The file beside it that it was made from. */
        of: z.string(),
        /** Share of its lines that stand in the other file too, in percent; short lines do not count. */
        alikePercent: z.number(),
      }),
    ),
    /** Source files whose names were looked at, tests and the like left out. */
    files: z.number(),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
