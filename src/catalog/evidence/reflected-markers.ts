import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** A marker with the signs of markup is sent in every field that is shown again, and looked for in what comes back. */
export default defineEvidence({
  name: 'reflected-markers',
  kind: 'http',
  about: 'how markup that was sent to the service comes back from it',
  howToGet: 'let Seaworthy start the service: seaworthy inspect --start (or --url URL --allow probes)',
  schema: z.object({
    sent: z.array(
      z.object({
        method: z.string(),
        route: z.string(),
        /** The parameter or field that carried the marker. */
        field: z.string(),
        status: z.number().optional(),
        /** Answers that held the marker, those of pages that show what was stored among them. */
        back: z.array(
          z.object({
            from: z.string(),
            contentType: z.string(),
            /** As it was sent, with its signs made harmless, or run by a browser. */
            as: z.enum(['sent', 'encoded', 'run']),
          }),
        ),
      }),
    ),
  }),
});
