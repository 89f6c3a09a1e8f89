import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'licences',
  about: 'the licence of the project and those of its dependencies',
  schema: z.object({
    files: z.array(
      z.object({
        file: z.string(),
        words: z.number(),
        /** SPDX identifier, told by the words of the text; absent when they are of no known licence. */
        spdx: z.string().optional(),
        /** Blanks of a template that were never filled in: "[yyyy] [name of copyright owner]". */
        blanks: z.array(z.object({ line: z.number(), text: z.string() })),
      }),
    ),
    /** The manifest at the root that is marked as never published. */
    privateManifest: z.object({ file: z.string(), line: z.number() }).optional(),
    /** What manifests declare. `expression` is as written. */
    declared: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        expression: z.string(),
        /** Kept by the owner: UNLICENSED, Proprietary. */
        closed: z.boolean(),
        aside: z.boolean(),
      }),
    ),
    dependencies: z.object({
      /** Packages whose licence a lock file states, one entry per expression, with examples. */
      stated: z.array(
        z.object({
          file: z.string(),
          expression: z.string(),
          packages: z.array(
            z.object({ name: z.string(), line: z.number().optional(), development: z.boolean() }),
          ),
          count: z.number(),
        }),
      ),
      /** Lock files that state no licences, and packages without one: their licences cannot be told from here. */
      silent: z.array(z.object({ file: z.string(), packages: z.number() })),
      /** Manifests without a lock file that states licences. */
      unlocked: z.array(z.object({ file: z.string(), packages: z.number() })),
    }),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
