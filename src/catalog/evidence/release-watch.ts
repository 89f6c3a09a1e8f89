import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'release-watch',
  kind: 'http',
  about: 'what was watched automatically after the last releases',
  schema: z.object({
    releases: z.array(
      z.object({
        version: z.string(),
        at: z.string(),
        windows: z.array(
          z.object({
            name: z.enum(['first-minutes', 'first-hour', 'first-day']),
            plannedMinutes: z.number(),
            /** Readings of the thresholds inside the window. */
            readings: z.number(),
            thresholds: z.array(z.string()),
            /** A reading that broke a threshold was acted on, by an alert or a rollback. */
            breaches: z.number(),
            actedOn: z.number(),
          }),
        ),
      }),
    ),
  }),
});
