import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** An exception with a marker is planted; an error tracker of ours listens at the address the service was given. */
export default defineEvidence({
  name: 'sink-deliveries',
  kind: 'drill',
  about: 'whether a planted exception reaches the error tracker',
  schema: z.object({
    planted: z.object({ marker: z.string(), requestId: z.string(), status: z.number().optional() }),
    waitedMs: z.number(),
    received: z.array(
      z.object({
        afterMs: z.number(),
        hasMarker: z.boolean(),
        release: z.string().optional(),
        environment: z.string().optional(),
        hasRequestId: z.boolean(),
        /** Kinds of personal data or credentials found in it: cookie, authorization, e-mail. */
        leaks: z.array(z.string()),
      }),
    ),
  }),
});
