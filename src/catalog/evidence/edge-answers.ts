import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'edge-answers',
  kind: 'http',
  about: 'how static assets are answered: cache headers and hits at the edge',
  schema: z.object({
    assets: z.array(
      z.object({
        url: z.string(),
        status: z.number(),
        contentType: z.string().optional(),
        /** Its name holds a digest, so that its content never changes. */
        fingerprinted: z.boolean(),
        cacheControl: z.string().optional(),
        /** Seconds for which a browser may keep it. */
        maxAgeSeconds: z.number().optional(),
        /** What the edge said on the second and third request: hit, miss, or nothing. */
        edge: z.enum(['hit', 'miss', 'none']),
        encoding: z.string().optional(),
      }),
    ),
  }),
});
