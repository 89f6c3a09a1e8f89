import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'build-switches',
  about: 'settings that let a build go on over errors',
  schema: z.object({
    /** Build files that were read. */
    looked: z.array(z.string()),
    switches: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        ignores: z.enum(['type errors', 'lint errors', 'test failures']),
        setting: z.string(),
        /** False when a variable or a profile decides. */
        certain: z.boolean(),
      }),
    ),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
