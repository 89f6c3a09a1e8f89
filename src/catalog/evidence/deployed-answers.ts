import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'deployed-answers',
  kind: 'http',
  about: 'what the deployed address answers',
  schema: z.object({
    answers: z.array(
      z.object({
        url: z.string(),
        /** Absent when nothing came back; `because` then says why. */
        status: z.number().optional(),
        because: z.string().optional(),
        finalUrl: z.string().optional(),
        /** What of the repository the answer shows: its name, a title, an operation of its specification. */
        ownContent: z.array(z.string()),
        /** It is a page of the platform, a proxy or a parking service. */
        foreignPage: z.string().optional(),
        tookMs: z.number(),
      }),
    ),
  }),
});
