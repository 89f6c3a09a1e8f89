import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'erasure',
  kind: 'drill',
  about: 'what was left of a planted user after an export and an erasure',
  schema: z.object({
    planted: z.array(z.object({ table: z.string(), column: z.string() })),
    exported: z
      .object({ status: z.number(), found: z.array(z.object({ table: z.string(), column: z.string() })) })
      .optional(),
    erased: z
      .object({
        status: z.number(),
        waitedS: z.number(),
        /** Places where the planted values still stand: tables, caches, files, logs. */
        left: z.array(
          z.object({ place: z.string(), kind: z.enum(['table', 'cache', 'file', 'log', 'other']) }),
        ),
      })
      .optional(),
  }),
});
