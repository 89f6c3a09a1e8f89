import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'coverage-claims',
  about: 'the test coverage that documents and configurations name',
  schema: z.object({
    claims: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        percent: z.number(),
        /** A document says it was reached; a configuration demands it. */
        by: z.enum(['document', 'configuration']),
        /** The folder a configuration speaks for. */
        folder: z.string().optional(),
      }),
    ),
  }),
});
