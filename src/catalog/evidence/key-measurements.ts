import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Measured where the value is, never carried away: only lengths and counts leave. */
export default defineEvidence({
  name: 'key-measurements',
  kind: 'repo-run',
  about: 'the length and randomness of the keys that the service signs with',
  howToGet: 'run seaworthy inspect --start in the environment whose keys are to be measured',
  schema: z.object({
    keys: z.array(
      z.object({
        name: z.string(),
        /** Where it was measured: production, staging, sandbox. */
        environment: z.string(),
        bytes: z.number(),
        /** Estimated from the value's own alphabet and repetition. */
        bits: z.number(),
        /** In a list of values that documentation prints. */
        known: z.boolean(),
      }),
    ),
  }),
});
