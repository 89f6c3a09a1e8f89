import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'check-answers',
  kind: 'http',
  about: "what the service answered to the team's own checks",
  schema: z.object({
    answers: z.array(
      z.object({
        id: z.string(),
        request: z.string(),
        /** Absent when nothing came back. */
        status: z.number().optional(),
        /** Expected headers that were not there, or did not hold the text. */
        lackingHeaders: z.array(z.string()),
        /** Absent when no text was expected. */
        bodyHasText: z.boolean().optional(),
        because: z.string().optional(),
      }),
    ),
  }),
});
