import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Every read is made on an empty cache and again on a full one, in turns; then what was read is changed, and read again. */
export default defineEvidence({
  name: 'cache-reads',
  kind: 'load',
  about: 'how long reads take with an empty and a full cache, and what they answer after a write',
  schema: z.object({
    reads: z.array(
      z.object({
        route: z.string(),
        /** Durations with an empty cache, and with a full one. */
        emptyMs: z.array(z.number()),
        fullMs: z.array(z.number()),
        /** The read after a write to the same object; absent when nothing could be written. */
        afterWrite: z.object({ answers: z.enum(['new', 'old']), afterMs: z.number() }).optional(),
        /** How long an old answer is declared to be good, by a header or the team. */
        declaredStaleMs: z.number().optional(),
      }),
    ),
    /** What the cache itself counted meanwhile; absent when it cannot be asked. */
    counted: z.object({ hits: z.number(), misses: z.number() }).optional(),
  }),
});
