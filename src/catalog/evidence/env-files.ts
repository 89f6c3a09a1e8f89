import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'env-files',
  about: 'committed files of environment variables, and what .gitignore says of them',
  schema: z.object({
    files: z.array(
      z.object({
        file: z.string(),
        /** By its name: the values a program runs with, or an example to copy; `test` and `development` say so. */
        kind: z.enum(['live', 'example', 'test', 'development']),
        entries: z.array(
          z.object({
            name: z.string(),
            line: z.number(),
            /** The value itself is never kept. `local` points at this machine; `made-up` is changeme and the like. */
            value: z.enum(['empty', 'reference', 'made-up', 'local', 'plain', 'random']),
            secret: z.boolean(),
          }),
        ),
      }),
    ),
    /** Folders with a manifest whose `.env` git would refuse to add, or not. */
    ignored: z.array(z.object({ path: z.string(), ignored: z.boolean() })),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
