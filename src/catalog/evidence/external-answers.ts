import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'external-answers',
  kind: 'http',
  about: 'whether each configured external service answers',
  schema: z.object({
    services: z.array(
      z.object({
        /** The variable that names it. */
        variable: z.string(),
        host: z.string(),
        resolved: z.boolean(),
        /** Any answer below 500 counts as there: credentials are not used. */
        status: z.number().optional(),
        because: z.string().optional(),
      }),
    ),
  }),
});
