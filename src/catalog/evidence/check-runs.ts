import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'check-runs',
  kind: 'repo-run',
  about: "what the team's own queries and commands gave in the sandbox",
  schema: z.object({
    runs: z.array(
      z.object({
        id: z.string(),
        /** First column of the first row, as text; absent when there was no row. */
        value: z.string().optional(),
        exitCode: z.number().optional(),
        because: z.string().optional(),
        tail: z.string().optional(),
      }),
    ),
  }),
});
