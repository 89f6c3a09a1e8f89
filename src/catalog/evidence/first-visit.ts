import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'first-visit',
  kind: 'http',
  about: 'the cookies and requests of a first visit in a fresh browser, before any click',
  schema: z.object({
    pages: z.array(
      z.object({
        url: z.string(),
        status: z.number(),
        /** Characters of visible text: an empty page shows nothing about consent. */
        textLength: z.number(),
        cookies: z.array(
          z.object({
            name: z.string(),
            domain: z.string(),
            thirdParty: z.boolean(),
            lifetimeDays: z.number().optional(),
          }),
        ),
        /** Keys written to local or session storage. */
        storage: z.array(z.string()),
        requests: z.array(z.object({ url: z.string(), host: z.string(), thirdParty: z.boolean() })),
      }),
    ),
  }),
});
