import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'tool-versions',
  kind: 'db',
  about: 'the versions of the database servers and of the tools that dump and restore them',
  schema: z.object({
    pairs: z.array(
      z.object({
        store: z.string(),
        /** What the server says of itself: 18.1. */
        serverVersion: z.string(),
        tool: z.string(),
        /** What the tool says where the job runs. */
        toolVersion: z.string().optional(),
        purpose: z.enum(['dump', 'restore']),
      }),
    ),
  }),
});
