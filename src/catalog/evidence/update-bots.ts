import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'update-bots',
  about: 'the configuration of bots that update dependencies',
  schema: z.object({
    bots: z.array(
      z.object({
        bot: z.enum(['dependabot', 'renovate']),
        file: z.string(),
        line: z.number(),
        /** What it may update, as its configuration calls it; empty for Renovate, which finds out itself. */
        ecosystems: z.array(z.string()),
        /** Why it opens no update, as its own file says. */
        off: z.object({ line: z.number(), because: z.string() }).optional(),
      }),
    ),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
