import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const sample = z.object({ atMs: z.number(), status: z.number().optional() });

/** PostgreSQL is stopped at once and started again while the service is asked continuously. */
export default defineEvidence({
  name: 'restart-timeline',
  kind: 'drill',
  about: 'whether the service heals after its database was restarted',
  schema: z.object({
    /** A path that answered below 400 before, and needs the database: it failed while that was down. */
    path: z.string(),
    needsDatabase: z.boolean(),
    downMs: z.number(),
    watchedMs: z.number(),
    rounds: z.array(z.object({ during: z.array(sample), after: z.array(sample) })),
    /** The process itself ended. */
    ended: z.object({ exitCode: z.number().optional(), signal: z.string().optional() }).optional(),
  }),
});
