import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'scrape-answers',
  kind: 'http',
  about: 'the state of every scrape target as the running Prometheus tells it',
  schema: z.object({
    targets: z.array(
      z.object({
        job: z.string(),
        address: z.string(),
        health: z.enum(['up', 'down', 'unknown']),
        lastError: z.string().optional(),
        samples: z.number().optional(),
      }),
    ),
    /** Jobs of the configuration for which Prometheus has no target at all. */
    emptyJobs: z.array(z.string()),
  }),
});
