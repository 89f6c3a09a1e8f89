import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'personal-columns',
  kind: 'db',
  about: 'columns that hold personal data, told by name and by a sample, and the inventory that lists them',
  schema: z.object({
    columns: z.array(
      z.object({
        table: z.string(),
        column: z.string(),
        /** What gave it away: the column's name, or the shape of sampled values (which are not kept). */
        by: z.enum(['name', 'values']),
        kind: z.string(),
      }),
    ),
    inventory: z
      .object({
        file: z.string(),
        entries: z.array(z.object({ line: z.number(), table: z.string(), column: z.string().optional() })),
      })
      .optional(),
  }),
});
