import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { testKind } from './test-files.ts';
import { notRun } from './tool-runs.ts';

export const suiteRun = z.object({
  command: z.string(),
  folder: z.string(),
  cleanCheckout: z.boolean(),
  exitCode: z.number(),
  /** Every test the runner reported, from its machine-readable report. */
  tests: z.array(
    z.object({
      name: z.string(),
      file: z.string().optional(),
      kind: testKind,
      outcome: z.enum(['pass', 'fail', 'skip']),
      says: z.string().optional(),
    }),
  ),
  tookMs: z.number(),
});
export type SuiteRun = z.infer<typeof suiteRun>;

export default defineEvidence({
  name: 'suite-runs',
  kind: 'repo-run',
  about: 'what running the whole test suite did, once or several times',
  schema: z.object({ runs: z.array(suiteRun), notRun: z.array(notRun).optional() }),
});
