import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const sample = z.object({
  path: z.string(),
  /** Milliseconds since the phase began. */
  atMs: z.number(),
  /** Absent when nothing came back within the limit. */
  status: z.number().optional(),
  tookMs: z.number(),
});

/** The database is cut off behind the fault proxy for some seconds, and given back. */
export default defineEvidence({
  name: 'cut-timeline',
  kind: 'drill',
  about: 'what the service answers before, while and after its database is cut off',
  schema: z.object({
    /** Health paths that answered below 400 before the cut, by what their names promise. */
    health: z.array(z.object({ path: z.string(), role: z.enum(['ready', 'live', 'health']) })),
    /** Other paths that answered below 400 before the cut. */
    business: z.array(z.string()),
    cutMs: z.number(),
    watchedAfterMs: z.number(),
    before: z.array(sample),
    during: z.array(sample),
    after: z.array(sample),
    /** The process itself ended while the database was away. */
    ended: z.object({ exitCode: z.number().optional(), signal: z.string().optional() }).optional(),
  }),
});

export type Sample = z.infer<typeof sample>;
