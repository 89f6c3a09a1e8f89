import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const hazard = z.object({
  line: z.number(),
  kind: z.enum([
    'index-not-concurrent',
    'concurrent-in-transaction',
    'rewrites-table',
    'scans-table',
    'not-null-without-default',
    'locks-table',
  ]),
  table: z.string().optional(),
  says: z.string(),
});
export type Hazard = z.infer<typeof hazard>;

const migration = z.object({
  file: z.string(),
  /** `code` is a program; what it sends to the database is not known from its text. */
  form: z.enum(['sql', 'code']),
  /** The newest release tag does not have it, so production has not run it; undefined without a tag. */
  pending: z.boolean().optional(),
  /** Read statement by statement; for the newest ones and all pending ones. */
  read: z.boolean(),
  statements: z.number(),
  hazards: z.array(hazard),
});
export type Migration = z.infer<typeof migration>;

export default defineEvidence({
  name: 'migrations',
  about: 'database migrations and the locks that their statements take',
  schema: z.object({
    sets: z.array(
      z.object({
        folder: z.string(),
        tool: z.string(),
        dialect: z.enum(['postgresql', 'other', 'unknown']),
        /** Oldest first. */
        migrations: z.array(migration),
      }),
    ),
    releasedTag: z.string().optional(),
    /** Pending or newest migrations whose SQL could not be parsed. */
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
