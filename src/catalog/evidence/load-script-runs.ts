import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'load-script-runs',
  kind: 'repo-run',
  about: "what the project's own load scripts did against a healthy and a slowed service",
  schema: z.object({
    scripts: z.array(
      z.object({
        file: z.string(),
        command: z.string(),
        /** Limits it holds the results to. */
        thresholds: z.number(),
        /** Requests that reached the service in the healthy run. */
        requests: z.number(),
        exitHealthy: z.number(),
        /** With every answer delayed far past its limits. */
        exitSlowed: z.number(),
      }),
    ),
  }),
});
