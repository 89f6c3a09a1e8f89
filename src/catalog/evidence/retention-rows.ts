import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'retention-rows',
  kind: 'db',
  about: 'the oldest rows of the tables for which a retention period is stated',
  schema: z.object({
    tables: z.array(
      z.object({
        table: z.string(),
        timeColumn: z.string(),
        rows: z.number(),
        /** ISO 8601; absent when the table is empty. */
        oldest: z.string().optional(),
        /** The period a document or setting states for it. */
        stated: z.object({ days: z.number(), file: z.string(), line: z.number() }).optional(),
      }),
    ),
  }),
});
