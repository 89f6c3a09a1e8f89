import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'quick-start-run',
  kind: 'repo-run',
  about: 'the commands of the quick start, run on a clean copy',
  schema: z.object({
    file: z.string(),
    section: z.object({ line: z.number(), text: z.string() }),
    /** The time the document promises, when it does. */
    promisedS: z.number().optional(),
    steps: z.array(
      z.object({
        line: z.number(),
        command: z.string(),
        exitCode: z.number().optional(),
        tookS: z.number(),
        /** Not run, with the reason: another machine, a question to a person. */
        skipped: z.string().optional(),
      }),
    ),
    /** The service answered after the last step. */
    served: z.boolean(),
  }),
});
