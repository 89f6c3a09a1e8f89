import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'component-crashes',
  kind: 'drill',
  about: 'what the page showed and reported when a component was made to fail',
  schema: z.object({
    crashes: z.array(
      z.object({
        url: z.string(),
        path: z.string(),
        /** How it was made to fail: an answer that breaks rendering, an error thrown in a handler. */
        how: z.string(),
        textLengthBefore: z.number(),
        textLengthAfter: z.number(),
        /** Text that was not there before, such as "Something went wrong". */
        fallback: z.boolean(),
        /** A report left the browser for an error tracker or an endpoint of ours. */
        reported: z.boolean(),
      }),
    ),
  }),
});
