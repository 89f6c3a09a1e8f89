import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** The service is started again and again, each time without one variable. */
export default defineEvidence({
  name: 'start-refusals',
  kind: 'drill',
  about: 'whether the service starts without each of its variables',
  schema: z.object({
    /** It starts when nothing is taken away: without that the rest says nothing. */
    startsWhole: z.boolean(),
    attempts: z.array(
      z.object({
        variable: z.string(),
        kind: z.enum(['signing-secret', 'other-secret', 'database', 'address']),
        started: z.boolean(),
        exitCode: z.number().optional(),
        /** The output names the variable. */
        named: z.boolean(),
      }),
    ),
  }),
});
