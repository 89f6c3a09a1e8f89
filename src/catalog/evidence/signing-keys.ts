import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { looked, place } from '../source/facts.ts';

export default defineEvidence({
  name: 'signing-keys',
  about: 'where the keys that sign and encrypt come from',
  schema: z.object({
    keys: z.array(
      z.object({
        ...place,
        /** What it is called: JWT_SECRET, SECRET_KEY, session secret. */
        name: z.string(),
        purpose: z.enum(['token', 'session', 'framework', 'encryption', 'other']),
        /**
         * `environment` has no default here; `fallback` has a literal one; `literal` stands in the code; `random` is
         * made at start; `checked` is refused when absent or short.
         */
        from: z.enum(['environment', 'fallback', 'literal', 'random', 'checked']),
        /** It stands behind a condition on development or tests, or in a file for them. */
        developmentOnly: z.boolean(),
        /** Length of the literal, where there is one; never the literal. */
        literalLength: z.number().optional(),
      }),
    ),
    looked,
  }),
});
