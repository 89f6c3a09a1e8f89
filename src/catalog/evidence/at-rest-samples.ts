import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'at-rest-samples',
  kind: 'db',
  about: 'how volumes and sensitive columns are stored',
  schema: z.object({
    volumes: z.array(z.object({ name: z.string(), encrypted: z.boolean().optional(), told: z.string() })),
    columns: z.array(
      z.object({
        table: z.string(),
        column: z.string(),
        sampled: z.number(),
        /** Values that read as plain text: words, addresses, numbers with a known form. */
        plain: z.number(),
        /** Where a hash is what belongs there. */
        kind: z.enum(['password', 'token', 'personal', 'payment', 'other']),
      }),
    ),
  }),
});
