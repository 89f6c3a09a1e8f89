import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** The service is told to stop (SIGTERM) while requests are under way. */
export default defineEvidence({
  name: 'stop-runs',
  kind: 'drill',
  about: 'what happens to requests that are under way when the service is told to stop',
  schema: z.object({
    runs: z.array(
      z.object({
        path: z.string(),
        /** Requests whose bytes were sent before the signal, and how many of them were answered in full. */
        underWay: z.number(),
        answered: z.number(),
        tookMs: z.number(),
        exitCode: z.number().optional(),
        signal: z.string().optional(),
      }),
    ),
    graceMs: z.number(),
  }),
});
