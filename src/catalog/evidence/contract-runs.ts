import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'contract-runs',
  kind: 'repo-run',
  about: 'external services and the contract tests or recordings held against them',
  schema: z.object({
    dependencies: z.array(
      z.object({
        name: z.string(),
        file: z.string(),
        line: z.number().optional(),
        contract: z
          .object({
            file: z.string(),
            kind: z.enum(['contract-test', 'recording']),
            /** When it was last compared with the real service, YYYY-MM-DD. */
            comparedOn: z.string().optional(),
            outcome: z.enum(['pass', 'fail', 'not-run']),
          })
          .optional(),
      }),
    ),
  }),
});
