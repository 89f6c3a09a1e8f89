import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** An object is brought into each of its states, and in each every change is tried by everybody who may sign in. */
export default defineEvidence({
  name: 'state-changes',
  kind: 'http',
  about: 'which changes of state the service lets through, beside those that its workflow allows',
  howToGet: 'let Seaworthy start the service: seaworthy inspect --start',
  schema: z.object({
    /** The states and changes that the team declared. */
    workflow: z.object({
      states: z.array(z.string()),
      allowed: z.array(z.object({ from: z.string(), to: z.string(), by: z.array(z.string()) })),
    }),
    tried: z.array(
      z.object({
        method: z.string(),
        route: z.string(),
        as: z.string(),
        from: z.string(),
        to: z.string(),
        status: z.number().optional(),
        /** The state when the object was read again; absent when it was gone or could not be read. */
        after: z.string().optional(),
      }),
    ),
  }),
});
