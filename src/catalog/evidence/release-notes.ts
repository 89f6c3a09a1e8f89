import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'release-notes',
  about: 'release tags and the notes written for them',
  schema: z.object({
    /** Newest first; versions only. */
    tags: z.array(z.object({ name: z.string(), version: z.string(), date: z.string() })),
    /** A shallow clone, or no history: tags may be missing. */
    history: z.enum(['whole', 'shallow', 'none']),
    logs: z.array(
      z.object({
        file: z.string(),
        entries: z.array(z.object({ line: z.number(), version: z.string(), words: z.number() })),
      }),
    ),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
