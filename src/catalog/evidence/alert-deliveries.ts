import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** A real symptom is made in the sandbox, and the receiver's own inbox is read. */
export default defineEvidence({
  name: 'alert-deliveries',
  kind: 'drill',
  about: 'which injected faults reached a receiver that people read, and how long it took',
  schema: z.object({
    faults: z.array(
      z.object({
        fault: z.string(),
        alert: z.string(),
        /** After the fault began; absent when it did not happen while it was watched. */
        firedMs: z.number().optional(),
        receivedMs: z.number().optional(),
        resolvedMs: z.number().optional(),
        /** The receiver is one that a person reads: not a test sink, not a log. */
        human: z.boolean(),
        receiver: z.string().optional(),
        claimedMs: z.number().optional(),
        messages: z.number(),
      }),
    ),
    watchedMs: z.number(),
  }),
});
