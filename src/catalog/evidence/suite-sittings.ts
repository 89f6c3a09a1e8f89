import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { suiteRun } from './suite-runs.ts';
import { notRun } from './tool-runs.ts';

export const share = z.object({ covered: z.number(), total: z.number(), percent: z.number() });

const sitting = suiteRun.extend({
  /** What the sandbox gave beside the installed packages: nothing, or the servers and variables of the service. */
  surroundings: z.enum(['bare', 'service']),
  coverage: z
    .object({
      lines: share,
      branches: share.optional(),
      areas: z.array(z.object({ folder: z.string(), lines: share })),
    })
    .optional(),
});
export type Sitting = z.infer<typeof sitting>;

export default defineEvidence({
  name: 'suite-sittings',
  kind: 'repo-run',
  about: "what the project's own test commands reported, coverage included",
  schema: z.object({ sittings: z.array(sitting), notRun: z.array(notRun) }),
});
