import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { looked, place } from '../source/facts.ts';

export default defineEvidence({
  name: 'type-holes',
  about: 'how strictly the code is typed: settings of the checker, untyped functions, any',
  schema: z.object({
    projects: z.array(
      z.object({
        folder: z.string(),
        language: z.enum(['typescript', 'python', 'ruby', 'php']),
        checker: z.object({
          name: z.string(),
          strict: z.enum(['on', 'off', 'partly', 'unknown']),
          file: z.string(),
          line: z.number(),
          /** Settings that take strictness away again. */
          undone: z.array(z.object({ ...place, setting: z.string() })),
        }),
        /** Functions and methods with a body, and how many of them lack types of parameters or results. */
        functions: z.number(),
        untyped: z.number(),
        anys: z.number(),
        lines: z.number(),
        examples: z.array(z.object({ ...place, note: z.string() })),
      }),
    ),
    looked,
  }),
});
