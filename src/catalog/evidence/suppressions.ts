import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { looked, place } from '../source/facts.ts';

export default defineEvidence({
  name: 'suppressions',
  about: 'comments that switch a linter, type checker or scanner off, now and at the last release',
  schema: z.object({
    found: z.array(
      z.object({
        ...place,
        tool: z.string(),
        /** The rules it names; undefined when it silences everything. */
        rule: z.string().optional(),
        /** A few words beside it, or in a comment right above it, that say why. */
        reason: z.boolean(),
      }),
    ),
    /** Lines that hold one, in the newest release tag and in the newest commit, counted the same way. */
    released: z.object({ tag: z.string(), before: z.number(), now: z.number() }).optional(),
    looked,
  }),
});
