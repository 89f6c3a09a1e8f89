import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'env-documented',
  about: 'the environment variables that example files, documents and deployment files name',
  schema: z.object({
    variables: z.array(
      z.object({
        name: z.string(),
        file: z.string(),
        line: z.number(),
        source: z.enum(['env-example', 'document', 'compose', 'kubernetes', 'platform', 'image']),
      }),
    ),
    /** Files that exist to document variables: .env.example and the like, documents with a table of them. */
    sources: z.array(z.object({ file: z.string(), source: z.string(), variables: z.number() })),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
