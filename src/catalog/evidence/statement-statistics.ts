import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'statement-statistics',
  kind: 'db',
  about: 'the statements that take most time, and the tables that are read whole',
  howToGet:
    'let Seaworthy load the service: seaworthy inspect --start --load (or give --database URL with pg_stat_statements)',
  schema: z.object({
    source: z.enum(['pg_stat_statements', 'auto_explain', 'proxy']),
    /** Since when they were counted, in days; short spans say little. */
    days: z.number(),
    calls: z.number(),
    statements: z.array(
      z.object({
        text: z.string(),
        calls: z.number(),
        meanMs: z.number(),
        p95Ms: z.number().optional(),
        maxMs: z.number(),
      }),
    ),
    scans: z.array(
      z.object({ table: z.string(), rows: z.number(), wholeReads: z.number(), indexReads: z.number() }),
    ),
  }),
});
