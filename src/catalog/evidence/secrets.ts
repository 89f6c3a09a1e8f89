import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const hit = z.object({
  file: z.string(),
  line: z.number(),
  kind: z.string(),
  /** Tells two values apart inside one run; says nothing about the value. */
  fingerprint: z.string(),
  /** Its form is one that the issuer gives out, and it is no example or development word. */
  verified: z.boolean(),
  /** In a test, example or documentation file. */
  aside: z.boolean(),
});

/** Places only: a value never enters evidence. */
export default defineEvidence({
  name: 'secrets',
  about: 'credentials written in the files and in the history',
  schema: z.object({
    tree: z.object({
      looked: z.number(),
      skipped: z.array(z.object({ file: z.string(), because: z.string() })),
      hits: z.array(hit),
    }),
    /** Absent when the folder is no git repository. */
    history: z
      .object({
        looked: z.number(),
        skipped: z.number(),
        /** False for a shallow clone, or when a limit cut the search short. */
        complete: z.boolean(),
        shallow: z.boolean(),
        hits: z.array(hit.extend({ commit: z.string() })),
      })
      .optional(),
  }),
});
