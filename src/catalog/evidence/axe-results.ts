import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'axe-results',
  kind: 'http',
  about: 'what axe found on the key pages',
  schema: z.object({
    version: z.string(),
    pages: z.array(
      z.object({
        url: z.string(),
        path: z.string(),
        textLength: z.number(),
        /** Rules that were checked and held. */
        passes: z.number(),
        /** Rules that only a person can decide. */
        incomplete: z.number(),
        violations: z.array(
          z.object({
            rule: z.string(),
            impact: z.enum(['critical', 'serious', 'moderate', 'minor']),
            says: z.string(),
            elements: z.number(),
            /** Selector of the first one. */
            first: z.string(),
          }),
        ),
      }),
    ),
  }),
});
