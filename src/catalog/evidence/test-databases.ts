import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'test-databases',
  kind: 'repo-run',
  about: 'the databases that the tests really talked to',
  schema: z.object({
    /** What production runs on, and where that is written. */
    production: z
      .object({
        engine: z.string(),
        version: z.string().optional(),
        file: z.string(),
        line: z.number().optional(),
      })
      .optional(),
    suites: z.array(
      z.object({
        command: z.string(),
        folder: z.string(),
        /** Tests of the kinds integration and api that were executed. */
        executed: z.number(),
        connections: z.array(z.object({ engine: z.string(), version: z.string(), statements: z.number() })),
      }),
    ),
  }),
});
