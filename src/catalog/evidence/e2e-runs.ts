import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'e2e-runs',
  kind: 'repo-run',
  about: 'what the end-to-end tests did against a running stack',
  schema: z.object({
    runs: z.array(
      z.object({
        command: z.string(),
        exitCode: z.number(),
        tests: z.array(
          z.object({
            name: z.string(),
            file: z.string().optional(),
            outcome: z.enum(['pass', 'fail', 'skip']),
            says: z.string().optional(),
            /** Requests that reached the running service while it ran. */
            reached: z.number(),
            /** It signed in: a request with credentials was answered with a session or token. */
            signedIn: z.boolean(),
            /** Business requests that changed or read data and were answered well. */
            business: z.number(),
          }),
        ),
      }),
    ),
  }),
});
