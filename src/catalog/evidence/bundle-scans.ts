import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'bundle-scans',
  kind: 'http',
  about: 'what scanning the scripts and source maps that browsers get found',
  schema: z.object({
    files: z.array(
      z.object({ url: z.string(), kind: z.enum(['script', 'source-map', 'page']), bytes: z.number() }),
    ),
    /** Kind and place; never the value. */
    secrets: z.array(
      z.object({ url: z.string(), line: z.number(), kind: z.string(), verified: z.boolean() }),
    ),
    /** Names of server-side environment variables whose sandbox values stand in what browsers get. */
    serverVariables: z.array(z.object({ url: z.string(), name: z.string() })),
  }),
});
