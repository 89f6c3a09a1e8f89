import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const hazard = z.enum([
  'index-not-concurrent',
  'concurrent-in-transaction',
  'rewrites-table',
  'scans-table',
  'not-null-without-default',
  'drops-data',
  'renames',
  'waits-for-lock',
]);

export default defineEvidence({
  name: 'migrations',
  about: 'database migrations and the locks that their statements take',
  schema: z.object({
    sets: z.array(
      z.object({
        folder: z.string(),
        tool: z.string(),
        dialect: z.enum(['postgresql', 'mysql', 'sqlite', 'other', 'unknown']),
        /** Oldest first. */
        migrations: z.array(
          z.object({
            file: z.string(),
            /** The newest release tag does not have it: it is still to run in production. */
            pending: z.boolean(),
            form: z.enum(['sql', 'code']),
            reversible: z.enum(['yes', 'no', 'unknown']),
            statements: z.number(),
            hazards: z.array(
              z.object({ line: z.number(), hazard, table: z.string().optional(), says: z.string() }),
            ),
          }),
        ),
      }),
    ),
    /** The tag that tells what production has; undefined without one. */
    releasedTag: z.string().optional(),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
