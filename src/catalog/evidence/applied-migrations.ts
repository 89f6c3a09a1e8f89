import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'applied-migrations',
  kind: 'db',
  about: 'the migrations that the live database has, against those of the repository',
  howToGet: 'give a read-only address of the live database: seaworthy inspect --database URL',
  schema: z.object({
    tool: z.string(),
    /** Names as the tool writes them. */
    applied: z.array(z.string()),
    known: z.array(z.string()),
    failed: z.array(z.string()),
    /** Differences of the live schema from that of an empty database with the same migrations. */
    drift: z.array(z.object({ object: z.string(), says: z.string() })),
    driftChecked: z.boolean(),
  }),
});
