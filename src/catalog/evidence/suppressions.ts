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
        /** The rule it names; undefined when it silences everything. */
        rule: z.string().optional(),
        scope: z.enum(['line', 'block', 'file']),
        reason: z.boolean(),
      }),
    ),
    /** Lines of code looked through, so that counts can be compared. */
    lines: z.number(),
    released: z.object({ tag: z.string(), count: z.number() }).optional(),
    looked,
  }),
});
