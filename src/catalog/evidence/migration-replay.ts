import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** All migrations run on an empty database; the schema is compared with the one it must be. */
export default defineEvidence({
  name: 'migration-replay',
  kind: 'drill',
  about: 'what comes of running all migrations on an empty database',
  schema: z.object({
    command: z.string(),
    exitCode: z.number(),
    tookMs: z.number(),
    /** Tables that are there afterwards, the tool's own left out. */
    tables: z.number(),
    /** A second run right after: must do nothing and succeed. */
    again: z.object({ exitCode: z.number(), changed: z.number() }).optional(),
    /** Against the live schema or the one that the models describe; undefined when there was none to compare. */
    comparedWith: z.enum(['live', 'models']).optional(),
    differences: z.array(z.object({ object: z.string(), says: z.string() })),
    lastOutput: z.string(),
  }),
});
