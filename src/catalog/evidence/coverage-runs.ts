import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { share } from './suite-sittings.ts';
import { notRun } from './tool-runs.ts';

export default defineEvidence({
  name: 'coverage-runs',
  kind: 'repo-run',
  about: 'the coverage measured by running the test suite now',
  schema: z.object({
    runs: z.array(
      z.object({
        command: z.string(),
        folder: z.string(),
        exitCode: z.number(),
        executed: z.number(),
        lines: share,
        branches: share.optional(),
        /** By folder below the run's, as the report names files. */
        areas: z.array(z.object({ folder: z.string(), lines: share })),
      }),
    ),
    notRun: z.array(notRun).optional(),
  }),
});
