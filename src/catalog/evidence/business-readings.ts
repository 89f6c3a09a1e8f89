import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** The metrics that the team declares to tell how the business goes, read from the metrics server of production. */
export default defineEvidence({
  name: 'business-readings',
  kind: 'http',
  about: 'what the declared business metrics showed over the last days',
  howToGet: 'let Seaworthy ask the metrics server of production, with the names of the metrics',
  schema: z.object({
    spanDays: z.number(),
    metrics: z.array(
      z.object({
        name: z.string(),
        /** What it tells: "registrations per hour". */
        about: z.string(),
        /** One value a day at least, oldest first; empty when the server knows no such metric. */
        values: z.array(z.object({ at: z.string(), value: z.number() })),
      }),
    ),
  }),
});
